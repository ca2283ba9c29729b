import { z } from 'zod';
import type { Recognised } from '../knowledge/view-types.ts';

const Is = z.union([z.strictObject({ episodeId: z.string() }), z.strictObject({ other: z.string() })]);

/** How many patterns and corrections a server may have; beyond that, the oldest corrections are removed. */
const MOST_PATTERNS = 25;
const MOST_CORRECTIONS = 200;

/** The rules a server's moderators made: patterns of their own, tried before the series', and corrected entries. */
export const Recognition = z.strictObject({
  /** An expression that `judgePattern` accepts. */
  patterns: z.array(z.strictObject({ pattern: z.string(), is: Is })).readonly(),
  corrections: z.array(z.strictObject({ feedUrl: z.string(), key: z.string(), is: Is })).readonly(),
});
export type Recognition = z.infer<typeof Recognition>;

export const noRecognition: Recognition = { patterns: [], corrections: [] };

/**
 * What an entry is, and which rule says so: a correction by hand, its video, a pattern of the server, or one of the
 * series.
 */
export interface Recognising {
  readonly is: Recognised;
  readonly by: 'correction' | 'video' | 'server' | 'series';
}

export function withCorrection(recognition: Recognition, correction: Recognition['corrections'][number]): Recognition {
  const others = recognition.corrections.filter(
    (other) => other.feedUrl !== correction.feedUrl || other.key !== correction.key,
  );
  return { ...recognition, corrections: [...others, correction].slice(-MOST_CORRECTIONS) };
}

export function withPattern(recognition: Recognition, pattern: Recognition['patterns'][number]): Recognition {
  const others = recognition.patterns.filter((other) => other.pattern !== pattern.pattern);
  return { ...recognition, patterns: [...others, pattern].slice(-MOST_PATTERNS) };
}

export function withoutPattern(recognition: Recognition, pattern: string): Recognition {
  return { ...recognition, patterns: recognition.patterns.filter((other) => other.pattern !== pattern) };
}

/**
 * The pattern for some words: a title that contains them anywhere, with no digit right after, so that `round 1` does
 * not fit `round 12`. Text that begins with `^` is an expression already.
 */
export function patternOf(typed: string): string {
  const words = typed.normalize('NFKC').trim().replace(/\s+/gu, ' ');
  if (words.startsWith('^')) return words;
  return `^.*${words.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')}(?:\\D.*|)$`;
}
