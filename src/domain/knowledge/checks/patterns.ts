import { evenTitle, LONGEST_TITLE } from '../../additions/even-title.ts';
import type { SeriesRecord } from '../records/schema.ts';
import type { Recognised } from '../view-types.ts';

/** A pattern with more ways to match than this could keep the bot busy on a hostile title. */
const MOST_WAYS = 10_000_000;

/**
 * What is wrong with a pattern; undefined when nothing is. Allowed are plain, anchored expressions without repeated
 * groups, lookaround or back references. The number of ways to match is then at most the product of what its repeats
 * and alternatives allow.
 */
export function judgePattern(pattern: string): string | undefined {
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) return 'a pattern starts with ^ and ends with $';
  try {
    new RegExp(pattern, 'iu');
  } catch (error) {
    return `not a regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
  const bare = pattern.replace(/\\[^1-9k]/gu, 'x').replace(/\[[^\]]*\]/gu, 'x');
  if (/\\[1-9k]/.test(bare)) return 'a reference back can hold the bot up; write it out';
  if (/\(\?(?!:)/.test(bare)) return 'looking around and naming groups are not needed; use (?:…)';
  if (/\)[*+?{]/.test(bare)) return 'a repeated group can hold the bot up; write it out';

  let ways = 1;
  for (const [repeat] of bare.matchAll(/(?:(?<!\()[*+?]|\{\d+(?:,\d*)?\})/gu)) ways *= waysOf(repeat);
  ways *= alternativesIn(bare);
  return ways > MOST_WAYS ? `can match in too many ways (${ways}); use fewer * + ? {} and |` : undefined;
}

/** Recognises titles by patterns; the first that fits decides. */
export function createRecogniser(patterns: SeriesRecord['patterns']): (title: string) => Recognised | undefined {
  const ready = patterns.flatMap(({ pattern, episode, other }): { test: RegExp; is: Recognised }[] => {
    const test = new RegExp(pattern, 'iu');
    if (episode !== undefined) return [{ test, is: { episodeId: episode } }];
    return other === undefined ? [] : [{ test, is: { other } }];
  });

  return (title) => {
    const even = evenTitle(title);
    return ready.find(({ test }) => test.test(even))?.is;
  };
}

/** The product of the number of alternatives in each group. */
function alternativesIn(bare: string): number {
  const open = [1];
  let ways = 1;
  for (const sign of bare.match(/\\.|[()|]/gsu) ?? []) {
    if (sign === '(') open.push(1);
    else if (sign === '|') open.push((open.pop() ?? 1) + 1);
    else if (sign === ')') ways *= open.pop() ?? 1;
  }
  return open.reduce((product, alternatives) => product * alternatives, ways);
}

function waysOf(repeat: string): number {
  if (repeat === '?') return 2;
  const [, least, most] = /^\{(\d+)(?:,(\d*))?\}$/.exec(repeat) ?? [];
  if (least === undefined || most === '') return LONGEST_TITLE;
  return most === undefined ? 1 : Math.max(1, Number(most) - Number(least) + 1);
}
