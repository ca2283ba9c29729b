import { lowerCase } from '../../util/lower-case.ts';
import { foldText } from '../text-folding.ts';

/** What an upload's title says of itself, to fill a form with: a moderator reads and mends it. */
export interface ReadTitle {
  /** Where it stands, and nothing more: no names. Undefined where the title says nothing of the kind. */
  readonly label: string | undefined;
  /** The known competition that it names, by id. */
  readonly competitionId: string | undefined;
  /** Who meets, where it says so: two to ten names. */
  readonly contestants: readonly string[];
}

/** A competition by all its names. */
export interface NamedCompetition {
  readonly id: string;
  /** As it is to stand in a label. */
  readonly name: string;
  readonly names: readonly string[];
}

/** Longer titles are cut; YouTube allows 100 characters. */
const LONGEST_TITLE = 200;
const ROUND = /(?<![\p{L}\p{N}])(round|episode|ep\.?|match|라운드|화|회)\s{0,3}#?(\d{1,3})(?!\p{N})/iu;
/** `3라운드`, `제3화`. */
const KOREAN_ROUND = /(?<!\p{N})(\d{1,3})\s?(라운드|화|회)(?!\p{L})/u;
const VERSUS = /\s(?:vs\.?|v\.|versus|대)\s/iu;
/** What stands between the parts of a title. */
const PARTS = /\s*(?:[|｜:：•·【】[\]「」『』〈〉<>()]|\s[-–—~]\s|\s?\/\s)\s*/u;
const LONGEST_NAME = 60;

/** Reads `ROUND n`, `FINAL`, `라운드 n`, `n라운드`, a competition by name, `A vs B`, `A 대 B`. Fixed rules, linear, never a guess. */
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

/** One form for every way of writing a title: `R O U N D  6` is `ROUND 6`, full-width letters are plain ones. */
function evenTitle(title: string): string {
  return title
    .slice(0, LONGEST_TITLE * 2)
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/(?<!\S)(?:\p{L} ){2,}\p{L}(?!\S)/gu, (spaced) => spaced.replaceAll(' ', ''))
    .slice(0, LONGEST_TITLE);
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

/** The names on both sides of each `vs`, in the part of the title that has it. */
function contestantsIn(title: string, competitions: readonly NamedCompetition[]): string[] {
  const part = title.split(PARTS).find((text) => VERSUS.test(` ${text} `));
  if (part === undefined) return [];
  const names = part.split(VERSUS).map((name) => tidy(name, competitions));
  const isWhole =
    names.length >= 2 && names.length <= 10 && names.every((name) => name !== '' && name.length <= LONGEST_NAME);
  const isDistinct = new Set(names.map((name) => foldText(name))).size === names.length;
  return isWhole && isDistinct ? names : [];
}

/** A name without what stands around it: quotes, the round, the competition. */
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
