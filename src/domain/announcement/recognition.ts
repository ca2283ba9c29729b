import { z } from 'zod';
import type { Recognised } from '../knowledge/view-types.ts';

const Is = z.union([z.strictObject({ episodeId: z.string() }), z.strictObject({ other: z.string() })]);

/** How many patterns and corrections of its own a server may have; the oldest corrections go first. */
const MOST_PATTERNS = 25;
const MOST_CORRECTIONS = 200;

/** What a server's moderators have taught: patterns of their own, tried before the series', and corrected entries. */
export const Recognition = z.strictObject({
  /** `pattern` is an expression that `judgePattern` takes; see there. */
  patterns: z.array(z.strictObject({ pattern: z.string(), is: Is })).readonly(),
  corrections: z.array(z.strictObject({ feedUrl: z.string(), key: z.string(), is: Is })).readonly(),
});
export type Recognition = z.infer<typeof Recognition>;

export const noRecognition: Recognition = { patterns: [], corrections: [] };

/** What an entry is, and what says so: a correction by hand, its video, a pattern of the server's, or one of the series'. */
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
 * Words as a pattern: a title that holds them anywhere, and no further digit right behind, so that `round 1` is not
 * `round 12`. What begins with `^` is an expression already.
 */
export function patternOf(typed: string): string {
  const words = typed.normalize('NFKC').trim().replace(/\s+/gu, ' ');
  if (words.startsWith('^')) return words;
  return `^.*${words.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')}(?:\\D.*|)$`;
}
