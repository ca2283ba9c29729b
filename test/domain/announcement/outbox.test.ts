import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerFlood,
  type FloodAnswer,
  floodAnswers,
  holdFlood,
  isFlood,
} from '../../../src/domain/announcement/flood.ts';
import {
  type AnnouncedEntry,
  drop,
  emptyOutbox,
  finish,
  markTried,
  nonceOf,
  type Outbox,
  owe,
  postable,
  RESUME_WITHIN_MS,
  record,
  resume,
  retake,
  stop,
} from '../../../src/domain/announcement/outbox.ts';
import { nextPostAtMs } from '../../../src/domain/announcement/pace.ts';
import {
  followPremieres,
  hasPremieres,
  type ListedPremiere,
  type PremiereState,
} from '../../../src/domain/announcement/premiere.ts';
import { outboxRecord } from '../../../src/storage/kinds.ts';
import { recordFromText } from '../../../src/storage/record-kind.ts';

const forbidden = { kind: 'answer', status: 403, code: '50013', words: 'Missing Permissions' } as const;

const entry = (key: string, rest: Partial<AnnouncedEntry> = {}): AnnouncedEntry => ({
  key,
  title: `About ${key}`,
  ...rest,
});
const owing = (...keys: string[]) =>
  owe(
    emptyOutbox,
    keys.map((key) => entry(key)),
    0,
  );
const keysOf = (outbox: Outbox) => outbox.owed.map((owed) => owed.entry.key);
const message = (messageId: string) => ({ kind: 'message', messageId }) as const;
const DAY_MS = 86_400_000;

interface Step {
  readonly act: string;
  readonly key: string;
}

/** The outbox after each step, and what was recorded as posted. */
function play(steps: readonly Step[]): { outboxes: Outbox[]; posted: string[] } {
  let outbox = emptyOutbox;
  const outboxes: Outbox[] = [];
  const posted: string[] = [];
  for (const { act, key } of steps) {
    if (act === 'owe') outbox = owe(outbox, [entry(key)], 0);
    else if (keysOf(outbox).includes(key)) {
      if (act === 'record') posted.push(key);
      outbox = act === 'record' ? record(outbox, key, message('1'), 0) : drop(outbox, key, { kind: 'declined' }, 0);
    }
    outboxes.push(outbox);
  }
  return { outboxes, posted };
}

describe('The outbox', () => {
  it('never owes an entry twice, whatever is owed, posted and given up in between', () => {
    const step = fc.record({ act: fc.constantFrom('owe', 'record', 'drop'), key: fc.constantFrom('a', 'b', 'c', 'd') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { outboxes, posted } = play(steps);
        for (const { owed } of outboxes) expect(new Set(owed.map((one) => one.entry.key)).size).toBe(owed.length);
        expect(new Set(posted).size).toBe(posted.length);
      }),
    );
  });

  it('keeps the order in which entries came to be owed', () => {
    expect(keysOf(owe(owing('a', 'b'), [entry('b'), entry('c')], 1))).toEqual(['a', 'b', 'c']);
  });

  it('reads what was kept when a deleted post was still written as message 0', () => {
    const { made: _, premieres: __, ...rest } = emptyOutbox;
    const old = {
      ...rest,
      made: [
        { key: 'a', messageId: '0', atMs: 1 },
        { key: 'b', messageId: '77', atMs: 2 },
      ],
      premieres: [{ entry: entry('b', { premiere: {} }), messageId: '77' }],
    };
    expect(recordFromText(outboxRecord, 's', JSON.stringify({ v: 1, d: old }))).toEqual({
      ...rest,
      made: [
        { key: 'a', post: { kind: 'deleted' }, atMs: 1 },
        { key: 'b', post: message('77'), atMs: 2 },
      ],
      premieres: [{ entry: entry('b', { premiere: {} }), post: message('77') }],
    });
  });

  it('owes nothing more to a post that somebody deleted before it was recorded, whatever was asked for', () => {
    const premiere = owe(emptyOutbox, [entry('p', { premiere: { startsAtMs: 5 } })], 0);
    const deleted = record(premiere, 'p', { kind: 'deleted' }, 1, ['publish', 'thread']);
    const shown = followPremieres(
      deleted,
      'post',
      () => ({ state: 'live', now: { title: 'About p' }, startsAtMs: 5 }),
      2,
    );
    expect([deleted.followUps, shown.followUps]).toEqual([[], []]);
    expect(shown.premieres).toMatchObject([{ entry: { premiere: { live: true } }, post: { kind: 'deleted' } }]);
  });

  it('records a post together with what is still to be done with it', () => {
    const posted = record(owing('a'), 'a', message('77'), 5, ['publish', 'thread']);
    expect(posted.owed).toEqual([]);
    expect(posted.followUps.map(({ kind, messageId }) => [kind, messageId])).toEqual([
      ['publish', '77'],
      ['thread', '77'],
    ]);
    const [publish] = posted.followUps;
    if (publish === undefined) throw new Error('Nothing follows');
    expect(finish(posted, publish).followUps.map(({ kind }) => kind)).toEqual(['thread']);
  });

  it('goes on after a lost permission with what is of the last seven days and still listed, and gives the rest up', () => {
    const old = owe(emptyOutbox, [entry('old')], 0);
    const all = owe(old, [entry('listed'), entry('gone')], 4 * DAY_MS);
    const stopped = stop(all, forbidden, 4 * DAY_MS);
    const isListed = (key: string) => key !== 'gone';
    const atMs = RESUME_WITHIN_MS + 1;
    expect(postable(stopped, isListed, atMs).map((owed) => owed.entry.key)).toEqual(['listed']);
    const resumed = resume(stopped, isListed, atMs);
    expect(keysOf(resumed)).toEqual(['listed']);
    expect(resumed.stopped).toBeUndefined();
    expect(resumed.dropped.map(({ key }) => key)).toEqual(['old', 'gone']);
  });

  it('gives up nothing while the permission is gone: an entry may be listed again', () => {
    const stopped = stop(owing('a'), forbidden, 0);
    expect(postable(stopped, () => false, DAY_MS)).toEqual([]);
    expect(postable(stopped, () => true, 2 * DAY_MS)).toHaveLength(1);
  });

  it('without such a stop posts what it owes however old it is and whether or not it is listed', () => {
    expect(postable(owing('a'), () => false, 30 * DAY_MS)).toHaveLength(1);
  });

  it('gives each subscription and entry a nonce of its own that Discord takes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (subscription, key, other) => {
        expect(nonceOf(subscription, key)).toMatch(/^[\w-]{22}$/);
        expect(nonceOf(subscription, key)).toBe(nonceOf(subscription, key));
        fc.pre(key !== other && !subscription.includes('\n'));
        expect(nonceOf(subscription, key)).not.toBe(nonceOf(subscription, other));
      }),
    );
  });
});

describe('The pace of a channel', () => {
  it('is five posts in any minute, and no wait before the fifth', () => {
    expect(nextPostAtMs([0, 1, 2, 3], 10)).toBe(10);
    expect(nextPostAtMs([0, 1, 2, 3, 4], 10)).toBe(60_000);
    expect(nextPostAtMs([0, 1, 2, 3, 4], 60_000)).toBe(60_000);
    expect(nextPostAtMs([0, 1, 2, 3, 30_000], 60_001)).toBe(60_001);
  });
});

describe('A premiere', () => {
  /** What the feed lists it as, look after look. */
  const announced = (
    upcoming: 'post' | 'steps',
    states: readonly (PremiereState | ListedPremiere)[],
    premiere: NonNullable<AnnouncedEntry['premiere']> = { startsAtMs: 9 },
  ) => {
    const owed = owe(emptyOutbox, [entry('p', { premiere })], 0);
    let outbox = record(owed, 'p', message('5'), 0);
    for (const [index, listed] of states.entries()) {
      const { title } = entry('p');
      const found = typeof listed === 'string' ? { state: listed, now: { title }, startsAtMs: undefined } : listed;
      outbox = followPremieres(outbox, upcoming, () => found, index + 1);
      for (const key of keysOf(outbox)) outbox = record(outbox, key, message(`${6 + index}`), index + 1);
    }
    return outbox;
  };

  it('is one post that is drawn again when it is live and when it is out', () => {
    const live = announced('post', ['scheduled', 'live', 'live']);
    expect(live.followUps.map(({ kind, messageId, entry: shown }) => [kind, messageId, shown?.premiere])).toEqual([
      ['edit', '5', { live: true }],
    ]);
    const out = announced('post', ['live', 'out', 'out']);
    expect(out.followUps.map(({ entry: shown }) => shown?.premiere)).toEqual([undefined]);
    expect(out.premieres).toEqual([]);
    expect(out.made.map(({ key }) => key)).toEqual(['p']);
  });

  it('is one post at each step where that was chosen, and a step that nobody saw is skipped', () => {
    expect(announced('steps', ['scheduled', 'live', 'live', 'out', 'out']).made.map(({ key }) => key)).toEqual([
      'p',
      'p#live',
      'p#out',
    ]);
    expect(announced('steps', ['out', 'out']).made.map(({ key }) => key)).toEqual(['p', 'p#out']);
  });

  it('that nobody had watched or rated is not called out until it is, in one post either way', () => {
    for (const upcoming of ['post', 'steps'] as const) {
      const upload = announced(upcoming, ['unclear', 'out'], { unclear: true });
      expect(upload.made.map(({ key }) => key)).toEqual(['p']);
      expect(upload.followUps.map(({ entry: shown }) => shown?.premiere)).toEqual([undefined]);
    }
    const premiere = announced('post', ['unclear', 'scheduled'], { unclear: true });
    expect(premiere.followUps.map(({ entry: shown }) => shown?.premiere)).toEqual([{}]);
    expect(announced('steps', ['scheduled', 'out'], { unclear: true }).made.map(({ key }) => key)).toEqual([
      'p',
      'p#out',
    ]);
  });

  it('whose title is revealed, or whose link changes, is drawn again with it', () => {
    const now = { title: 'ROUND 7', link: 'https://a.example/7', episodeId: 'round-7' };
    const revealed = announced('post', ['scheduled', { state: 'out', now, startsAtMs: undefined }]);
    expect(revealed.followUps.map(({ entry: shown }) => shown)).toEqual([{ key: 'p', ...now }]);
    const early = announced('post', [{ state: 'scheduled', now, startsAtMs: undefined }, 'scheduled']);
    expect(early.followUps.map(({ entry: shown }) => shown?.title)).toEqual([entry('p').title]);
    expect(early.premieres).toHaveLength(1);
  });

  it('that still waits to be posted, or to be decided about, is posted as what it is by then', () => {
    const now = { title: 'ROUND 7', link: 'https://a.example/7', episodeId: 'round-7' };
    const { title } = entry('p');
    const out = (): ListedPremiere => ({ state: 'out', now, startsAtMs: undefined });
    const live = (): ListedPremiere => ({ state: 'live', now: { title }, startsAtMs: undefined });
    const premiere = entry('p', { premiere: { startsAtMs: 9 } });
    const waiting = owe(emptyOutbox, [premiere, entry('q')], 0);
    for (const upcoming of ['post', 'steps'] as const) {
      expect(hasPremieres(waiting)).toBe(true);
      const revealed = followPremieres(followPremieres(waiting, upcoming, live, 1), upcoming, out, 2);
      expect(revealed.owed.map((owed) => owed.entry)).toEqual([{ key: 'p', ...now }, entry('q')]);
      const posted = record(revealed, 'p', message('5'), 3);
      expect(posted.followUps).toEqual([]);
      expect(hasPremieres(posted)).toBe(false);
    }
    const held = followPremieres(holdFlood(emptyOutbox, [premiere], 0), 'post', out, 1);
    expect(held.flood?.entries).toEqual([{ key: 'p', ...now }]);
  });

  it('that became another while its post was being tried is drawn again, since the post may exist as it was', () => {
    const now = { title: 'ROUND 7' };
    const tried = markTried(owe(emptyOutbox, [entry('p', { premiere: {} })], 0), 'p', 1);
    const revealed = followPremieres(tried, 'post', () => ({ state: 'out', now, startsAtMs: undefined }), 2);
    const same = followPremieres(revealed, 'post', () => ({ state: 'out', now, startsAtMs: undefined }), 3);
    expect(record(same, 'p', message('5'), 4).followUps).toEqual([
      { kind: 'edit', key: 'p', messageId: '5', entry: { key: 'p', ...now }, sinceMs: 4 },
    ]);
    expect(record(same, 'p', { kind: 'deleted' }, 4).followUps).toEqual([]);
    expect(record(tried, 'p', message('5'), 4).followUps).toEqual([]);
    const corrected = record(retake(tried, 'p', 'round-7'), 'p', message('5'), 4);
    expect(corrected.followUps.map(({ kind, entry: shown }) => [kind, shown?.episodeId])).toEqual([
      ['edit', 'round-7'],
    ]);
  });
});

describe('A flood', () => {
  const many = Array.from({ length: 12 }, (_, n) => entry(`e${n}`));

  it('is more than ten at once, less than a day after the last good look', () => {
    expect(isFlood(many, 0, 1)).toBe(true);
    expect(isFlood(many.slice(0, 10), 0, 1)).toBe(false);
    expect(isFlood(many, 0, 24 * 3_600_000)).toBe(false);
    expect(isFlood(many, undefined, 1)).toBe(false);
  });

  it('waits until it is decided about, and is then posted in whole, its newest alone, or not at all', () => {
    const held = holdFlood(emptyOutbox, many, 5);
    expect(keysOf(held)).toEqual([]);
    const decided = (answer: FloodAnswer) => answerFlood(held, answer, 9);
    expect(keysOf(decided('all'))).toEqual(many.map(({ key }) => key));
    expect(keysOf(decided('newest'))).toEqual(['e11']);
    expect(decided('newest').dropped).toHaveLength(11);
    expect(keysOf(decided('none'))).toEqual([]);
    for (const answer of floodAnswers) expect(decided(answer).flood).toBeUndefined();
  });

  it('is decided about once, however many come, and takes no more room than it may', () => {
    const twice = holdFlood(holdFlood(emptyOutbox, many, 5), [...many, entry('x')], 6);
    expect(twice.flood).toMatchObject({ sinceMs: 5, entries: { length: 13 } });
    const endless = holdFlood(
      emptyOutbox,
      Array.from({ length: 3000 }, (_, n) => entry(`n${n}`)),
      5,
    );
    expect(endless.flood?.entries).toHaveLength(200);
    expect(endless.flood?.entries.at(-1)?.key).toBe('n2999');
    expect(answerFlood(emptyOutbox, 'all', 1)).toEqual(emptyOutbox);
  });
});
