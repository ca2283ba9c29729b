import { describe, expect, it } from 'vitest';
import { createAgenda } from '../../src/services/agenda.ts';
import { createManualClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';

const log = createLog({ level: 'silent', format: 'json' });

/** An agenda whose steps end when the test says so. */
function start(atOnce: number) {
  const clock = createManualClock(1_000_000);
  const agenda = createAgenda({ clock, log, wake: () => {}, atOnce });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const step = (key: string) =>
    new Promise<number>((resolve) => {
      begun.push(key);
      ends.set(key, () => resolve(Number.POSITIVE_INFINITY));
    });
  const keys = ['a', 'b', 'c', 'd', 'e'];
  return {
    clock,
    agenda,
    begun,
    begin: () => agenda.begin(keys, step),
    async end(key: string) {
      ends.get(key)?.();
      await new Promise((next) => setImmediate(next));
    },
  };
}

describe('Work that many wait for', () => {
  it('is done some at a time, and the next one’s turn comes when one has ended', async () => {
    const { begun, begin, end } = start(2);
    begin();
    expect(begun).toEqual(['a', 'b']);
    begin();
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    begin();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('goes to whoever was poked before whoever is merely due', async () => {
    const { agenda, begun, begin, end } = start(1);
    agenda.due('b');
    agenda.poke('e');
    begin();
    expect(begun).toEqual(['e']);
    await end('e');
    begin();
    expect(begun).toEqual(['e', 'a']);
  });

  it('is held up by nobody who is slow: after three seconds they stand in no one’s way', () => {
    const { clock, begun, begin } = start(2);
    const againAtMs = begin();
    expect(againAtMs).toBe(clock.now() + 3_000);
    clock.advance(3_000);
    begin();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });
});
