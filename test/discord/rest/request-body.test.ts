import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withBodyWritten } from '../../../src/discord/rest/request-body.ts';

/** As whoever receives it reads it. */
function received({ body, headers = {} }: ReturnType<typeof withBodyWritten>): Promise<FormData> {
  return new Response(body as Buffer, { headers }).formData();
}

const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !/\p{Surrogate}/u.test(text)),
  fc.string({ unit: fc.constantFrom('"', '\r', '\n', ';', '=', '-', 'a'), minLength: 1, maxLength: 12 }),
);

describe('The body of a request', () => {
  it('with files is a form that contains the message and each file unchanged, whatever they contain', async () => {
    const file = fc.record({ name, data: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) });
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, fc.jsonValue(), { noNullPrototype: true }),
        fc.array(file, { minLength: 1, maxLength: 4 }),
        async (message, files) => {
          const contentType = 'image/png';
          const form = await received(
            withBodyWritten({ body: message, files: files.map((one) => ({ ...one, contentType })) }),
          );
          expect(JSON.parse(String(form.get('payload_json')))).toEqual(JSON.parse(JSON.stringify(message)));
          for (const [index, { name: sent, data }] of files.entries()) {
            const got = form.get(`files[${index}]`) as File;
            expect(asWritten(got.name)).toBe(asWritten(sent));
            expect(got.type).toBe(contentType);
            expect(Buffer.from(await got.arrayBuffer()).equals(data)).toBe(true);
          }
          expect([...form.keys()]).toHaveLength(files.length + 1);
        },
      ),
    );
  });

  it('of an answer is the same JSON, however often its message is sent, and by whatever kind of answer', () => {
    const data = { content: 'Ivan', flags: 64 };
    const texts = [4, 7, 4].map((type) => withBodyWritten({ body: { type, data } }).body);
    expect(texts.map((text) => JSON.parse(String(text)))).toEqual([
      { type: 4, data },
      { type: 7, data },
      { type: 4, data },
    ]);
  });

  it('is left alone where somebody has written it already, or there is none', () => {
    const written = { body: 'a=b', passThroughBody: true };
    expect(withBodyWritten(written)).toBe(written);
    expect(withBodyWritten({ headers: {} })).toEqual({ headers: {} });
  });
});

/** The signs that would end a name in a header, as browsers write them; readers differ in whether they turn them back. */
function asWritten(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
