import { foldText } from '../../text-folding.ts';
import { compareNames, type Entry, type NameMatch, type Query, readQuery } from '../name-matching.ts';
import type { Hit, Kind, Question } from '../view-types.ts';
import type { Lines } from './lines.ts';
import type { NameIndex, Span } from './name-index.ts';
import { type Token, withoutMarkup } from './read-query.ts';

/** What was typed, read. */
export interface Read {
  readonly tokens: readonly Token[];
  readonly spans: readonly Span[];
}

export interface Found extends NameMatch {
  readonly entry: Entry;
}

/** Which things belong together: a song and who sings it, a match and who stands in it. */
export type Related = (a: Pick<Hit, 'kind' | 'id'>, b: Pick<Hit, 'kind' | 'id'>) => boolean;

export interface Known {
  readonly entries: readonly Entry[];
  readonly names: NameIndex;
  readonly lines: () => Lines;
  readonly related: Related;
}

/**
 * From the very name down to what is merely said somewhere: smaller comes first. Between two of these lie those of
 * `compareNames`: 0 and 1 for the name itself, 10 for its sound, 20 for its beginning, 40 for slips of it.
 */
const RANK = {
  emoji: 1,
  /** The name, in other words or with its number elsewhere. */
  otherWords: 2,
  /** Several words that begin a name are that name, rather than what each of them says. */
  beginning: 3,
  /** What leads to it: who sings them, where it is published. */
  leading: 4,
  asked: 4.5,
  /** Of the kind that was asked for, and belonging to all that was named. */
  belonging: 5,
  common: 6,
  saidOfKind: 6.5,
  belongsToSaid: 7,
  belongsToNear: 8,
  /** One name among others, where nothing else was typed. */
  among: 30,
  /** All that was typed, said in one line: nearer than a name among what was typed. */
  saidWhole: 45,
  amongMore: 55,
  nearWord: 60,
  said: 70,
} as const;
/** A shorter word beside others is not read with slips. */
const SHORTEST_NEAR_WORD = 4;

interface Looking extends Read, Known {
  readonly query: Query;
  readonly kinds: ReadonlySet<Kind>;
  /** The words that say what is looked for, and by which of the names each is covered. */
  readonly content: readonly { readonly token: Token; readonly span: Span | undefined }[];
  readonly isCovered: boolean;
  add(entry: Entry, match: Hit['match'], rank: number): void;
  /** “The song in which …”: what belongs to where it is said, or to what is nearly named. */
  addRelated(to: Entry, rank: number): void;
}

/**
 * Ranks what is known by what was typed.
 *
 * @param options.asks what is asked in it @param options.readsLines also by what is said; names alone otherwise
 */
export function rank(
  known: Known,
  typed: string,
  read: Read,
  options: {
    readonly wanted: (entry: Entry) => boolean;
    readonly readsLines: boolean;
    readonly asks: readonly Question[];
  },
): Found[] {
  const { tokens } = read;
  const spans = withoutContext(read.spans);
  // One or two letters are the beginning of something rather than a word.
  const isTyping = tokens.length === 1 && (tokens[0]?.text.length ?? 0) < 3;
  const isCommon = options.readsLines && !isTyping && tokens.length > 0 && tokens.every(({ common }) => common);
  const query = readQuery(withoutMarkup(typed), isCommon);
  if (query.folded === '') return [];

  const found = new Map<Entry, Found>();
  const kinds = new Set(tokens.flatMap(({ kind }) => kind ?? []));
  const content = contentOf(tokens, spans, read.spans);
  const add: Looking['add'] = (entry, match, place) => {
    const held = found.get(entry);
    if (options.wanted(entry) && (held === undefined || held.rank > place))
      found.set(entry, { entry, match, rank: place });
  };
  const looking: Looking = {
    ...known,
    tokens,
    spans,
    query,
    kinds,
    content,
    isCovered: content.every(({ span }) => span !== undefined),
    add,
    addRelated(to, place) {
      if (kinds.size === 0 || kinds.has(to.kind)) return;
      for (const other of known.entries)
        if (kinds.has(other.kind) && known.related(other, to)) add(other, 'text', place);
    },
  };
  addWhole(looking, options.wanted);
  addNamed(looking);
  addBelonging(looking);
  addNearWords(looking, options.wanted);
  if (options.readsLines) {
    addAsked(looking, options.asks);
    addSaid(looking, found.size === 0);
  }
  return [...found.values()].sort((a, b) => a.rank - b.rank);
}

function addWhole({ entries, names, tokens, query, add }: Looking, wanted: (entry: Entry) => boolean): void {
  const whole = names.whole(tokens);
  for (const entry of whole?.entries ?? []) add(entry, 'exact', whole?.named ? RANK.otherWords : RANK.leading);
  for (const entry of entries) {
    if (entry.emoji !== undefined && foldText(entry.emoji) === query.folded) add(entry, 'exact', RANK.emoji);
    const direct = wanted(entry) ? compareNames(entry, query) : undefined;
    if (direct === undefined) continue;
    const begins = direct.match === 'prefix' && direct.rank < 23 && tokens.length > 1 && query.initials === undefined;
    add(entry, direct.match, begins ? RANK.beginning : direct.rank);
  }
}

function addAsked({ entries, add }: Looking, asks: readonly Question[]): void {
  for (const { asks: what, of } of asks) {
    // Whoever asks for songs looks for the songs.
    if (what === 'songs') continue;
    const isMeant = ({ kind, id }: Entry) => kind === of.kind && (kind === 'series' || id === of.id);
    for (const entry of entries.filter(isMeant)) add(entry, 'exact', RANK.asked);
  }
}

function addNamed({ tokens, spans, isCovered, add }: Looking): void {
  const [first] = spans;
  if (spans.length === 1 && first?.length === tokens.length && !first.pair) return;
  const named = spans.flatMap((span) => span.entries.map((entry) => ({ entry, span })));
  for (const [place, { entry, span }] of named.entries()) {
    add(entry, 'near', (isCovered ? RANK.among : RANK.amongMore) + (span.named ? 0 : 2) + place / 100);
  }
}

function addBelonging({ entries, names, tokens, spans, kinds, related, add }: Looking): void {
  const groups = spans.flatMap((span) => (span.pair ? span.entries.map((entry) => [entry]) : [span.entries]));
  const belongs = (entry: Entry) => groups.every((group) => group.some((one) => one === entry || related(entry, one)));
  if (groups.length > 0) {
    const own = entries.filter((entry) => kinds.has(entry.kind) && belongs(entry));
    for (const [place, entry] of own.entries()) add(entry, 'exact', RANK.belonging + place / 100);
  }

  const people = names.peopleIn(tokens);
  if (people.length < 2) return;
  const order: readonly Kind[] = kinds.size > 0 ? [...kinds] : ['match', 'song', 'episode'];
  const both = order.flatMap((kind) =>
    entries.filter((entry) => entry.kind === kind && people.every((one) => related(entry, one))),
  );
  for (const [place, entry] of both.entries()) add(entry, 'exact', RANK.common + place / 100);
}

function addNearWords(
  { entries, tokens, kinds, content, add, addRelated }: Looking,
  wanted: (entry: Entry) => boolean,
): void {
  const rest = content.filter(({ span }) => span === undefined).map(({ token }) => token);
  // A round that there is not is no other one.
  if (rest.length === tokens.length || rest.some(({ number }) => number !== undefined)) return;
  // What is not wanted itself may lead to what is.
  const near = kinds.size > 0 ? entries : entries.filter(wanted);
  for (const { text } of rest.filter((word) => word.text.length >= SHORTEST_NEAR_WORD)) {
    const nearly = readQuery(text);
    for (const entry of near) {
      const direct = compareNames(entry, nearly);
      if (direct === undefined) continue;
      add(entry, 'near', RANK.nearWord + direct.rank / 100);
      addRelated(entry, RANK.belongsToNear);
    }
  }
}

function addSaid({ lines, tokens, content, kinds, isCovered, add, addRelated }: Looking, withSlips: boolean): void {
  const isOpenNumber = content.some(({ token, span }) => span === undefined && token.number !== undefined);
  if (isOpenNumber && tokens.some(({ key }) => key === '·round')) return;
  const said = lines().find(
    content.map(({ token }) => token),
    withSlips,
  );
  for (const [place, entry] of said.entries()) {
    if (kinds.has(entry.kind)) add(entry, 'text', RANK.saidOfKind + place / 1000);
    else add(entry, 'text', (isCovered ? RANK.said : RANK.saidWhole) + place / 100);
    addRelated(entry, RANK.belongsToSaid + place / 100);
  }
}

/** Where something else is named too, the series only says where that belongs: `alien stage round 5`. */
function withoutContext(spans: readonly Span[]): readonly Span[] {
  const others = spans.filter(({ entries }) => entries.some(({ kind }) => kind !== 'series' && kind !== 'term'));
  const isContext = ({ entries }: Span) => entries.some(({ kind }) => kind === 'series');
  return others.length === 0 ? spans : spans.filter((span) => !isContext(span));
}

function contentOf(tokens: readonly Token[], spans: readonly Span[], all: readonly Span[]): Looking['content'] {
  const at = (index: number, some: readonly Span[]) =>
    some.find((span) => index >= span.at && index < span.at + span.length);
  return tokens.flatMap((token, index) => {
    const span = at(index, spans);
    if (span === undefined && at(index, all) !== undefined) return [];
    const says = span !== undefined || !(token.common || token.kind !== undefined);
    return says ? [{ token, span }] : [];
  });
}
