import { type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord-api-types/v10';
import fc from 'fast-check';
import { checked, checkMessageRules, MessageCreateRequestSchema } from 'local-discord/validation';
import { describe, expect, it } from 'vitest';
import { everyComponent, type Layout, layoutTexts } from '../../../src/discord/contract/layout.ts';
import { layoutFaults, withinCount } from '../../../src/discord/contract/layout-limits.ts';
import { messagePayload } from '../../../src/discord/contract/message.ts';

/** Whether the local Discord takes it, with one picture that comes along. */
function isTaken(layout: Layout): boolean {
  const body = {
    components: layout,
    flags: MessageFlags.IsComponentsV2,
    attachments: [{ id: '0', filename: 'a.png' }],
  };
  const file = { index: '0', name: 'a.png', contentType: 'image/png', bytes: new Uint8Array(1) };
  try {
    checked(MessageCreateRequestSchema, body);
    checkMessageRules(body as never, [file] as never, { flags: body.flags, mayUseEmoji: () => true });
    return true;
  } catch {
    return false;
  }
}

const sized = (most: number) => fc.constantFrom(1, most, most + 1).map((length) => 'x'.repeat(length));
const textOf = fc
  .oneof(sized(1999), fc.constantFrom('', ' ', 'Till', '틸'))
  .map((content) => ({ type: ComponentType.TextDisplay, content }));
const url = fc.constantFrom('attachment://a.png', 'attachment://other.png', 'https://example.com/a.png', 'ftp://a');
const picture = fc.record({ media: fc.record({ url }), description: sized(1024) });
const button = fc
  .record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'x'.repeat(101)), label: sized(80) })
  .map(({ id, label }) => ({ type: ComponentType.Button, style: 2, custom_id: id, label }));
const select = fc
  .record({
    id: fc.constantFrom('s', 't'),
    count: fc.constantFrom(0, 1, 25, 26),
    same: fc.boolean(),
    label: sized(100),
  })
  .map(({ id, count, same, label }) => ({
    ...{ type: ComponentType.StringSelect, custom_id: id },
    options: Array.from({ length: count }, (_, at) => ({ label, value: same && at === 1 ? '0' : String(at) })),
  }));
const row = fc
  .oneof(fc.array(button, { maxLength: 6 }), fc.tuple(select), fc.tuple(select, button))
  .map((components) => ({ type: ComponentType.ActionRow, components }));
const section = fc
  .record({ components: fc.array(textOf, { maxLength: 4 }), accessory: picture })
  .map(({ components, accessory }) => ({
    ...{ type: ComponentType.Section, components },
    accessory: { type: ComponentType.Thumbnail, ...accessory },
  }));
const gallery = fc
  .oneof(
    fc.array(picture, { maxLength: 2 }),
    picture.map((item) => Array.from({ length: 11 }, () => item)),
  )
  .map((items) => ({ type: ComponentType.MediaGallery, items }));
const rule = fc.constant({ type: ComponentType.Separator, spacing: 1 });
const part = fc.oneof({ weight: 4, arbitrary: textOf }, rule, section, gallery, row);
const layout = fc
  .array(
    fc.oneof(
      part,
      fc.array(part, { maxLength: 12 }).map((components) => ({ type: ComponentType.Container, components })),
    ),
    { maxLength: 6 },
  )
  .map((components) => components as unknown as Layout);

const text = (content: string) => ({ type: ComponentType.TextDisplay, content }) as const;
const many = (count: number): Layout => Array.from({ length: count }, (_, at) => text(`line ${at}`));

describe('The limits of a laid-out message', () => {
  it('are the same for the bot, before it sends, and for the local Discord, when it reads', () => {
    let taken = 0;
    fc.assert(
      fc.property(layout, (made) => {
        const isFaultless = layoutFaults(made, new Set(['a.png'])).length === 0;
        expect(isFaultless, JSON.stringify(layoutFaults(made, new Set(['a.png'])))).toBe(isTaken(made));
        if (isFaultless) taken += 1;
      }),
      { numRuns: 2000, seed: 17 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  const thumbnail = (description = 'alt') => ({
    ...{ type: ComponentType.Thumbnail, media: { url: 'attachment://a.png' } },
    description,
  });
  const press = (id: string, label = 'On') => ({ type: ComponentType.Button, style: 2, custom_id: id, label });
  const rowOf = (...components: object[]) => [{ type: ComponentType.ActionRow, components }];
  const options = (count: number, label = 'One') =>
    Array.from({ length: count }, (_, at) => ({ label, value: String(at) }));
  const choice = (count: number, label?: string) => ({
    ...{ type: ComponentType.StringSelect, custom_id: 's' },
    options: options(count, label),
  });
  const long = (length: number) => 'x'.repeat(length);

  it.each<[string, number, (count: number) => object[]]>([
    ['components', 40, (count) => [...many(count)]],
    ['characters of text', 4000, (count) => [text(long(count - 1)), text('y')]],
    [
      'texts in a section',
      3,
      (count) => [{ type: ComponentType.Section, components: [...many(count)], accessory: thumbnail() }],
    ],
    [
      'pictures in a gallery',
      10,
      (count) => [
        {
          type: ComponentType.MediaGallery,
          items: Array.from({ length: count }, () => ({ media: thumbnail().media })),
        },
      ],
    ],
    ['buttons in a row', 5, (count) => rowOf(...Array.from({ length: count }, (_, at) => press(String(at))))],
    ['options in a select', 25, (count) => rowOf(choice(count))],
    ['characters of an id', 100, (count) => rowOf(press(long(count)))],
    ['characters on a button', 80, (count) => rowOf(press('a', long(count)))],
    ['characters of an option', 100, (count) => rowOf(choice(1, long(count)))],
    ['characters of a placeholder', 150, (count) => rowOf({ ...choice(1), placeholder: long(count) })],
    [
      'characters of alt text',
      1024,
      (count) => [{ type: ComponentType.Section, components: [text('a')], accessory: thumbnail(long(count)) }],
    ],
  ])('let pass as many %s as Discord takes, %i, and not one more', (_what, most, make) => {
    const outcomes = [most, most + 1].map((count) => {
      const made = make(count) as unknown as Layout;
      return [layoutFaults(made, new Set(['a.png'])).length === 0, isTaken(made)];
    });
    expect(outcomes).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('keep nothing that is written or pressed from being sent: rules go, and texts that follow each other become one', () => {
    const rule = { type: ComponentType.Separator } as const;
    const container = {
      type: ComponentType.Container,
      components: [
        ...many(30).flatMap((line) => [line, rule]),
        { type: ComponentType.ActionRow, components: [press('a')] },
      ],
    } as unknown as APIMessageTopLevelComponent;
    const whole: Layout = [container, ...many(12)];
    const fitting = withinCount(whole);
    expect(layoutFaults(fitting)).toEqual([]);
    expect(isTaken(fitting)).toBe(true);
    expect(layoutTexts(fitting).join('\n')).toBe(layoutTexts(whole).join('\n'));
    expect(everyComponent(fitting)).toContainEqual(press('a'));
    const untouched = [container];
    expect(withinCount([text('a'), rule, text('b')])).toEqual([text('a'), rule, text('b')]);
    expect(everyComponent(untouched).length).toBeGreaterThan(40);
  });

  it('are held before anything is sent, with every fault in the error', () => {
    const body = { layout: [{ type: ComponentType.Container, components: [] }, text(' ')] as unknown as Layout };
    expect(() => messagePayload(body)).toThrow(/an empty container; an empty text/);
  });
});
