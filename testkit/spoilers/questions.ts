import type { Situation } from './asking.ts';

/** One use of a command: running it, or looking at its suggestions. */
export interface Question {
  readonly path: string;
  readonly options: Readonly<Record<string, string>>;
  /** The option whose suggestions are looked at; undefined = the command is run. */
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
/** Very common words, which find everything that mentions them. */
const WIDE = ['the', 'final', 'stage', 'round', '라운드', '결승', '무대', 'a', '미', 'ㅁ', 'zzzz'];

/**
 * Every command with every value of its options, and every question in words. `values` are names, titles and ids, told
 * or not yet told.
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

/** One way to get an answer: who asks where, whether only they see it, and how far its readers have watched. */
export interface Standing {
  readonly situation: Situation;
  readonly private: boolean;
}

/** Every way in which people at one horizon can read an answer, in one language. */
export function standingsAt(horizon: string, language: string): Standing[] {
  const both = { language, serverLanguage: language };
  return [
    // The asker is as far as the others, further, or less far.
    { situation: { own: horizon, server: horizon, ...both }, private: false },
    { situation: { own: 'all', server: horizon, ...both }, private: false },
    { situation: { own: horizon, server: 'all', ...both }, private: false },
    // Only the asker reads it: by their wish, or in a direct message.
    { situation: { own: horizon, server: 'all', ...both }, private: true },
    { situation: { own: horizon, direct: true, ...both }, private: false },
    // A thread of a channel that is less far than its server, asked by somebody who never set anything.
    { situation: { server: 'all', channel: horizon, thread: true, ...both }, private: false },
    // Nobody has set anything.
    ...(horizon === 'none' ? [{ situation: both, private: false }] : []),
  ];
}

/** How far the readers have watched: of a private answer the asker, of a public one the reader who is least far. */
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
