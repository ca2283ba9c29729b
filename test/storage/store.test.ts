import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRecord, StoreClosedError, UnfitRecordError } from '../../src/storage/index.ts';
import { backends, openTestStore } from './backends.ts';

const note = defineRecord({ name: 'note', version: 1, schema: z.strictObject({ text: z.string() }) });
const noted = defineRecord({ name: 'noted', version: 1, schema: z.strictObject({ count: z.int() }) });

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

for (const { name, url } of backends) {
  describe(`the store on ${name}`, () => {
    const open = async () => openTestStore(await url());

    it('gives back what was put, and nothing where nothing was', async () => {
      const notes = (await open()).records(note);
      await notes.put('a', { text: 'Ruler of my heart' });

      expect(await notes.get('a')).toEqual({ text: 'Ruler of my heart' });
      expect(await notes.get('b')).toBeUndefined();
    });

    it('makes a late change when it is written, the last of a key alone', async () => {
      const store = await open();
      const notes = store.records(note);
      const made: string[] = [];
      const late = (key: string, text: () => string) =>
        notes.puttingLate(key, () => {
          made.push(key);
          return { text: text() };
        });
      let current = 'as it was asked';
      const writing = Promise.all([
        store.write([late('a', () => 'never')]),
        store.write([late('a', () => current), late('b', () => 'b')]),
      ]);
      current = 'as it was written';
      await writing;
      expect(made).toEqual(['a', 'b']);
      expect(await notes.get('a')).toEqual({ text: 'as it was written' });
    });

    it('removes exactly the key it is told, also one that is not there', async () => {
      const notes = (await open()).records(note);
      await Promise.all(['a_b', 'axb', 'A_B', 'a_b:c'].map((key) => notes.put(key, { text: key })));
      await notes.remove('a_b');
      await notes.remove('a_b');

      expect([...(await notes.getMany(['a_b', 'axb', 'A_B', 'a_b:c'])).keys()]).toEqual(['axb', 'A_B', 'a_b:c']);
    });

    it('keeps kinds apart under the same key', async () => {
      const store = await open();
      await store.records(note).put('ed:1', { text: 'one' });
      await store.records(noted).put('1', { count: 1 });

      expect(await store.records(note).get('1')).toBeUndefined();
      expect(await store.records(note).get('ed:1')).toEqual({ text: 'one' });
      expect(await store.records(noted).get('1')).toEqual({ count: 1 });
    });

    it('keeps any two different keys apart, whatever characters they hold', async () => {
      const notes = (await open()).records(note);
      const key = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({
          unit: fc.constantFrom('%', '_', ':', 'a', 'A', '\0', '\ud800', '\udc00', '가', '\u1100', '0', '"'),
        }),
      );
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(key, { minLength: 1, maxLength: 20 }), async (keys) => {
          await Promise.all(keys.map((each, index) => notes.put(each, { text: `${index}` })));
          const many = await notes.getMany(keys);

          expect([...many]).toEqual(keys.map((each, index) => [each, { text: `${index}` }]));
          for (const [index, each] of keys.entries()) expect(await notes.get(each)).toEqual({ text: `${index}` });

          await notes.remove(keys[0] ?? '');
          expect([...(await notes.getMany(keys)).keys()]).toEqual(keys.slice(1));
        }),
      );
    });

    it('keeps a key apart from what another key is written as', async () => {
      const notes = (await open()).records(note);
      const keys = ['\0', '%0000', '%', '%0025', '\ud800', '%d800', '%D800', 'keyv:a', 'a', '', '__proto__', '0'];
      await Promise.all(keys.map((key) => notes.put(key, { text: key })));

      expect([...(await notes.getMany(keys))]).toEqual(keys.map((key) => [key, { text: key }]));
    });

    it('gives back any text as it was, Hangul, half characters and NUL included', async () => {
      const notes = (await open()).records(note);
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }), async (text) => {
          await notes.put('a', { text });
          expect(await notes.get('a')).toEqual({ text });
        }),
      );
    });

    it('lets the last write of a key win, in the order of the calls, when nobody waits for the ones before', async () => {
      const step = fc.record({
        key: fc.constantFrom('a', 'b', 'c'),
        text: fc.option(fc.string(), { nil: undefined }),
        batched: fc.boolean(),
        turnsBefore: fc.nat(3),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const store = await open();
          const notes = store.records(note);
          const expected = new Map<string, { text: string }>();
          const writes: Promise<void>[] = [];
          for (const { key, text, batched, turnsBefore } of steps) {
            await turns(turnsBefore);
            const change = text === undefined ? notes.removing(key) : notes.putting(key, { text });
            const alone = () => (text === undefined ? notes.remove(key) : notes.put(key, { text }));
            const twice = () => store.write([notes.putting(key, { text: 'overwritten at once' }), change]);
            writes.push(batched ? twice() : alone());
            if (text === undefined) expected.delete(key);
            else expected.set(key, { text });
          }
          await Promise.all(writes);

          expect(Object.fromEntries(await notes.getMany(['a', 'b', 'c']))).toEqual(Object.fromEntries(expected));
          await store.close();
        }),
        { numRuns: 50 },
      );
    });

    it('reads what was acknowledged before the read was asked for, whatever else is under way', async () => {
      const notes = (await open()).records(note);
      const member = async (key: string) => {
        for (let turn = 0; turn < 50; turn += 1) {
          await notes.put(key, { text: `${turn}` });
          expect(await notes.get(key)).toEqual({ text: `${turn}` });
        }
      };
      await Promise.all(Array.from({ length: 20 }, (_, index) => member(`${index}`)));
    });

    it('writes puts and removals of several kinds as one', async () => {
      const store = await open();
      const [notes, counts] = [store.records(note), store.records(noted)];
      await notes.put('old', { text: 'gone soon' });
      await store.write([
        notes.removing('old'),
        notes.putting('new', { text: 'here' }),
        counts.putting('n', { count: 1 }),
      ]);

      expect([...(await notes.getMany(['old', 'new'])).keys()]).toEqual(['new']);
      expect(await counts.get('n')).toEqual({ count: 1 });
    });

    it('reads many thousand keys, in the order asked, without those that are not there', async () => {
      const store = await open();
      const notes = store.records(note);
      const keys = Array.from({ length: 12_000 }, (_, index) => `user-${index}`);
      await store.write(keys.slice(1).map((key) => notes.putting(key, { text: key })));

      expect([...(await notes.getMany(keys)).keys()]).toEqual(keys.slice(1));
    });

    it('keeps a hundred thousand records, and pages through all of them', { timeout: 120_000 }, async () => {
      const store = await open();
      const counts = store.records(noted);
      const keys = Array.from({ length: 100_000 }, (_, index) => `${index}`.padStart(6, '0'));
      await Promise.all(
        Array.from({ length: 100 }, (_, part) =>
          store.write(keys.slice(part * 1_000, (part + 1) * 1_000).map((key) => counts.putting(key, { count: part }))),
        ),
      );
      const seen: string[] = [];
      for await (const page of store.pages()) {
        expect(page.length).toBeLessThanOrEqual(1_000);
        seen.push(...page.map(({ storedKey }) => storedKey));
      }

      expect(seen).toEqual(keys.map((key) => `noted:${key}`));
      expect((await counts.getMany(keys.slice(0, 5_000))).size).toBe(5_000);
    });

    it('keeps texts of 64 KiB and more, in any script, written side by side', async () => {
      const notes = (await open()).records(note);
      const texts = ['x', '가', '🎤', '"\\\n', '\u0301', 'ﷺ'].map((unit) =>
        unit.repeat(Math.ceil(65_536 / unit.length)),
      );
      await Promise.all(texts.map((text, index) => notes.put(`${index}`, { text })));

      for (const [index, text] of texts.entries()) expect((await notes.get(`${index}`))?.text === text).toBe(true);
    });

    it('keeps records apart whose keys are longer than an index can hold', async () => {
      const notes = (await open()).records(note);
      const lengths = [1_000, 2_394, 2_395, 2_396, 3_000, 100_000];
      const keys = lengths.flatMap((length) =>
        ['가', '%', 'x'].flatMap((unit) => [`${unit.repeat(length)}a`, `${unit.repeat(length)}b`]),
      );
      await Promise.all(keys.map((key, index) => notes.put(key, { text: `${index}` })));

      const texts = [...(await notes.getMany(keys)).values()].map(({ text }) => text);
      expect(texts).toEqual(keys.map((_, index) => `${index}`));
    });

    it('holds a value as it was when given, whatever becomes of it afterwards', async () => {
      const notes = (await open()).records(note);
      const value = { text: 'then' };
      const written = notes.put('a', value);
      value.text = 'now';
      await written;

      expect(await notes.get('a')).toEqual({ text: 'then' });
    });

    it('refuses a value that does not fit its kind, naming kind and key, and writes nothing', async () => {
      const notes = (await open()).records(note);
      const unfit = JSON.parse('{ "text": 7 }');

      await expect(notes.put('a', unfit)).rejects.toThrow(UnfitRecordError);
      await expect(notes.put('a', unfit)).rejects.toThrow('note › a');
      expect(await notes.get('a')).toBeUndefined();
    });

    it('finishes the writes under way when it is closed, and refuses later ones', async () => {
      const address = await url();
      const store = await openTestStore(address);
      const notes = store.records(note);
      const writes = Array.from({ length: 100 }, (_, index) => notes.put(`${index}`, { text: 'kept' }));
      await store.close();
      await Promise.all(writes);

      await expect(notes.put('late', { text: 'x' })).rejects.toThrow(StoreClosedError);
      await expect(notes.get('1')).rejects.toThrow(StoreClosedError);
      await expect(notes.getMany(['1'])).rejects.toThrow(StoreClosedError);
      if (name === 'memory:') return;
      const again = (await openTestStore(address)).records(note);
      expect((await again.getMany(writes.map((_, index) => `${index}`))).size).toBe(100);
    });
  });
}
