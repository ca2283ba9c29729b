import { describe, expect, test } from 'vitest';
import { assembleKnowledge, type Knowledge } from '../../../src/domain/knowledge/index.ts';
import { everythingIn, seriesFiles, seriesKnowledge, typeableIn } from '../../../testkit/knowledge/knowledge.ts';
import { questionsAbout } from '../../../testkit/knowledge/questions-about.ts';
import { createSpoilerOracle } from '../../../testkit/spoilers/spoiler-oracle.ts';

const files = seriesFiles();
const oracle = createSpoilerOracle(files);
/** The questions are many, and each horizon is asked twice: every tenth of them here, all of them in the long trial. */
const queries = [...typeableIn(files), ...questionsAbout(files).filter((_, index) => index % 10 === 0)];

/** As it would be sent: functions and their like are no part of it. Kept, for several tests read it. */
const readable = new Map<string, unknown>();
function readableAt(horizon: string): unknown {
  const everything = readable.get(horizon) ?? serialised(seriesKnowledge(), horizon);
  readable.set(horizon, everything);
  return everything;
}

function serialised(knowledge: Knowledge, horizon: string): unknown {
  return JSON.parse(JSON.stringify(everythingIn(knowledge.seenFrom(horizon), queries)));
}

describe('a view', () => {
  test.each(oracle.horizons)('from %s holds and finds nothing that is told later', (horizon) => {
    expect(oracle.findLeaks(readableAt(horizon), horizon)).toEqual([]);
  });

  test.each(oracle.horizons)('from %s is the same whatever happens afterwards', (horizon) => {
    const other = assembleKnowledge(oracle.otherFuture(horizon));

    expect(serialised(other, horizon)).toEqual(readableAt(horizon));
  });

  test('reaches the whole by no field of its own or of anything in it', () => {
    const view = seriesKnowledge().seenFrom('round-1');
    const later = JSON.stringify(Object.entries(view).map(([, value]) => value));

    expect(later).not.toContain('BLINK GONE');
    expect(
      Object.values(view)
        .filter((value) => typeof value === 'function')
        .every((fn) => Object.keys(fn).length === 0),
    ).toBe(true);
  });
});

describe('the oracle', () => {
  test('knows at each horizon but the last what must not be shown', () => {
    const counts = oracle.horizons.map((horizon) => oracle.needles(horizon).length);

    expect(counts.at(-1)).toBe(0);
    expect(
      counts.slice(0, -3).every((count) => count > 20),
      counts.join(' '),
    ).toBe(true);
    expect(counts.at(-3)).toBeGreaterThan(0);
    expect([...counts].sort((a, b) => b - a)).toEqual(counts);
  });

  test.each([
    ['a later title', { title: 'Now playing: KARMA' }],
    ['a title in other letters', { title: 'now playing: b l i n k gone, BLINK  gone' }],
    ['a later name in Hangul, with a particle', { content: '헤페루가 나타났다' }],
    ['a score', { fields: [{ value: 'Till 89 – 70 Ivan' }] }],
    ['a later song', { name: 'Ruler of My Heart' }],
    ['a video', { url: 'https://youtu.be/VgPo3q01kbg' }],
    ['part of a later sentence', { description: 'Somewhere: takes the bullet meant for Luka…' }],
    ['a later name hidden in an id', { custom_id: 'vote:wiege:1' }],
    ['a name with escaped signs', { content: 'All\\-In' }],
    ['a key', { 'Candy Scar': true }],
  ])('finds %s', (_what, payload) => {
    expect(oracle.findLeaks(payload, 'round-2')).not.toEqual([]);
    expect(oracle.findLeaks(payload, 'all')).toEqual([]);
  });

  test('finds a whole view that was cut too late', () => {
    expect(oracle.findLeaks(seriesKnowledge().seenFrom('round-5'), 'round-3')).not.toEqual([]);
    expect(oracle.findLeaks(seriesKnowledge().seenFrom('prologue'), 'none')).not.toEqual([]);
  });

  test('lets everyday sentences pass', () => {
    const sentences = [
      'Voting on this match has closed.',
      'Nobody here goes by that name.',
      'Round 6 · Final',
      '지금까지 본 곳까지만 보여 드려요.',
    ];

    expect(oracle.findLeaks(sentences, 'none')).toEqual([]);
  });
});
