import { lowerCase } from '../../util/lower-case.ts';
import { foldText } from '../text-folding.ts';
import { evenTitle } from './even-title.ts';

/** What an upload's title says about it, to pre-fill a form that a moderator checks. */
export interface ReadTitle {
  /** The episode's place, without names. Undefined where the title gives none. */
  readonly label: string | undefined;
  /** The id of the known competition that the title names. */
  readonly competitionId: string | undefined;
  /** Names of the contestants, two to ten; empty where the title names none. */
  readonly contestants: readonly string[];
}

/** A competition with all its names. */
export interface NamedCompetition {
  readonly id: string;
  /** The name to use in a label. */
  readonly name: string;
  readonly names: readonly string[];
}

const ROUND = /(?<![\p{L}\p{N}])(round|episode|ep\.?|match|라운드|화|회)\s{0,3}#?(\d{1,3})(?!\p{N})/iu;
/** `3라운드`, `제3화`. */
const KOREAN_ROUND = /(?<!\p{N})(\d{1,3})\s?(라운드|화|회)(?!\p{L})/u;
const VERSUS = /\s(?:vs\.?|v\.|versus|대)\s/iu;
/** Signs that separate the parts of a title. */
const PARTS = /\s*(?:[|｜:：•·【】[\]「」『』〈〉<>()]|\s[-–—~]\s|\s?\/\s)\s*/u;
const LONGEST_NAME = 60;

/**
 * Reads `ROUND n`, `FINAL`, `라운드 n`, `n라운드`, the name of a competition, `A vs B`, `A 대 B`, by fixed rules and without
 * guessing. Takes time linear in the title.
 */
export function readTitle(title: string, competitions: readonly NamedCompetition[]): ReadTitle {
  const even = evenTitle(title);
  const folded = foldText(even);
  const competition = competitions
    .flatMap((own) => own.names.map((name) => ({ ...own, folded: foldText(name) })))
    .filter((own) => own.folded.length > 2 && folded.includes(own.folded))
    .sort((a, b) => b.folded.length - a.folded.length)[0];
  const place = placeIn(even);
  const label = place === undefined ? undefined : [competition?.name, place].filter(Boolean).join(' ');
  return { label, competitionId: competition?.id, contestants: contestantsIn(even, competitions) };
}

function placeIn(title: string): string | undefined {
  const [, word = '', number] = ROUND.exec(title) ?? [];
  if (number !== undefined) return `${WORDS.get(word.toLowerCase().replace('.', '')) ?? word} ${Number(number)}`;
  const [, count, unit] = KOREAN_ROUND.exec(title) ?? [];
  if (count !== undefined) return unit === '라운드' ? `라운드 ${Number(count)}` : `${Number(count)}${unit}`;
  if (!saysFinal(title)) return undefined;
  return /\p{sc=Hangul}/u.test(title) && !/final/iu.test(title) ? '결승' : 'Final';
}

const WORDS = new Map([
  ['round', 'Round'],
  ['episode', 'Episode'],
  ['ep', 'Episode'],
  ['match', 'Match'],
]);

/** The names on both sides of each `vs`, in the part of the title that contains it. */
function contestantsIn(title: string, competitions: readonly NamedCompetition[]): string[] {
  const part = title.split(PARTS).find((text) => VERSUS.test(` ${text} `));
  if (part === undefined) return [];
  const names = part.split(VERSUS).map((name) => tidy(name, competitions));
  const isWhole =
    names.length >= 2 && names.length <= 10 && names.every((name) => name !== '' && name.length <= LONGEST_NAME);
  const isDistinct = new Set(names.map((name) => foldText(name))).size === names.length;
  return isWhole && isDistinct ? names : [];
}

/** A name without the quotes, round or competition around it. */
function tidy(name: string, competitions: readonly NamedCompetition[]): string {
  let rest = name.replace(ROUND, ' ').replace(KOREAN_ROUND, ' ');
  for (const own of competitions.flatMap(({ names }) => names)) {
    const at = lowerCase(rest).indexOf(lowerCase(own));
    if (at >= 0) rest = `${rest.slice(0, at)} ${rest.slice(at + own.length)}`;
  }
  return rest
    .replace(/\s+/gu, ' ')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
    .trim();
}

/** Whether a label or title says that it is a final. */
export function saysFinal(text: string): boolean {
  return /(?<![\p{L}\p{N}])(?:grand ?)?finals?(?![\p{L}\p{N}])|결승(?!골)|파이널/iu.test(text.normalize('NFKC'));
}
