import { KeyvSqlite } from '@keyv/sqlite';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DamagedRecordError, defineRecord, UnfitRecordError } from '../../src/storage/index.ts';
import { backends, openTestStore, temporaryFolder } from './backends.ts';

const song = defineRecord({ name: 'song', version: 2, schema: z.strictObject({ title: z.string(), round: z.int() }) });
const songOfNextYear = defineRecord({ name: 'song', version: 3, schema: z.strictObject({ heard: z.boolean() }) });
const songOfLastYear = defineRecord({ name: 'song', version: 1, schema: z.strictObject({ name: z.string() }) });
const songOfAnotherShape = defineRecord({ name: 'song', version: 2, schema: z.strictObject({ title: z.int() }) });

for (const { name, url } of backends) {
  describe(`a record on ${name}`, () => {
    const open = async () => openTestStore(await url());

    it('of a newer version is refused, and left as it is', async () => {
      const store = await open();
      await store.records(songOfNextYear).put('sweet-dream', { heard: true });

      const reading = store.records(song).get('sweet-dream');
      await expect(reading).rejects.toThrow(DamagedRecordError);
      await expect(reading).rejects.toThrow('song › sweet-dream cannot be read: it was written as version 3');
      expect(await store.records(songOfNextYear).get('sweet-dream')).toEqual({ heard: true });
    });

    it('of an older version is upgraded when read, knowing from which', async () => {
      const store = await open();
      await store.records(songOfLastYear).put('cure', { name: 'CURE' });
      const upgrading = defineRecord({
        name: 'song',
        version: 2,
        schema: song.schema,
        upgrade: (old, fromVersion) => ({ title: songOfLastYear.schema.parse(old).name, round: fromVersion * 10 }),
      });

      expect(await store.records(upgrading).get('cure')).toEqual({ title: 'CURE', round: 10 });
      await expect(store.records(song).get('cure')).rejects.toThrow('no upgrade from its version 1 to 2');
    });

    it('of another shape is an error that says where it is wrong, and leaves the others readable', async () => {
      const store = await open();
      await store.records(song).put('cure', { title: 'CURE', round: 6 });
      await store.records(songOfAnotherShape).put('odd', { title: 7 });
      await store.records(song).put('ruler', { title: 'Ruler of my heart', round: 7 });

      await expect(store.records(song).get('odd')).rejects.toThrow(/song › odd .*title: .*expected string.*; round: /);

      const damaged: DamagedRecordError[] = [];
      const many = await store.records(song).getMany(['cure', 'odd', 'ruler'], (error) => damaged.push(error));
      expect([...many.keys()]).toEqual(['cure', 'ruler']);
      expect(damaged).toMatchObject([{ kind: 'song', key: 'odd' }]);
    });

    it('that is damaged is never left out in silence: without anyone to tell, reading many is an error', async () => {
      const store = await open();
      await store.records(songOfAnotherShape).put('odd', { title: 7 });

      await expect(store.records(song).getMany(['cure', 'odd'])).rejects.toMatchObject({ kind: 'song', key: 'odd' });
    });

    it('may be a Map in memory and entries on disk, by a codec', async () => {
      const entries = z.array(z.tuple([z.string(), z.int()]));
      const ballots = defineRecord({
        name: 'ballots',
        version: 1,
        schema: z.codec(entries, z.map(z.string(), z.int()), {
          decode: (list) => new Map(list),
          encode: (map) => [...map],
        }),
      });
      const records = (await open()).records(ballots);
      await records.put('poll', new Map([['sua', 1]]));

      expect(await records.get('poll')).toEqual(new Map([['sua', 1]]));
    });

    it('that would not come back from JSON is refused when it is given', async () => {
      const plainMap = defineRecord({ name: 'plain-map', version: 1, schema: z.map(z.string(), z.int()) });
      const records = (await open()).records(plainMap);

      await expect(records.put('poll', new Map([['sua', 1]]))).rejects.toThrow(UnfitRecordError);
      expect(await records.get('poll')).toBeUndefined();
    });
  });
}

describe('a text in the file that is no record', () => {
  const texts = [
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"value":{"title":"x"}}',
    '{"v":2}',
    '{"v":0,"d":{}}',
    '{"v":"2","d":{}}',
  ];

  it.each(texts)('is an error with its key, and leaves the others readable: %s', async (text) => {
    const url = `sqlite://${await temporaryFolder()}/store.sqlite`;
    const songs = (await openTestStore(url)).records(song);
    await songs.put('whole', { title: 'CURE', round: 6 });
    const file = new KeyvSqlite(url);
    await file.query('INSERT INTO keyv VALUES (?, ?)', 'song:broken', text);
    await file.close();

    await expect(songs.get('broken')).rejects.toThrow('The record song › broken cannot be read');
    const damaged: DamagedRecordError[] = [];
    expect([...(await songs.getMany(['broken', 'whole'], (error) => damaged.push(error))).keys()]).toEqual(['whole']);
    expect(damaged).toMatchObject([{ key: 'broken' }]);
  });

  it('is not quoted in the error, since it may be about a person', async () => {
    const url = `sqlite://${await temporaryFolder()}/store.sqlite`;
    const songs = (await openTestStore(url)).records(song);
    const file = new KeyvSqlite(url);
    await file.query(
      'INSERT INTO keyv VALUES (?, ?), (?, ?)',
      'song:a',
      'Mizi said',
      'song:b',
      '{"v":2,"d":"Mizi said"}',
    );
    await file.close();

    for (const key of ['a', 'b']) {
      const error: unknown = await songs.get(key).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DamagedRecordError);
      expect(`${error} ${error instanceof Error ? error.cause : ''}`).not.toContain('Mizi');
    }
  });
});

describe('a definition', () => {
  it.each(['', 'Song', 'a:b', '1st', 'a_b'])('is refused when its name could clash with another: "%s"', (name) => {
    expect(() => defineRecord({ name, version: 1, schema: z.string() })).toThrow(RangeError);
  });

  it.each([0, -1, 1.5, Number.NaN])('is refused when its version is no version: %s', (version) => {
    expect(() => defineRecord({ name: 'a', version, schema: z.string() })).toThrow(RangeError);
  });
});
