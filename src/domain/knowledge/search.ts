import { allAtOnce } from '../../util/all-at-once.ts';
import { madeOnce } from '../../util/made-once.ts';
import { createRecent } from '../../util/recent.ts';
import { foldText } from '../text-folding.ts';
import { createLines, type Lines, readLine } from './look-up/lines.ts';
import { meantSpans } from './look-up/meant-spans.ts';
import { createNameIndex, type PairNames, readNames } from './look-up/name-index.ts';
import { withNamesApart } from './look-up/names-apart.ts';
import { asMeant } from './look-up/other-keyboard.ts';
import { createQuestionReader } from './look-up/questions.ts';
import { type Found, type Known, type Read, type Related, rank } from './look-up/ranking.ts';
import { readTokens, type Token } from './look-up/read-query.ts';
import { CHATTER } from './look-up/vocabulary.ts';
import { type Entry, type Findable, prepareNames } from './name-matching.ts';
import type { Choice, Hit, Kind, LocalText, Question } from './view-types.ts';

export interface Search {
  search(text: string, kind?: Kind, limit?: number): readonly Hit[];
  find(kind: Kind, text: string): readonly Hit[];
  suggest(kind: Kind, typed: string, language: string): readonly Choice[];
  /** What a longer text mentions by name, in the order of mention. */
  mentionedIn(text: string): readonly Hit[];
  /** The questions that a text asks. */
  ask(text: string): readonly Question[];
  /** Reads everything that can be found, a piece each, so that the first question finds it read. */
  readAhead(): Iterable<void>;
  /** Makes all that a question needs, a piece each: the first one would otherwise make it at once. */
  prepare(): Iterable<void>;
}

export interface SearchParts {
  readonly findables: () => { readonly things: readonly Findable[]; readonly pairs: readonly PairNames[] };
  readonly textIn: (text: LocalText, language: string) => string;
  readonly related: Related;
  /** The phrases that ask for each line of a profile, by its label. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
}

/** Longer queries take time and find nothing more: with 6,000 characters minisearch took 76 ms. */
const LONGEST_QUERY = 100;
const MOST_CHOICES = 25;
const LONGEST_CHOICE = 100;
/** How many typed beginnings have their choices held, in each view. */
const MOST_TYPED = 200;
const LONGEST_MESSAGE = 2000;
/** How many looked-up texts keep what they found, in each view. */
const MOST_RANKED = 20;

/**
 * The look-up for searches, command options and messages. Made for each horizon from what that horizon shows, so that
 * nothing hidden can influence a rank; and only at the first question, because most horizons of most servers are never
 * asked.
 */
export function createSearch({ findables, textIn, related, asked }: SearchParts): Search {
  const questions = () => readerOf(asked);
  let made: Prepared | undefined;
  const known = () => {
    made ??= prepare(findables(), related);
    return made;
  };

  /** An answer and its buttons look the same words up again and again. */
  const ranks = createRecent<readonly Found[]>(MOST_RANKED);
  function ranked(text: string, kind: Kind | undefined, readsLines: boolean): readonly Found[] {
    return ranks(`${kind} ${readsLines} ${text}`, () => {
      const what = read(meant(text));
      const wanted = (entry: Entry) => kind === undefined || entry.kind === kind;
      return rank(known(), what.text, what, { wanted, readsLines, asks: readsLines ? asksIn(what) : [] });
    });
  }

  /** A name that is also a common word counts as a name where the question needs one: `how old is till`. */
  function asksIn({ tokens, spans }: Read): readonly Question[] {
    if (tokens.length === 1 && spans.length > 0) return [];
    const questionsIn = questions();
    const sure = questionsIn(tokens, spans);
    if (sure.length > 0) return sure;
    const { names } = known();
    const maybe = questionsIn(tokens, names.spansIn(tokens));
    // Two names that together name something else are also read as two names with a question about both.
    return maybe.length > 0
      ? maybe
      : questionsIn(
          tokens,
          tokens.flatMap((token, at) => names.personAt(token, at)),
        );
  }

  /** Corrected where it was typed on the other keyboard, and cut to the length that is read. */
  const meant = (text: string) => asMeant(cut(text, LONGEST_QUERY), known().names, questions().isWord);

  /** Answering one query reads the same text several times, so the last reading is held. */
  let last: (Read & { readonly text: string }) | undefined;
  function read(text: string): Read & { readonly text: string } {
    if (last?.text === text) return last;
    const { names } = known();
    const tokens = withNamesApart(withoutChatter(readTokens(text)), names, questions().isWord);
    last = { text, tokens, spans: meantSpans(tokens, names.spansIn(tokens)) };
    return last;
  }

  /** Held because autocomplete asks at every keystroke, and many people type the same: the very same list each time. */
  const lately = createRecent<readonly Choice[]>(MOST_TYPED);
  function choices(kind: Kind, typed: string, language: string): readonly Choice[] {
    const found =
      foldText(typed) === ''
        ? known().entries.filter((entry) => entry.kind === kind)
        : ranked(typed, kind, false).map(({ entry }) => entry);
    return found
      .slice(0, MOST_CHOICES)
      .map(({ name, id }) => ({ name: cut(textIn(name, language), LONGEST_CHOICE), value: id }));
  }

  return {
    search: (text, kind, limit = MOST_CHOICES) =>
      ranked(cut(text, LONGEST_QUERY), kind, true).slice(0, limit).map(toHit),
    find: (kind, text) => ranked(cut(text, LONGEST_QUERY), kind, false).slice(0, MOST_CHOICES).map(toHit),
    suggest(kind, typed, language) {
      const text = cut(typed, LONGEST_QUERY);
      return lately(`${language} ${kind} ${text}`, () => choices(kind, text, language));
    },
    mentionedIn(text) {
      const { spans } = read(cut(text, LONGEST_MESSAGE));
      const mentioned = new Set(spans.filter(({ named }) => named).flatMap(({ entries }) => entries));
      return [...mentioned].slice(0, MOST_CHOICES).map((entry) => toHit({ entry, match: 'exact' }));
    },
    ask: (text) => asksIn(read(meant(text))),
    *readAhead() {
      yield void questions();
      for (const thing of findables().things) {
        prepareNames(thing);
        yield readNames(thing);
        for (const line of thing.lines) yield readLine(line);
      }
    },
    *prepare() {
      yield void questions();
      yield void known();
      yield* known().makeLines();
    },
  };
}

/** Of all horizons one: the phrases are the same. */
const readerOf = madeOnce((asked: SearchParts['asked']) => createQuestionReader({ asked }));

interface Prepared extends Known {
  /** Makes the lines a piece at a time, unless they are made. */
  makeLines(): Iterable<void>;
}

function prepare({ things, pairs }: ReturnType<SearchParts['findables']>, related: Related): Prepared {
  const entries = things.map(prepareNames);
  let lines: Lines | undefined;
  return {
    entries,
    related,
    names: createNameIndex(entries, pairs),
    lines() {
      lines ??= allAtOnce(createLines(entries));
      return lines;
    },
    *makeLines() {
      if (lines === undefined) lines = yield* createLines(entries);
    },
  };
}

/** What is looked for without what was thrown in around it; all of it where nothing else was typed. */
function withoutChatter(tokens: readonly Token[]): readonly Token[] {
  const rest = tokens.filter(({ typed }) => !CHATTER.test(typed.toLowerCase()));
  return rest.length === 0 ? tokens : rest;
}

function toHit({ entry, match }: Pick<Found, 'entry' | 'match'>): Hit {
  return { kind: entry.kind, id: entry.id, name: entry.name, match };
}

/** Cuts a text without splitting a character of two UTF-16 units. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const shorter = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(shorter) ? shorter.slice(0, -1) : shorter;
}
