import { z } from 'zod';

/** What a reference in one file can point to in another. */
export type Target = 'episode' | 'character' | 'song' | 'match' | 'competition' | 'stage' | 'source' | 'profileLabel';

/**
 * The schemas that are references. The checks read them from here, so that a new field is checked without further code.
 */
export const references = z.registry<{ readonly to: Target; readonly orNone?: boolean }>();
/** The schemas that are texts in several languages; `anyLanguage`: not only in the series' own languages (names). */
export const localTexts = z.registry<{ readonly maxLength: number; readonly anyLanguage: boolean }>();

/** Longest name of a choice, longest label of a button, longest value of an embed's field: discord.com/developers/docs. */
const CHOICE_NAME = 100;
const BUTTON_LABEL = 80;
const FIELD_VALUE = 1024;
export const FIELDS_PER_EMBED = 25;
export const SELECT_OPTIONS = 25;

export const Id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower-case words joined by -')
  .max(40);

export function ref(to: Target) {
  return Id.clone().register(references, { to });
}

/** A language tag, as BCP 47 writes it: `en`, `pt-BR`, `zh-Hans`. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

function localText(maxLength: number, anyLanguage: boolean) {
  return z.record(z.string(), z.string().trim().min(1).max(maxLength)).register(localTexts, { maxLength, anyLanguage });
}

/** Labels and names are searched in every language they are given in, and shown in the reader's and the series' own. */
export const Label = () => localText(BUTTON_LABEL, true);
export const Name = () => localText(CHOICE_NAME, true);
export const Text = () => localText(FIELD_VALUE, false);

/** The episode that reveals something; `none` states that it is no spoiler. */
export const After = z.string().register(references, { to: 'episode', orNone: true });

/** Fields of every fact: at least one source, and the episode that reveals it. */
export const provenance = {
  sources: z.array(ref('source')).min(1),
  after: After.optional(),
  /** Absent = told by at least two independent sources. */
  certainty: z.enum(['one-source', 'inferred']).optional(),
};

/** As precise as it is known: a year, a month or a day. */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, {
    error: 'a date is 2023, 2023-01 or 2023-01-05',
    abort: true,
  })
  .refine(isCalendarDate, 'no such day in the calendar');
export const Duration = z.string().regex(/^(?:\d{1,2}:)?[0-5]?\d:[0-5]\d$/, 'a length is 3:09 or 1:03:09');
export const VideoId = z.string().regex(/^[\w-]{11}$/, 'a YouTube video id has eleven characters');
export const WebAddress = z.url({ protocol: /^https$/ });

export const Statement = z.strictObject({ text: Text(), ...provenance });

/** A fact that is shown at every horizon. */
export function openFact<Value extends z.ZodType>(value: Value) {
  const { sources, certainty } = provenance;
  return z.strictObject({ value, sources, certainty });
}

export function fact<Value extends z.ZodType>(value: Value) {
  return z.strictObject({ value, ...provenance });
}

/** Former ids: whatever was saved under one of them still means this record. */
export const formerly = { formerly: z.array(Id).default([]) };
export const introduced = { introduced: After.optional() };
const Nickname = z.strictObject({ text: Name(), ...provenance });
export const findable = {
  nicknames: z.array(Nickname).default([]),
  /** Further ways people type the name; never shown, so they need no source. */
  spellings: z.array(z.string().trim().min(1).max(CHOICE_NAME)).default([]),
};
/** What people type to mean something, in any language. */
export const Phrases = z.array(z.string().trim().min(1).max(CHOICE_NAME)).max(100);

function isCalendarDate(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return true;
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
