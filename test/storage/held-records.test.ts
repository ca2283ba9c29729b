import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRecord } from '../../src/storage/index.ts';
import { openTestStore } from './backends.ts';

const note = defineRecord({ name: 'note', version: 1, schema: z.strictObject({ text: z.string() }) });

/** A store, and another one on the same records that the first does not hear of. */
async function open(most = 10) {
  const store = await openTestStore('memory:');
  return { store, notes: store.records(note), held: store.held(note, most), behind: store.under([]).records(note) };
}

describe('Records kept in memory by their only writer', () => {
  it('are read from disk once, those too that are not there', async () => {
    const { notes, held, behind } = await open();
    await notes.put('a', { text: 'first' });
    expect([await held.get('a'), await held.get('b')]).toEqual([{ text: 'first' }, undefined]);
    for (const key of ['a', 'b']) await behind.put(key, { text: 'behind its back' });
    expect([await held.get('a'), await held.get('b')]).toEqual([{ text: 'first' }, undefined]);
  });

  it('are what was written last, by anyone through the same store, as soon as it is on disk', async () => {
    const { store, notes, held } = await open();
    await notes.put('a', { text: 'first' });
    await held.get('a');
    const writing = store.write([notes.putting('a', { text: 'second' })]);
    const meanwhile = held.get('a');
    await writing;
    expect([{ text: 'first' }, { text: 'second' }]).toContainEqual(await meanwhile);
    expect(await held.get('a')).toEqual({ text: 'second' });
    await notes.remove('a');
    expect(await held.get('a')).toBeUndefined();
  });

  it('are not replaced by a read that began before a write', async () => {
    const { notes, held } = await open();
    const early = held.get('a');
    await notes.put('a', { text: 'first' });
    await early;
    expect(await held.get('a')).toEqual({ text: 'first' });
  });

  it('are limited in number: the one not used for the longest is read again', async () => {
    const { notes, held, behind } = await open(2);
    for (const key of ['a', 'b', 'c']) await notes.put(key, { text: 'first' });
    for (const key of ['a', 'b', 'a', 'c']) await held.get(key);
    for (const key of ['a', 'b']) await behind.put(key, { text: 'behind its back' });
    expect(await held.get('a')).toEqual({ text: 'first' });
    expect(await held.get('b')).toEqual({ text: 'behind its back' });
  });
});
