import { z } from 'zod';
import {
  Duration,
  FIELDS_PER_EMBED,
  fact,
  findable,
  formerly,
  Id,
  introduced,
  LANGUAGE_TAG,
  Label,
  Name,
  openFact,
  PartialDate,
  Phrases,
  provenance,
  ref,
  SELECT_OPTIONS,
  Statement,
  Text,
  VideoId,
  WebAddress,
} from './shapes.ts';

const SeriesFeed = z.strictObject({
  platform: z.literal('youtube'),
  handle: z.string().regex(/^@[\w.-]{3,30}$/, 'a handle is @name'),
  channelId: z
    .string()
    .regex(/^UC[\w-]{22}$/)
    .optional(),
  /** The feed's address, where it is not the one that the platform gives the channel. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  sources: z.array(ref('source')).min(1),
});

const Pattern = z.strictObject({
  /** An anchored expression, matched against the evened-out title without regard to case. */
  pattern: z.string().min(3).max(300),
  episode: ref('episode').optional(),
  other: z.string().min(1).max(40).optional(),
});

/** Two characters with a common name that fans use. */
const Pair = z.strictObject({
  characters: z.tuple([ref('character'), ref('character')]),
  name: fact(Name()),
  spellings: findable.spellings,
});

export const Series = z.strictObject({
  $schema: z.string().optional(),
  id: Id,
  languages: z.array(z.string().regex(LANGUAGE_TAG, 'a language is en, ko, pt-BR…')).min(1),
  name: openFact(Label()),
  ...findable,
  about: z.array(Statement).min(1),
  credits: z.array(z.strictObject({ role: Label(), name: Name(), ...provenance })).max(FIELDS_PER_EMBED),
  links: z.array(z.strictObject({ label: Label(), url: WebAddress, ...provenance })).max(FIELDS_PER_EMBED),
  works: z.array(
    z.strictObject({ name: fact(Name()), year: fact(PartialDate).optional(), about: z.array(Statement).min(1) }),
  ),
  news: z.array(z.strictObject({ date: PartialDate.optional(), text: Text(), ...provenance })).default([]),
  feed: SeriesFeed,
  profileLabels: z.record(Id, Label()),
  /** The phrases that ask for a line of a profile (“how old”), by its label; never shown. */
  asked: z.record(ref('profileLabel'), Phrases).default({}),
  pairs: z.array(Pair).default([]),
  patterns: z.array(Pattern),
});

/** The address of a picture that may be shown, and its source. Discord fetches it from there; the bot keeps no copy. */
const Picture = z.strictObject({ url: WebAddress, ...provenance });

export const Character = z.strictObject({
  id: Id,
  ...formerly,
  ...introduced,
  name: fact(Label()).optional(),
  /** What to call someone whose name is not known. */
  neutralName: Label().optional(),
  ...findable,
  /** Chosen by us, so without sources. */
  emoji: z.emoji().optional(),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'a colour is #rrggbb in lower case')
    .optional(),
  /** Shown instead of the emblem, once it may be seen. */
  picture: Picture.optional(),
  about: z.array(Statement).min(1),
  profile: z
    .array(z.strictObject({ label: ref('profileLabel'), value: Text(), ...provenance }))
    .max(FIELDS_PER_EMBED)
    .default([]),
  status: z
    .array(
      z.strictObject({ state: z.enum(['alive', 'missing', 'presumed-dead', 'dead']), text: Text(), ...provenance }),
    )
    .default([]),
  history: z.array(Statement).default([]),
  relations: z.array(z.strictObject({ with: ref('character'), text: Text(), ...provenance })).default([]),
});

export const Episode = z.strictObject({
  id: Id,
  ...formerly,
  /** Says only which place the episode has; it is shown to people who have not seen the episode. */
  label: Label(),
  kind: z.enum(['prologue', 'match', 'special', 'finale', 'alternate']),
  title: fact(Name()),
  spellings: findable.spellings,
  released: fact(PartialDate).optional(),
  video: fact(VideoId).optional(),
  /** Shown instead of the video's thumbnail, once it may be seen. */
  picture: Picture.optional(),
  length: fact(Duration).optional(),
  songs: z.array(ref('song')).default([]),
  featured: fact(z.array(ref('character')).min(1)).optional(),
  about: z.array(Statement).default([]),
  /** Other things people remember it by (“the kiss”); never shown, and searched only once it has been seen. */
  scenes: Phrases.default([]),
});

const Slot = z.strictObject({
  contestant: ref('character').optional(),
  winnerOf: ref('match').optional(),
  loserOf: ref('match').optional(),
  ...provenance,
});

const Result = z.strictObject({
  winner: ref('character'),
  score: fact(z.record(ref('character'), z.number())).optional(),
  about: z.array(Statement).default([]),
  ...provenance,
});

export const Competition = z.strictObject({
  id: Id,
  ...formerly,
  ...introduced,
  name: fact(Name()),
  ...findable,
  about: z.array(Statement).default([]),
  stages: z
    .array(z.strictObject({ id: Id, label: Label(), points: z.int().min(1).max(1000) }))
    .min(1)
    .max(10),
});

export const Match = z.strictObject({
  id: Id,
  ...formerly,
  ...introduced,
  competition: ref('competition'),
  stage: ref('stage'),
  /** Its number in the story. */
  round: z.int().min(1),
  label: Label(),
  episode: ref('episode').optional(),
  slots: z.array(Slot).min(2).max(10),
  result: Result.optional(),
  about: z.array(Statement).default([]),
});

export const Song = z.strictObject({
  id: Id,
  ...formerly,
  ...introduced,
  title: fact(Name()),
  ...findable,
  kind: z.enum(['episode', 'version', 'character']),
  /** The song this is another version of. */
  versionOf: ref('song').optional(),
  singers: z.array(z.strictObject({ character: ref('character').optional(), name: Name().optional(), ...provenance })),
  released: fact(PartialDate).optional(),
  video: fact(VideoId).optional(),
  /** Shown instead of the video's thumbnail, once it may be seen. */
  picture: Picture.optional(),
  length: fact(Duration).optional(),
  about: z.array(Statement).default([]),
});

export const Term = z.strictObject({
  id: Id,
  ...formerly,
  ...introduced,
  name: fact(Name()),
  ...findable,
  about: z.array(Statement).min(1),
});

export const Source = z.strictObject({
  id: Id,
  name: Name(),
  url: WebAddress.optional(),
  /** Sources of one family repeat each other and count as one source. */
  family: Id,
  reliability: z.enum(['high', 'medium', 'low']),
  date: PartialDate.optional(),
});

export const Matches = z.strictObject({
  $schema: z.string().optional(),
  competitions: z.array(Competition).min(1).max(SELECT_OPTIONS),
  matches: z.array(Match),
});

export type SeriesRecord = z.infer<typeof Series>;
export type CharacterRecord = z.infer<typeof Character>;
export type EpisodeRecord = z.infer<typeof Episode>;
export type CompetitionRecord = z.infer<typeof Competition>;
export type MatchRecord = z.infer<typeof Match>;
export type SongRecord = z.infer<typeof Song>;
export type TermRecord = z.infer<typeof Term>;
export type SourceRecord = z.infer<typeof Source>;
export type PictureRecord = z.infer<typeof Picture>;
export type StatementRecord = z.infer<typeof Statement>;

/** All records of the files, checked and without faults. */
export interface KnowledgeRecords {
  readonly series: SeriesRecord;
  readonly characters: readonly CharacterRecord[];
  readonly episodes: readonly EpisodeRecord[];
  readonly competitions: readonly CompetitionRecord[];
  readonly matches: readonly MatchRecord[];
  readonly songs: readonly SongRecord[];
  readonly terms: readonly TermRecord[];
  readonly sources: readonly SourceRecord[];
}
