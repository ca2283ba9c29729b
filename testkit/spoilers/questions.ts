import type { Situation } from './asking.ts';

/** One thing a person can do with a command: run it, or look at what it offers while they type. */
export interface Question {
  readonly path: string;
  readonly options: Readonly<Record<string, string>>;
  /** The option whose choices are looked at; undefined = the command is run. */
  readonly focused?: string;
}

/** The commands that answer from the knowledge, and the option that names what is asked for. */
const ASKING = {
  character: 'name',
  song: 'title',
  episode: 'title',
  match: 'match',
  lore: 'term',
  search: 'query',
} as const;
/** Wide words, that bring everything to light which merely speaks of something. */
const WIDE = ['the', 'final', 'stage', 'round', '라운드', '결승', '무대', 'a', '미', 'ㅁ', 'zzzz'];

/**
 * Every command with every value of its options, and every question in words; `values` are names, titles and ids, told or
 * not.
 */
export function everyQuestion(
  values: readonly string[],
  competitionIds: readonly string[],
  inWords: readonly string[],
): Question[] {
  const asked = [...new Set([...values, ...WIDE])];
  return [
    ...Object.entries(ASKING).flatMap(([path, option]) =>
      asked.flatMap((value) => [
        { path, options: { [option]: value } },
        { path, options: { [option]: value }, focused: option },
      ]),
    ),
    ...Object.entries(ASKING).map(([path, option]) => ({ path, options: { [option]: '' }, focused: option })),
    ...inWords.map((query) => ({ path: 'search', options: { query } })),
    ...['series', 'next', 'bracket show'].map((path) => ({ path, options: {} })),
    ...competitionIds.flatMap((competition) =>
      ['crowd', 'mine', 'brackets'].map((picks) => ({ path: 'bracket show', options: { competition, picks } })),
    ),
    ...competitionIds.flatMap((competition) => [
      ...['live', 'blind'].map((pace) => ({ path: 'bracket predict', options: { competition, pace } })),
      ...['~', '~~'].map((board) => ({ path: 'standings', options: { of: `${board}${competition}` } })),
    ]),
    { path: 'bracket predict', options: {} },
    ...[...competitionIds, ...asked].flatMap((competition) => [
      { path: 'bracket show', options: { competition } },
      { path: 'bracket show', options: { competition }, focused: 'competition' },
    ]),
    ...['', ...asked].map((episode) => ({ path: 'watched', options: { episode }, focused: 'episode' })),
  ];
}

/** One way of standing to an answer: who asks where, whether alone, and how far its readers have watched. */
export interface Standing {
  readonly situation: Situation;
  readonly private: boolean;
}

/** Every way in which people at one horizon come to read an answer, in one language. */
export function standingsAt(horizon: string, language: string): Standing[] {
  const both = { language, serverLanguage: language };
  return [
    // Everyone is as far; the asker is further than the others; the asker is less far.
    { situation: { own: horizon, server: horizon, ...both }, private: false },
    { situation: { own: 'all', server: horizon, ...both }, private: false },
    { situation: { own: horizon, server: 'all', ...both }, private: false },
    // Alone, by wish and in a direct message.
    { situation: { own: horizon, server: 'all', ...both }, private: true },
    { situation: { own: horizon, direct: true, ...both }, private: false },
    // A thread of a channel that is less far than its server, asked by somebody who never said anything.
    { situation: { server: 'all', channel: horizon, thread: true, ...both }, private: false },
    // Nobody has said anything at all.
    ...(horizon === 'none' ? [{ situation: both, private: false }] : []),
  ];
}

/** How far those who can read it have watched: of a private answer the asker, of a public one the least far. */
export function readersOf(
  { own, server, channel, direct }: Situation,
  isPrivate: boolean,
  lower: (a: string, b: string) => string,
): string {
  if (direct === true) return own ?? 'none';
  const place = channel ?? server;
  if (isPrivate) return own ?? place ?? 'none';
  return place === undefined ? 'none' : lower(place, own ?? place);
}
