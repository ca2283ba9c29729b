import fc from 'fast-check';
import { type Additions, noAdditions } from '../../src/domain/additions/additions.ts';
import {
  type NewContestant,
  type NewMatch,
  withEdit,
  withEpisode,
  withOut,
  withoutEpisode,
  withWinner,
} from '../../src/domain/additions/change-additions.ts';

const START_MS = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

/** One act of a moderator. The numbers choose among what exists at that moment. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      out: fc.boolean(),
      hasVideo: fc.boolean(),
      plannedInDays: fc.option(fc.nat(30), { nil: undefined }),
      competition: fc.constantFrom('zombie-stage', 'season-50', 'new', 'last'),
      contestants: fc.option(fc.array(fc.nat(9), { minLength: 2, maxLength: 4 }), { nil: undefined }),
      open: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('out' as const), which: fc.nat(9), hasVideo: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('result' as const), which: fc.nat(9), winner: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), which: fc.nat(9), behind: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), which: fc.nat(9) }) },
);

/** Additions after up to twelve acts of moderators, in any order, any part of them told or hidden. */
export function arbitraryAdditions(): fc.Arbitrary<Additions> {
  return fc.array(step, { minLength: 1, maxLength: 12 }).map((steps) => {
    let additions = noAdditions;
    for (const [index, act] of steps.entries()) additions = done(additions, act, index);
    return additions;
  });
}

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function done(additions: Additions, act: Step, index: number): Additions {
  const interactionId = `1000${index}`;
  const atMs = START_MS + index * DAY_MS;
  const out = { atMs, title: `Upload ${WORDS[index]} tells it`, ...videoOf(act, index) };
  const chosen = 'which' in act ? additions.episodes[act.which % Math.max(1, additions.episodes.length)] : undefined;
  const after = (changed: ReturnType<typeof withOut>) => ('fault' in changed ? additions : changed.additions);
  switch (act.kind) {
    case 'add':
      return after(
        withEpisode(additions, {
          interactionId,
          label: `Part ${index + 1}`,
          atMs,
          ...(act.plannedInDays === undefined ? {} : { plannedForMs: atMs + act.plannedInDays * DAY_MS }),
          ...(act.out ? { out } : {}),
          ...(act.contestants === undefined ? {} : { match: matchOf(additions, act, act.contestants, index) }),
        }),
      );
    case 'out':
      return chosen === undefined || chosen.outAtMs !== undefined
        ? additions
        : after(withOut(additions, chosen.id, out));
    case 'result': {
      const match = additions.matches[act.which % Math.max(1, additions.matches.length)];
      if (match === undefined) return additions;
      return withWinner(additions, match.id, match.contestantIds[act.winner % match.contestantIds.length]);
    }
    case 'move': {
      const behind = additions.episodes[act.behind % Math.max(1, additions.episodes.length)];
      if (chosen === undefined || behind === undefined || behind === chosen) return additions;
      return after(withEdit(additions, chosen.id, { follows: behind.id }, interactionId));
    }
    case 'remove':
      return chosen === undefined ? additions : withoutEpisode(additions, chosen.id);
  }
}

function videoOf(act: Step, index: number): { videoId?: string } {
  return 'hasVideo' in act && act.hasVideo ? { videoId: `video_${String(index).padStart(2, '0')}-xQ` } : {};
}

function matchOf(
  additions: Additions,
  act: { readonly competition: string; readonly open: boolean },
  contestants: readonly number[],
  index: number,
): NewMatch {
  const last = additions.competitions.at(-1)?.id;
  const wantsNew = act.competition === 'new' || (act.competition === 'last' && last === undefined);
  const id = act.competition === 'last' ? (last ?? '') : act.competition;
  const named = [...new Set(contestants)].map((number): NewContestant => {
    // Some contestants are from the series, some from an earlier added match, most are new.
    if (number < SERIES.length) return { id: SERIES[number] ?? '' };
    const known = additions.contestants[number - SERIES.length];
    return known === undefined ? { name: `${NAMES[number]} ${WORDS[index]}` } : { id: known.id };
  });
  const both = named.length >= 2 ? named : [...named, { name: `Zyx ${WORDS[index]}` }];
  return { competition: wantsNew ? { name: `Contest ${WORDS[index]}` } : { id }, contestants: both, open: act.open };
}

const SERIES = ['mizi', 'till', 'hyuna'];
const NAMES = ['', '', '', 'Quorvex', 'Blimtar', 'Drosnik', 'Yelvano', 'Wuztrop', 'Kexmire', 'Prunxal'];
const WORDS = 'abc def ghi jkl mno pqr stu vwx yza bcd efg hij'.split(' ').map((word) => `${word}${word[0]}q`);
