import MiniSearch from 'minisearch';
import { foldText } from '../text-folding.ts';
import { createNameIndex, type NameIndex, type PairNames, type Span } from './look-up/name-index.ts';
import { createQuestionReader } from './look-up/questions.ts';
import { readTokens, type Token, withoutMarkup } from './look-up/read-query.ts';
import { AFTER_A_NAME } from './look-up/vocabulary.ts';
import { compareNames, type Entry, type Findable, type NameMatch, prepareNames, readQuery } from './name-matching.ts';
import type { Choice, Hit, Kind, LocalText, Question } from './view-types.ts';

interface Read {
  readonly tokens: readonly Token[];
  readonly spans: readonly Span[];
}

export interface Search {
  search(text: string, kind?: Kind, limit?: number): readonly Hit[];
  find(kind: Kind, text: string): readonly Hit[];
  suggest(kind: Kind, typed: string, language: string): readonly Choice[];
  /** What a longer text mentions by name, in the order of mention. */
  mentionedIn(text: string): readonly Hit[];
  /** What is asked in it, of what. */
  ask(text: string): readonly Question[];
}

/** Which things belong together: a song and who sings it, a match and who stands in it. */
export type Related = (a: Pick<Hit, 'kind' | 'id'>, b: Pick<Hit, 'kind' | 'id'>) => boolean;

/** Longer queries cost time and find nothing more: 6,000 characters took minisearch 76 ms. */
const LONGEST_QUERY = 100;
const MOST_CHOICES = 25;
const LONGEST_CHOICE = 100;
const LONGEST_MESSAGE = 2000;

export interface SearchParts {
  readonly findables: () => { readonly things: readonly Findable[]; readonly pairs: readonly PairNames[] };
  readonly textIn: (text: LocalText, language: string) => string;
  readonly related: Related;
  /** How each line of a profile is asked for, by its label. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
}

interface Found extends NameMatch {
  readonly entry: Entry;
}

/**
 * One look-up for searches, options and messages. Made for each horizon from what that horizon shows, so nothing hidden
 * can move a rank; and at the first question, for most horizons of most servers are never asked.
 */
export function createSearch({ findables, textIn, related, asked }: SearchParts): Search {
  const questionsIn = createQuestionReader({ asked });
  let made: Inside | undefined;
  const inside = () => {
    made ??= prepare(findables());
    return made;
  };

  function ranked(text: string, wanted: (entry: Entry) => boolean, readsLines: boolean): Found[] {
    const short = cut(text, LONGEST_QUERY);
    const { entries, names, lines } = inside();
    const { tokens, spans } = read(short);
    const isCommon = readsLines && tokens.length > 0 && tokens.every(({ common: says }) => says);
    const query = readQuery(withoutMarkup(short), isCommon);
    if (query.folded === '') return [];
    const found = new Map<Entry, Found>();
    const add = (entry: Entry, match: Hit['match'], rank: number) => {
      const held = found.get(entry);
      if (wanted(entry) && (held === undefined || held.rank > rank)) found.set(entry, { entry, match, rank });
    };

    for (const question of readsLines ? asks({ tokens, spans }).filter(({ asks }) => asks !== 'songs') : []) {
      const subject = subjectOf(question);
      for (const entry of entries)
        if (subject === `${entry.kind}/${entry.id}` || (question.of.kind === 'series' && entry.kind === 'series'))
          add(entry, 'exact', 4.5);
    }
    const whole = names.whole(tokens);
    for (const entry of whole?.entries ?? []) add(entry, 'exact', whole?.named ? 2 : 4);
    for (const entry of entries) {
      if (entry.emoji !== undefined && foldText(entry.emoji) === query.folded) add(entry, 'exact', 1);
      const direct = wanted(entry) ? compareNames(entry, query) : undefined;
      // Several words that begin a name are that name, rather than what each of them says.
      if (direct)
        add(
          entry,
          direct.match,
          direct.match === 'prefix' && direct.rank < 23 && tokens.length > 1 && !query.initials ? 3 : direct.rank,
        );
    }

    const content = contentOf(tokens, spans);
    const named = spans.flatMap((span) => span.entries.map((entry) => ({ entry, span })));
    const isCovered = content.every(({ span }) => span !== undefined);
    for (const [place, { entry, span }] of named.entries()) {
      if (spans.length === 1 && span.length === tokens.length && !span.pair) continue;
      add(entry, 'near', (isCovered ? 30 : 55) + (span.named ? 0 : 2) + place / 100);
    }
    const kinds = new Set(tokens.flatMap(({ kind }) => kind ?? []));
    for (const [place, entry] of belongingTo(spans, kinds).entries()) add(entry, 'exact', 5 + place / 100);
    const people = names.peopleIn(tokens);
    const both = people.length < 2 ? [] : common(people, kinds);
    for (const [place, entry] of both.entries()) add(entry, 'exact', 6 + place / 100);
    /** “The song in which …”: what belongs to where it is said, or to what is nearly named. */
    const addRelated = (to: Entry, rank: number) => {
      if (kinds.size === 0 || kinds.has(to.kind)) return;
      for (const other of entries) if (kinds.has(other.kind) && related(other, to)) add(other, 'text', rank);
    };

    const rest = content.filter(({ span }) => span === undefined).map(({ token }) => token);
    const isNumbered = rest.some(({ number }) => number !== undefined);
    for (const { text: word } of rest.length < tokens.length && !isNumbered ? rest : []) {
      if (word.length < 4) continue;
      const nearly = readQuery(word);
      for (const entry of entries) {
        const direct = compareNames(entry, nearly);
        if (direct === undefined) continue;
        add(entry, 'near', 60 + direct.rank / 100);
        addRelated(entry, 8);
      }
    }
    if (!readsLines) return sorted(found);
    const isUnknownNumber = isNumbered && tokens.some(({ key }) => key === '·round');
    const wantedWords = isUnknownNumber ? [] : content.map(({ token }) => token);
    const said = lines().find(wantedWords, found.size === 0);
    for (const [place, entry] of said.entries()) {
      // All that was typed, said in one line, is nearer than a name among what was typed.
      if (kinds.has(entry.kind)) add(entry, 'text', 6.5 + place / 1000);
      else add(entry, 'text', (isCovered ? 70 : 45) + place / 100);
      addRelated(entry, 7 + place / 100);
    }
    return sorted(found);
  }

  /** What belongs to everything that was named, of a kind that was asked for. */
  function belongingTo(spans: readonly Span[], kinds: ReadonlySet<Kind>): Entry[] {
    const groups = spans.flatMap((span) => (span.pair ? span.entries.map((entry) => [entry]) : [span.entries]));
    if (kinds.size === 0 || groups.length === 0) return [];
    return inside().entries.filter(
      (entry) =>
        kinds.has(entry.kind) && groups.every((group) => group.some((one) => one === entry || related(entry, one))),
    );
  }

  /** What several have in common, of the kinds that were asked for. */
  function common(people: readonly Entry[], kinds: ReadonlySet<Kind>): Entry[] {
    const order: readonly Kind[] = kinds.size > 0 ? [...kinds] : ['match', 'song', 'episode'];
    return order.flatMap((kind) =>
      inside().entries.filter((entry) => entry.kind === kind && people.every((one) => related(entry, one))),
    );
  }

  /** Names that may be mere words count where something is asked that only a name answers: `how old is till`. */
  function asks({ tokens, spans }: Read): readonly Question[] {
    if (tokens.length === 1 && spans.length > 0) return [];
    const sure = questionsIn(tokens, spans);
    return sure.length > 0 ? sure : questionsIn(tokens, inside().names.spansIn(tokens));
  }

  function read(text: string): Read {
    const tokens = readTokens(text);
    return { tokens, spans: meantSpans(tokens, inside().names.spansIn(tokens)) };
  }

  return {
    search: (text, kind, limit = MOST_CHOICES) =>
      ranked(text, (entry) => kind === undefined || entry.kind === kind, true)
        .slice(0, limit)
        .map(toHit),
    find: (kind, text) =>
      ranked(text, (entry) => entry.kind === kind, false)
        .slice(0, MOST_CHOICES)
        .map(toHit),
    suggest(kind, typed, language) {
      const own = (entry: Entry) => entry.kind === kind;
      const listed =
        foldText(typed) === '' ? inside().entries.filter(own) : ranked(typed, own, false).map(({ entry }) => entry);
      return listed
        .slice(0, MOST_CHOICES)
        .map((entry) => ({ name: cut(textIn(entry.name, language), LONGEST_CHOICE), value: entry.id }));
    },
    mentionedIn(text) {
      const { spans } = read(cut(text, LONGEST_MESSAGE));
      const mentioned = new Set(spans.filter(({ named }) => named).flatMap(({ entries }) => entries));
      return [...mentioned].slice(0, MOST_CHOICES).map((entry) => toHit({ entry, match: 'exact' }));
    },
    ask(text) {
      return asks(read(cut(text, LONGEST_QUERY)));
    },
  };
}

interface Inside {
  readonly entries: readonly Entry[];
  readonly names: NameIndex;
  readonly lines: () => Lines;
}

interface Lines {
  /** Whatever is said in one line with all the words, best first. */
  find(words: readonly Token[], withSlips: boolean): readonly Entry[];
}

function prepare({ things, pairs }: { things: readonly Findable[]; pairs: readonly PairNames[] }): Inside {
  const entries = things.map(prepareNames);
  let lines: Lines | undefined;
  return {
    entries,
    names: createNameIndex(entries, pairs),
    lines() {
      lines ??= createLines(entries);
      return lines;
    },
  };
}

function createLines(entries: readonly Entry[]): Lines {
  const index = new MiniSearch<{ id: number; line: string }>({
    fields: ['line'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: {
      combineWith: 'AND',
      prefix: (term) => term.length > (/^\p{sc=Hangul}/u.test(term) ? 1 : 2) && !/^[#·]/.test(term),
    },
  });
  const owners: Entry[] = [];
  for (const entry of entries) {
    for (const line of entry.lines) {
      index.add({ id: owners.length, line: keysOf(line) });
      owners.push(entry);
    }
  }
  return {
    find(words, withSlips) {
      const fuzzy = (term: string) => (withSlips && term.length > 5 && !/[·#\d]/.test(term) ? 1 : false);
      const wanted = [...new Set(words.map(({ key }) => key))];
      if (wanted.length === 0) return [];
      const all = index.search(wanted.join(' '), { fuzzy });
      // One word too many for what is said, among several, is how people speak.
      const most =
        all.length > 0 || wanted.length < 3
          ? all
          : index
              .search(wanted.join(' '), { combineWith: 'OR', fuzzy })
              .filter(({ queryTerms }) => new Set(queryTerms).size >= wanted.length - 1);
      return [...new Set(most.flatMap(({ id }) => owners[Number(id)] ?? []))];
    },
  };
}

const kept = new Map<string, string>();
const MOST_KEPT = 5000;

/** A sentence of the data is read from each horizon anew: what its words come to is kept. */
function keysOf(line: string): string {
  const held = kept.get(line);
  if (held !== undefined) return held;
  const keys = readTokens(line)
    .map(({ key }) => key)
    .join(' ');
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(line, keys);
  return keys;
}

/** The words that say what is looked for, and by which of the names each is covered. */
function contentOf(tokens: readonly Token[], spans: readonly Span[]): { token: Token; span: Span | undefined }[] {
  return tokens.flatMap((token, index) => {
    const span = spans.find(({ at, length }) => index >= at && index < at + length);
    const says = span !== undefined || !(token.common || token.kind !== undefined);
    return says ? [{ token, span }] : [];
  });
}

/**
 * A name that is also a common word (`Till`) is meant where it stands alone, is written with a capital, or stands where
 * only a name can: beside another name, at the end, before `is`. In “wait till Friday” it is not.
 */
function meantSpans(tokens: readonly Token[], spans: readonly Span[]): Span[] {
  const isWord = ({ at, length }: Span) => tokens.slice(at, at + length).every(({ common }) => common);
  const hasSure = spans.some((span) => !isWord(span));
  return spans.filter((span) => {
    if (!isWord(span) || span.length === tokens.length) return true;
    if (!span.named) return false;
    const words = tokens.slice(span.at, span.at + span.length);
    const next = tokens[span.at + span.length];
    if (words.every(({ capital }) => capital) && span.at > 0) return true;
    if (span.length > 1) return hasSure || next === undefined;
    return next === undefined || AFTER_A_NAME.has(next.text) || next.kind !== undefined || besideAName(span);
  });

  function besideAName(span: Span): boolean {
    const after = span.at + span.length;
    return spans.some(
      (other) => other !== span && !isWord(other) && (other.at === after || other.at + other.length === span.at),
    );
  }
}

function subjectOf({ of }: Question): string {
  return `${of.kind}/${of.id}`;
}

function sorted(found: ReadonlyMap<Entry, Found>): Found[] {
  return [...found.values()].sort((a, b) => a.rank - b.rank);
}

function toHit({ entry, match }: { entry: Entry; match: Hit['match'] }): Hit {
  return { kind: entry.kind, id: entry.id, name: entry.name, match };
}

/** Never splits a character that takes two units. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const shorter = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(shorter) ? shorter.slice(0, -1) : shorter;
}
