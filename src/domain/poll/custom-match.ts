import { unicodeEmoji } from './emoji.ts';
import { MOST_CONTESTANTS } from './poll.ts';

/** A match that a moderator names on the spot. */
export interface CustomMatch {
  readonly title: string;
  /** The title is a question by itself. */
  readonly isQuestion?: true;
  readonly contestants: readonly { readonly name: string; readonly emoji: string | undefined }[];
}

export type CustomMatchFault = 'too-few' | 'too-many' | 'empty-name' | 'same-name' | 'too-long';

/** A name must fit on a button beside an emoji, and in a line of the tally. Discord's limit for a button is 80. */
const LONGEST_NAME = 60;
const LONGEST_TITLE = 100;
/** In UTF-16 units: an emoji of a family of four with skin colours has 25. */
const LONGEST_EMOJI = 60;
const BETWEEN = /\s+(?:vs\.?|v\.|대)\s+|\s*\|\s*/iu;
/** At least one visible character: a name of joiners and spaces alone is refused. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const LEADING_CUSTOM = /^<a?:(\w{2,32}:\d{17,20})>\s*/;
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Reads `Round 8: 🐍 Till vs 🦋 Ivan`: an optional title, then two to ten contestants, each with an emoji or without. */
export function readCustomMatch(typed: string): CustomMatch | { readonly fault: CustomMatchFault } {
  const text = typed.trim();
  // A colon with a space after it ends the title, unless a `|` or a custom emoji (`<:name:id>`) comes before it.
  const at = text.search(/[:|<]/u);
  const isTitled = at > 0 && /^:\s/u.test(text.slice(at, at + 2));
  const [title, list] = isTitled ? [text.slice(0, at), text.slice(at + 1)] : [undefined, text];
  const contestants = list.split(BETWEEN).map((part) => contestantOf(part.trim()));

  return judged(title, contestants);
}

/** Reads a question and its options, one a line, each with or without an emoji. Empty lines are ignored. */
export function readQuestion(
  question: string,
  options: readonly string[],
): CustomMatch | { readonly fault: CustomMatchFault } {
  const lines = options.map((line) => line.trim()).filter((line) => line !== '');
  const asked = question.trim();
  const read = judged(asked, lines.map(contestantOf));
  return 'fault' in read || !VISIBLE.test(asked) ? read : { ...read, isQuestion: true };
}

function judged(
  title: string | undefined,
  contestants: CustomMatch['contestants'],
): CustomMatch | { readonly fault: CustomMatchFault } {
  if (contestants.length < 2) return { fault: 'too-few' };
  if (contestants.length > MOST_CONTESTANTS) return { fault: 'too-many' };
  const names = contestants.map((contestant) => contestant.name);
  if (names.some((name) => !VISIBLE.test(name))) return { fault: 'empty-name' };
  if (new Set(names.map((name) => name.normalize('NFKC').toLowerCase())).size < names.length) {
    return { fault: 'same-name' };
  }
  if (names.some((name) => name.length > LONGEST_NAME) || (title ?? '').length > LONGEST_TITLE) {
    return { fault: 'too-long' };
  }
  const ownTitle = title !== undefined && VISIBLE.test(title) ? title : undefined;
  return { title: ownTitle ?? joined(names), contestants };
}

/** The names with “vs” between them, cut to what fits a title. */
function joined(names: readonly string[]): string {
  const whole = names.join(' vs ');
  if (whole.length <= LONGEST_TITLE) return whole;
  let short = '';
  for (const { segment } of characters.segment(whole)) {
    if (short.length + segment.length > LONGEST_TITLE - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}

function contestantOf(part: string): { name: string; emoji: string | undefined } {
  const custom = LEADING_CUSTOM.exec(part);
  if (custom !== null) return { emoji: custom[1], name: part.slice(custom[0].length) };
  const [first] = characters.segment(part.slice(0, LONGEST_EMOJI));
  const emoji = first && unicodeEmoji(first.segment);
  return { emoji, name: emoji === undefined ? part : part.slice(first?.segment.length).trim() };
}
