import { type BracketPicks, noPicks, picksOf } from '../../src/domain/bracket/bracket-picks.ts';
import { makePick } from '../../src/domain/bracket/change-picks.ts';
import { crowdBracket } from '../../src/domain/bracket/crowd.ts';
import { fillIn } from '../../src/domain/bracket/fill-in.ts';
import { type ToldBracket, toldBracket } from '../../src/domain/bracket/told-bracket.ts';
import type { Knowledge } from '../../src/domain/knowledge/index.ts';
import type { MadePick, PicksInput, PicksWords } from '../../src/pictures/index.ts';
import { matchId, treeView, winnersOf } from '../../testkit/bracket/tree-view.ts';
import { seriesKnowledge } from '../../testkit/knowledge/knowledge.ts';
import { english } from './words.ts';

export const picksWords: PicksWords = {
  champion: 'Champion',
  none: '–',
  right: 'right',
  wrong: 'not the winner',
  out: 'out',
  unknown: 'not known yet',
  picksOf: (whose, competition) => `${whose}: ${competition}`,
  more: (count) => `… and ${count} more`,
  winnerOf: english.winnerOf,
  loserOf: english.loserOf,
};

/** Picks made one after the other by somebody who has watched so far: `[match, place]`. */
function pickedAt(told: ToldBracket, horizon: string, wishes: readonly (readonly [string, number])[]): BracketPicks {
  return wishes.reduce((picks, [match, slot], index) => {
    const at = {
      told,
      closed: new Set<string>(),
      decided: new Set<string>(),
      lockedAsOfMs: () => undefined,
      horizon,
      nowMs: index,
    };
    return makePick(picks, { match, slot }, at)?.picks ?? picks;
  }, noPicks);
}

function bracketAt(knowledge: Knowledge, competitionId: string, horizon: string): ToldBracket {
  const bracket = knowledge.seenFrom(horizon).bracket(competitionId);
  if (bracket === undefined) throw new Error(`${competitionId} cannot be seen from ${horizon}`);
  return toldBracket(bracket);
}

/** The picks as a reader of this bracket is told of them. */
function toldPicks(told: ToldBracket, picks: BracketPicks, isTold: (horizon: string) => boolean = () => true) {
  const filled = fillIn(told, picksOf(picks, undefined, isTold), { closed: new Set(), decided: new Set() });
  return new Map(
    filled.flatMap(({ match, picked, state, isOut }): [string, MadePick][] => {
      if (picked === undefined) return [];
      const verdict = state === 'right' || state === 'wrong' ? state : isOut ? ('out' as const) : ('open' as const);
      return [[match.id, { picked, verdict }]];
    }),
  );
}

const ALL: readonly (readonly [string, number])[] = [
  ['round-2', 1],
  ['round-3', 0],
  ['round-5', 1],
  ['round-6', 1],
  ['final', 1],
];

/** Eight singers picked after the first round, as a member sees it later; a crowd's; one of many matches; one match. */
export function picksExamples(): Record<string, PicksInput> {
  const knowledge = seriesKnowledge();
  const made = pickedAt(bracketAt(knowledge, 'season-50', 'round-1'), 'round-1', ALL);
  const series = (horizon: string, language: string) => {
    const bracket = bracketAt(knowledge, 'season-50', horizon);
    const view = knowledge.seenFrom(horizon);
    const competition = view.competition('season-50')?.name ?? {};
    const shown = `Shown up to: ${horizon}`;
    return { bracket, competition, shown, language, languages: view.languages, words: picksWords };
  };
  const after = series('round-5', 'en');
  const korean = series('round-1', 'ko');
  const crowd = crowdBracket(after.bracket, [
    picksOf(made),
    picksOf(made),
    picksOf(pickedAt(after.bracket, 'round-5', ALL)),
  ]);

  const many = {
    places: Array.from({ length: 63 }, (_, match) =>
      match < 32
        ? [`Contestant ${match * 2}`, `Contestant ${match * 2 + 1}`]
        : [(match - 32) * 2, (match - 32) * 2 + 1],
    ),
    worth: Array.from({ length: 63 }, () => 10),
  };
  const large = toldBracket(treeView(many, winnersOf(many, []), 0));
  const alone = toldBracket(
    treeView({ places: [['A name that is far too long for it', 'Bea']], worth: [10] }, ['Bea'], 0),
  );
  const made2 = {
    language: 'en',
    languages: ['en'],
    words: picksWords,
    competition: { en: 'Made' },
    shown: 'Nothing yet',
  };
  return {
    'picks-own': {
      ...after,
      whose: 'Ada',
      points: '20 points · 60 more possible',
      picks: toldPicks(after.bracket, made),
    },
    'picks-korean': { ...korean, whose: '보라', picks: toldPicks(korean.bracket, made) },
    'picks-crowd': {
      ...after,
      whose: 'What most here expect',
      picks: new Map([...crowd].map(([id, { picked, share }]) => [id, { picked, share, verdict: 'open' as const }])),
    },
    'picks-many': {
      ...made2,
      bracket: large,
      whose: 'Somebody with a name that is so long that no line of any picture could hold it',
      picks: toldPicks(
        large,
        pickedAt(
          large,
          'none',
          Array.from({ length: 63 }, (_, match) => [matchId(match), match % 2]),
        ),
      ),
    },
    'picks-one-match': {
      ...made2,
      bracket: alone,
      whose: 'Cem',
      picks: toldPicks(alone, pickedAt(alone, 'none', [[matchId(0), 0]])),
    },
  };
}
