import type { BracketView, CharacterRef, MatchView, SlotView, StageView } from '../../src/domain/knowledge/index.ts';
import type { BracketInput, Picks } from '../../src/pictures/index.ts';
import { english } from './words.ts';

type Name = Readonly<Record<string, string>>;

export interface MadeSlot {
  /** Stands here, by id. */
  readonly who?: string;
  readonly winnerOf?: string;
  readonly loserOf?: string;
}

export interface MadeMatch {
  readonly id: string;
  readonly slots: readonly MadeSlot[];
  readonly label?: string;
  readonly winner?: string;
  /** Out of the competition; everybody but the winner where it is not said. */
  readonly out?: readonly string[];
  readonly score?: Readonly<Record<string, number>>;
  readonly withoutVideo?: boolean;
}

export interface MadeBracket {
  readonly name: Name;
  readonly people: Readonly<Record<string, Partial<CharacterRef> & { readonly name: Name }>>;
  readonly rounds: readonly { readonly label: string; readonly matches: readonly MadeMatch[] }[];
}

/** A bracket as a view of the knowledge base gives it, written down in a few words. */
export function madeBracket(made: MadeBracket): BracketView {
  const known = { sources: [] };
  const ref = (id: string): CharacterRef => ({ id, nameless: false, name: { en: id }, ...made.people[id] });
  const labels = new Map(
    made.rounds.flatMap((round) => round.matches).map(({ id, label }) => [id, { en: label ?? id }] as const),
  );

  function slotView({ who, winnerOf, loserOf }: MadeSlot): SlotView {
    const before = winnerOf ?? loserOf;
    return {
      ...(who === undefined ? {} : { contestant: ref(who) }),
      ...(before === undefined
        ? {}
        : {
            from: {
              matchId: before,
              label: labels.get(before) ?? { en: before },
              taking: loserOf === undefined ? 'winner' : 'loser',
            },
          }),
    };
  }

  function matchView(match: MadeMatch, stage: StageView, round: number): MatchView {
    const slots = match.slots.map(slotView);
    const losers = match.slots.flatMap(({ who }) => (who === undefined || who === match.winner ? [] : [who]));
    const { score } = match;
    return {
      id: match.id,
      label: labels.get(match.id) ?? { en: match.id },
      competitionId: 'made',
      stage,
      round,
      points: stage.points,
      ...(match.withoutVideo === true ? {} : { episode: { id: match.id, label: { en: match.id } } }),
      seen: match.winner !== undefined,
      slots,
      contestants: slots.map(({ contestant }) => contestant),
      ...(match.winner === undefined
        ? {}
        : {
            result: {
              ...known,
              winner: ref(match.winner),
              eliminated: (match.out ?? losers).map(ref),
              about: [],
              ...(score && {
                score: {
                  ...known,
                  value: Object.entries(score).map(([id, points]) => ({ contestant: ref(id), points })),
                },
              }),
            },
          }),
      about: [],
    };
  }

  const rounds = made.rounds.map(({ label, matches }, index) => {
    const stage: StageView = { id: `stage-${index}`, label: { en: label }, points: 10 };
    return { stage, matches: matches.map((match, place) => matchView(match, stage, place + 1)) };
  });
  return {
    competition: { ...known, id: 'made', name: made.name, about: [], stages: rounds.map(({ stage }) => stage) },
    rounds,
  };
}

export function inputFor(bracket: BracketView, extra: Partial<BracketInput> = {}): BracketInput {
  return {
    series: { en: 'ALIEN STAGE', ko: '에일리언 스테이지' },
    bracket,
    language: 'en',
    languages: ['en', 'ko'],
    words: english,
    ...extra,
  };
}

export function picksOf(kind: Picks['kind'], picks: Readonly<Record<string, string | [string, number]>>): Picks {
  return {
    kind,
    byMatch: new Map(
      Object.entries(picks).map(([match, pick]) =>
        typeof pick === 'string' ? [match, { contestantId: pick }] : [match, { contestantId: pick[0], share: pick[1] }],
      ),
    ),
  };
}

const singers = [
  ['ara', 'Ara', '아라', 0xe57373],
  ['bomi', 'Bomi', '보미', 0x64b5f6],
  ['chan', 'Chan', '찬', 0x81c784],
  ['dal', 'Dal', '달', 0xffd54f],
  ['eun', 'Eun', '은', 0xba68c8],
  ['ga-on', 'Ga-on', '가온', 0x4db6ac],
  ['haneul', 'Haneul', '하늘', 0x7986cb],
  ['iseul', 'Iseul', '이슬', 0xf06292],
  ['jin', 'Jin', '진', 0xa1887f],
  ['kyu', 'Kyu', '규', 0x90a4ae],
  ['lumi', 'Lumi', '루미', 0xff8a65],
] as const;

export const people = Object.fromEntries(
  singers.map(([id, en, ko, color]) => [id, { name: { en, ko }, color }] as const),
);

const who = (...ids: string[]): MadeSlot[] => ids.map((id) => ({ who: id }));

/** Eleven contestants: three first matches, five byes, two losers' tickets to nowhere. */
export const eleven = madeBracket({
  name: { en: 'Eleven voices', ko: '열한 목소리' },
  people,
  rounds: [
    {
      label: 'First round',
      matches: [
        { id: 'A', slots: who('ara', 'bomi'), winner: 'ara', score: { ara: 51.5, bomi: 48 } },
        { id: 'B', slots: who('chan', 'dal'), winner: 'dal' },
        { id: 'C', slots: who('eun', 'ga-on') },
      ],
    },
    {
      label: 'Quarter-finals',
      matches: [
        { id: 'D', slots: [{ who: 'ara', winnerOf: 'A' }, { who: 'haneul' }], winner: 'haneul' },
        { id: 'E', slots: [{ who: 'iseul' }, { who: 'dal', winnerOf: 'B' }], winner: 'dal' },
        { id: 'F', slots: [{ who: 'jin' }, { winnerOf: 'C' }], withoutVideo: true },
        { id: 'G', slots: who('kyu', 'lumi') },
      ],
    },
    {
      label: 'Semi-finals',
      matches: [
        {
          id: 'H',
          slots: [
            { who: 'haneul', winnerOf: 'D' },
            { who: 'dal', winnerOf: 'E' },
          ],
        },
        { id: 'I', slots: [{ winnerOf: 'F' }, { winnerOf: 'G' }] },
      ],
    },
    { label: 'Final', matches: [{ id: 'J', label: 'Final', slots: [{ winnerOf: 'H' }, { winnerOf: 'I' }] }] },
  ],
});

/** Ten on one stage, and two of them in a final. */
export const tenAtOnce = madeBracket({
  name: { en: 'Ten on one stage' },
  people,
  rounds: [
    {
      label: 'Open stage',
      matches: [
        {
          id: 'open',
          label: 'Open stage',
          slots: who('ara', 'bomi', 'chan', 'dal', 'eun', 'ga-on', 'haneul', 'iseul', 'jin', 'kyu'),
          winner: 'eun',
        },
      ],
    },
    { label: 'Final', matches: [{ id: 'end', slots: [{ who: 'eun', winnerOf: 'open' }, { who: 'lumi' }] }] },
  ],
});

/** Names that are too long, in letters that the typeface has not, or not there at all. */
export const hardNames = madeBracket({
  name: { en: 'The tournament of names that nobody fits on a line, however long that line may be 🎤' },
  people: {
    long: { name: { en: 'Wolfeschlegelsteinhausenbergerdorff the Younger', ko: '김수한무 거북이와 두루미 삼천갑자' } },
    emoji: { name: { en: '🎤🎧', ko: '마이크' } },
    arabic: { name: { en: 'صوت' } },
    nobody: { name: { en: 'Unnamed singer', ko: '이름 없는 가수' }, nameless: true },
  },
  rounds: [
    {
      label: 'A first round with a long name of its own, as long as they come',
      matches: [
        {
          id: 'a-match-with-a-long-label-that-goes-on-and-on',
          slots: who('long', 'emoji'),
          winner: 'long',
          score: { long: 1234.5, emoji: 1234.25 },
          withoutVideo: true,
        },
        { id: 'second', slots: who('arabic', 'nobody'), winner: 'arabic', out: [] },
      ],
    },
    {
      label: 'Final',
      matches: [
        {
          id: 'last',
          slots: [
            { who: 'long', winnerOf: 'a-match-with-a-long-label-that-goes-on-and-on' },
            { who: 'arabic', winnerOf: 'second' },
          ],
        },
      ],
    },
  ],
});
