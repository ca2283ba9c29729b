import { foldText } from '../../text-folding.ts';
import { compareNames, type Entry, type NameMatch, type Query, readQuery } from '../name-matching.ts';
import type { Hit, Kind, Question } from '../view-types.ts';
import type { Lines } from './lines.ts';
import type { NameIndex, Span } from './name-index.ts';
import { readTokens, type Token, withoutMarkup } from './read-query.ts';
import { DEEDS, SOLO, SOMEBODY } from './vocabulary.ts';

/** The words that were typed, and the names among them. */
export interface Read {
  readonly tokens: readonly Token[];
  readonly spans: readonly Span[];
}

export interface Found extends NameMatch {
  readonly entry: Entry;
}

/** Whether two things belong together, such as a song and who sings it, or a match and its contestants. */
export type Related = (a: Pick<Hit, 'kind' | 'id'>, b: Pick<Hit, 'kind' | 'id'>) => boolean;

export interface Known {
  readonly entries: readonly Entry[];
  readonly names: NameIndex;
  readonly lines: () => Lines;
  readonly related: Related;
}

/**
 * How good each way of being found is, from the exact name to a mere mention: smaller is better. The ranks of
 * `compareNames` lie between: 0 and 1 for the name itself, 10 for its sound, 20 for its beginning, 40 for typing
 * errors.
 */
const RANK = {
  emoji: 1,
  /** The name in other words, or with its number in another place. */
  otherWords: 2,
  /** Several words that begin a name mean that name, and not what each of them means. */
  beginning: 3,
  /** Something that leads to it, such as its singer or where it is published. */
  /** Some words of the name. */
  part: 3.5,
  /** The one that those named sing of what was named: `mizi black sorrow`. */
  version: 3.4,
  newest: 3.6,
  leading: 4,
  asked: 4.5,
  /** Of the kind that was asked for, and related to everything that was named. */
  belonging: 5,
  /** A text about everything that was named: `ivan childhood`, `till shot`. */
  saidOfNamed: 4.8,
  common: 6,
  saidOfKind: 6.5,
  belongsToSaid: 7,
  belongsToNear: 8,
  slip: 29,
  /** One name among others, where nothing else was typed. */
  among: 30,
  /** A line that contains all the words: better than one name among what was typed. */
  saidWhole: 45,
  amongMore: 55,
  nearWord: 60,
  said: 70,
  /** A line that contains all the words but one. */
  saidNearly: 58,
} as const;
/** Shorter words are not read with typing errors when other words stand beside them. */
const SHORTEST_NEAR_WORD = 4;
const MANY = 3;
const SHORT = 6;

interface Looking extends Read, Known {
  readonly query: Query;
  readonly kinds: ReadonlySet<Kind>;
  /** The words that say what is looked for, each with the name that covers it, if any. */
  readonly content: readonly { readonly token: Token; readonly span: Span | undefined }[];
  readonly isCovered: boolean;
  /** Somebody is looked for, not something. */
  readonly isOfSomebody: boolean;
  add(entry: Entry, match: Hit['match'], rank: number): void;
  /** “The song in which …”: adds what is related to where the words occur, or to what is nearly named. */
  addRelated(to: Entry, rank: number): void;
}

/**
 * Ranks the known things by how well they fit what was typed.
 *
 * @param options.asks the questions that it asks
 * @param options.readsLines whether texts about things are searched too; otherwise names only
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
  const spans = withoutContext(read.spans, tokens);
  // One or two letters are taken for the beginning of something, and not for a word.
  const isTyping = tokens.length === 1 && (tokens[0]?.text.length ?? 0) < 3;
  const isCommon = options.readsLines && !isTyping && tokens.length > 0 && tokens.every(({ common }) => common);
  const query = readQuery(withoutMarkup(typed), isCommon);
  if (query.folded === '') return [];

  const found = new Map<Entry, Found>();
  const kinds = kindsBeside(tokens, spans);
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
    isOfSomebody: tokens.some(({ text }) => SOMEBODY.has(text)),
    add,
    addRelated(to, place) {
      if (kinds.size === 0 || kinds.has(to.kind)) return;
      for (const other of known.entries)
        if (kinds.has(other.kind) && known.related(other, to)) add(other, 'text', place);
    },
  };
  addWhole(looking, options.wanted);
  addCounted(looking);
  addPartly(looking);
  addNamed(looking);
  addBelonging(looking);
  addVersions(looking);
  addNewest(looking);
  addNearWords(looking, options.wanted);
  if (options.readsLines) {
    addAsked(looking, options.asks);
    addSaid(looking, found.size === 0);
    if (found.size === 0) addEveryday(looking);
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
    add(entry, direct.match, wholeRank(direct, tokens.length > 1, query.initials === undefined));
  }
}

/** Several words that are nearly a name, or begin one, are that name rather than what each of them says. */
function wholeRank({ match, rank: own }: NameMatch, isOfMany: boolean, isSpelled: boolean): number {
  if (!isOfMany) return own;
  if (match === 'near' && own < 42) return RANK.slip + own / 100;
  const begins = (match === 'sound' && own === 10) || (match === 'prefix' && own < 23);
  return begins && isSpelled ? RANK.beginning : own;
}

/** All of what was typed is part of a name, in whatever order: `zombie r1`, `sua version unknown`. */
function addPartly({ entries, names, tokens, isCovered, add }: Looking): void {
  const words = tokens.filter(({ common }) => !common);
  if (words.length < 2 || isCovered) return;
  for (const entry of entries) if (names.isPartOf(words, entry)) add(entry, 'prefix', RANK.part);
}

/** `6번째`: a bare ordinal means a round. */
function addCounted({ names, tokens, add }: Looking): void {
  const [counted, ...others] = tokens;
  if (counted?.number === undefined || others.length > 0) return;
  for (const entry of names.round(counted.number)) add(entry, 'prefix', RANK.leading);
}

function addAsked({ entries, names, add }: Looking, asks: readonly Question[]): void {
  // Whoever asks for songs looks for the songs, and of two for what is of both.
  const sure = asks.filter((question) => question.asks !== 'songs' && question.asks !== 'relation');
  // Who won it all is told by the match that decides it.
  if (sure.some((question) => question.asks === 'won' && question.of.kind === 'series'))
    for (const entry of (names.whole(FINAL)?.entries ?? []).filter(({ kind }) => kind === 'match'))
      add(entry, 'exact', RANK.asked - 0.01);
  // `hyuna's brother hyun woo`: the one who is meant is named last.
  const things = sure.flatMap(({ of, and }) => [of, ...(and ? [and] : [])]).reverse();
  for (const [place, of] of things.entries()) {
    const isMeant = ({ kind, id }: Entry) => kind === of.kind && (kind === 'series' || id === of.id);
    for (const entry of entries.filter(isMeant)) add(entry, 'exact', RANK.asked + place / 100);
  }
}

const FINAL = readTokens('final');

function addNamed({ tokens, spans, isCovered, add }: Looking): void {
  const [first] = spans;
  if (spans.length === 1 && first?.length === tokens.length && !first.pair) return;
  // Of two explained terms the last one is meant: `애완인간 주인`.
  const areTerms = spans.every(({ entries }) => entries.every(({ kind }) => kind === 'term'));
  const inOrder = areTerms ? [...spans].reverse() : spans;
  const named = inOrder.flatMap((span) => span.entries.map((entry) => ({ entry, span })));
  for (const [place, { entry, span }] of named.entries()) {
    add(entry, 'near', (isCovered ? RANK.among : RANK.amongMore) + (span.named ? 0 : 2) + place / 100);
  }
}

/** Whoever asks for a solo asks for what nobody else sings. */
function bySingers(songs: readonly Entry[], { entries, tokens, related }: Looking): readonly Entry[] {
  if (!tokens.some(({ text }) => SOLO.has(text))) return songs;
  const people = entries.filter(({ kind }) => kind === 'character');
  const singers = (song: Entry) => people.filter((one) => related(song, one)).length;
  return songs.toSorted((a, b) => singers(a) - singers(b));
}

function addBelonging(looking: Looking): void {
  const { entries, names, tokens, spans, kinds, isCovered, related, add } = looking;
  const isPerson = ({ kind }: Entry) => kind === 'character';
  const groups = groupsOf(spans);
  const belongs = (entry: Entry) => groups.every((group) => group.some((one) => one === entry || related(entry, one)));
  if (groups.length > 1) {
    // `hyuna and luka prologue`: a named thing that is related to all others that were named.
    const named = groups.flat().filter((entry) => !isPerson(entry) && belongs(entry));
    for (const entry of kinds.size === 0 ? named : []) add(entry, 'exact', RANK.belonging + 0.5);
  }
  if (groups.length > 0) {
    const own = entries.filter((entry) => kinds.has(entry.kind) && belongs(entry));
    const isNamed = (entry: Entry) => groups.some((group) => group.includes(entry));
    const inOrder = bySingers([...own.filter(isNamed), ...own.filter((entry) => !isNamed(entry))], looking);
    for (const [place, entry] of inOrder.entries()) add(entry, 'exact', RANK.belonging + place / 100);
  }

  const inSpans = spans.filter(({ named }) => named).flatMap((span) => span.entries.filter(isPerson));
  // A thing with many people is about nobody in particular.
  const isOfMany = (entry: Entry) => entries.filter((one) => isPerson(one) && related(entry, one)).length > MANY;
  const people = [...new Set([...names.peopleIn(tokens), ...inSpans])];
  if (people.length < 2) return;
  // What two do is seen; where nothing is said of them, they sing together.
  const unasked: readonly Kind[] = isCovered ? ['match', 'song', 'episode'] : ['match', 'episode', 'song'];
  const order = kinds.size > 0 ? [...kinds] : unasked;
  const both = order.flatMap((kind) =>
    entries.filter((entry) => entry.kind === kind && people.every((one) => related(entry, one)) && !isOfMany(entry)),
  );
  for (const [place, entry] of both.entries()) add(entry, 'exact', RANK.common + place / 100);
  if (both.length > 0 || kinds.size > 0) return;
  // Nothing is related to all of them: the person who is related to each of the others is meant.
  const joined = people.filter((one) => people.every((other) => one === other || related(one, other)));
  for (const [place, entry] of joined.reverse().entries()) add(entry, 'exact', RANK.common + place / 100);
}

/** Where nothing else was found: a term that is called by an everyday word, `how is the score calculated`. */
function addEveryday({ names, tokens, add }: Looking): void {
  const terms = names
    .spansIn(tokens)
    .filter(({ named }) => named)
    .flatMap(({ entries }) => entries);
  for (const entry of terms.filter(({ kind }) => kind === 'term')) add(entry, 'near', RANK.amongMore);
}

/** A song and somebody who does not sing it: the version that they sing. */
function addVersions({ entries, names, tokens, spans, related, add }: Looking): void {
  const people = names.peopleIn(tokens);
  for (const { at, length, entries: named } of spans) {
    const songs = named.filter(({ kind }) => kind === 'song');
    const others = people.filter((one) => !songs.some((song) => related(song, one)));
    if (songs.length === 0 || others.length === 0) continue;
    const called = [tokens.slice(at, at + length), ...songs.flatMap(({ name }) => Object.values(name)).map(readTokens)];
    const isVersion = (entry: Entry) =>
      entry.kind === 'song' &&
      others.every((one) => related(entry, one)) &&
      called.some((words) => names.isPartOf(words, entry));
    for (const entry of entries.filter(isVersion)) add(entry, 'exact', RANK.version);
  }
}

/** `latest episode`: these are kept in the order in which they came out. */
function addNewest({ entries, tokens, kinds, add }: Looking): void {
  const others = tokens.filter(({ common, kind, key }) => !common && kind === undefined && key !== NEWEST);
  if (kinds.size === 0 || others.length > 0 || !tokens.some(({ key }) => key === NEWEST)) return;
  const own = entries.filter(({ kind }) => kinds.has(kind));
  const dated = own.filter(({ kind, released }) => kind === 'song' && released !== undefined);
  const newest = [
    ...own.filter(({ kind }) => IN_ORDER.has(kind)).reverse(),
    ...dated.toSorted((a, b) => ((a.released ?? '') < (b.released ?? '') ? 1 : -1)),
  ];
  for (const [place, entry] of newest.slice(0, MANY).entries()) add(entry, 'text', RANK.newest + place / 100);
}

const NEWEST = '·latest';
const IN_ORDER: ReadonlySet<Kind> = new Set(['episode', 'match']);

function addNearWords(
  { entries, tokens, spans, kinds, content, add, addRelated }: Looking,
  wanted: (entry: Entry) => boolean,
): void {
  const rest = content.filter(({ span }) => span === undefined).map(({ token }) => token);
  // A round that does not exist must not find another one.
  if (spans.length === 0 && kinds.size === 0 && rest.length !== 1) return;
  if (rest.length === tokens.length || rest.some(({ number }) => number !== undefined)) return;
  // Things that are not wanted themselves may lead to wanted ones.
  const near = kinds.size > 0 ? entries : entries.filter(wanted);
  for (const { text } of rest.filter((word) => word.text.length >= SHORTEST_NEAR_WORD)) {
    const nearly = readQuery(text);
    for (const entry of near) {
      const direct = compareNames(entry, nearly);
      // Among other words, a short one with another first letter is another word: rice is not ice.
      if (direct === undefined || (text.length < SHORT && !entry.words.some((word) => word[0] === text[0]))) continue;
      add(entry, 'near', RANK.nearWord + direct.rank / 100);
      addRelated(entry, RANK.belongsToNear);
    }
  }
}

function addSaid(looking: Looking, withSlips: boolean): void {
  if (isOnlyNumbered(looking)) return;
  const words = looking.content.map(({ token }) => token);
  const { find } = looking.lines();
  const beside = looking.tokens.filter(({ common }) => common);
  const said = explainedFirst(find(words, { withSlips, beside }));
  const ranks = looking.isCovered
    ? { any: RANK.said, ofKind: RANK.saidOfKind, related: RANK.said }
    : { any: RANK.saidWhole, ofKind: RANK.saidOfKind, related: RANK.belongsToSaid };
  const nearly = { any: RANK.saidNearly, ofKind: RANK.saidNearly, related: RANK.saidNearly };
  if (said.length > 0) addLines(looking, said, ranks);
  else addLines(looking, find(words, { withSlips, isNearly: true }), nearly);
  addSaidOfNamed(looking);
  if (said.length === 0 && withSlips) addSaidInPart(looking);
}

/** Where nothing was found: a word that is said nowhere tells nothing, and the others do. */
function addSaidInPart(looking: Looking): void {
  const { content, spans, kinds } = looking;
  if (spans.length > 0 || content.length < 2) return;
  const { find, isSaid } = looking.lines();
  const words = content
    .map(({ token }) => token)
    .filter(({ text, number }) => number === undefined && !IS_LATIN.test(text));
  const said = words.filter((word) => word.text.length > 1 && isSaid(word));
  if (said.length === 0 || said.length * 2 < content.length) return;
  const together = find(said, { withSlips: false });
  // Where a kind is asked for, also what is said in two of its lines.
  const ofKind = said.flatMap((word) => find([word], { withSlips: false })).filter(({ kind }) => kinds.has(kind));
  const found = together.length > 0 ? together : ofKind;
  // What is said of many is said of nobody.
  if (found.filter(({ kind }) => kind === 'character').length > MANY) return;
  addLines(looking, found, { any: RANK.saidNearly, ofKind: RANK.saidNearly - 0.5, related: RANK.saidNearly });
}

const IS_LATIN = /^\p{sc=Latin}+$/u;

/** A round that there is not, or a round and nothing else: no line says more of it. */
function isOnlyNumbered({ tokens, spans, content }: Looking): boolean {
  const [only] = spans;
  if (only?.length === tokens.length) return tokens.some(({ number }) => number !== undefined);
  const isOpenNumber = content.some(({ token, span }) => span === undefined && token.number !== undefined);
  return isOpenNumber && tokens.some(({ key }) => key === '·round' || key === '·season');
}

function addLines(
  { kinds, isCovered, isOfSomebody, add, addRelated }: Looking,
  said: readonly Entry[],
  ranks: { readonly any: number; readonly ofKind: number; readonly related: number },
): void {
  const isSought = isOfSomebody && !isCovered && kinds.size === 0;
  for (const [place, entry] of said.entries()) {
    const isOfKind = kinds.has(entry.kind) || (isSought && entry.kind === 'character');
    add(entry, 'text', isOfKind ? ranks.ofKind + place / 1000 : ranks.any + place / 100);
    addRelated(entry, ranks.related + place / 100);
  }
}

/** Where many characters fit alike, the term that explains it comes first. */
function explainedFirst(said: readonly Entry[]): readonly Entry[] {
  if (said.filter(({ kind }) => kind === 'character').length < MANY) return said;
  const explains = ({ kind }: Entry) => kind === 'term';
  return [...said.filter(explains), ...said.filter((entry) => !explains(entry))];
}

/** Adds what has a text with the remaining words: the named thing itself, or something related to everything named. */
function addSaidOfNamed(looking: Looking): void {
  const { entries, lines, spans, kinds, isOfSomebody, related, add, addRelated } = looking;
  const rest = saidBeside(looking);
  if (rest.length === 0 || spans.length === 0) return;
  const groups = meantGroups(spans, isOfSomebody);
  const isOf = (entry: Entry) => groups.every((group) => group.some((one) => one === entry || related(entry, one)));
  // A character who is only related to the one who was named is not meant.
  const isOther = (entry: Entry) => entry.kind === 'character' && !groups.some((group) => group.includes(entry));
  const find = (isByRoot: boolean) => lines().find(rest, { withSlips: false, isByRoot }).filter(isOf);
  const direct = find(false);
  const said = direct.length === 0 && isOfSomebody ? find(true) : direct;
  // What is said of several does not say who it is.
  const others = said.filter(isOther).length;
  for (const [place, entry] of said.entries()) {
    const another = isOfSomebody && others === 1 ? RANK.saidOfNamed - 0.1 : RANK.amongMore;
    const rank = (isOther(entry) ? another : RANK.saidOfNamed) + place / 1000;
    if (kinds.size === 0 || kinds.has(entry.kind)) add(entry, 'text', rank);
    if (groups.length > 1) addRelated(entry, RANK.belongsToSaid);
    // What is said of whom was named leads to all that is theirs, and so to nothing.
    if (groups.some((group) => group.includes(entry))) continue;
    const wanted = entries.filter((other) => kinds.has(other.kind) && related(other, entry) && isOf(other));
    for (const other of wanted) add(other, 'text', RANK.saidOfNamed + place / 1000);
  }
}

/** The words beside the names; of somebody, what they do is said in everyday words too: `who made luka`. */
function saidBeside({ content, tokens, isOfSomebody }: Looking): readonly Token[] {
  const unnamed = content.flatMap(({ token, span }) => (span === undefined ? [token] : []));
  return unnamed.length === 0 && isOfSomebody ? tokens.filter(({ text }) => DEEDS.has(text)) : unnamed;
}

/** `the alien who made luka`: of whom, rather than of what. */
function meantGroups(spans: readonly Span[], isOfSomebody: boolean): readonly (readonly Entry[])[] {
  const all = groupsOf(spans);
  const ofPeople = all.filter((group) => group.every(({ kind }) => kind === 'character'));
  return isOfSomebody && ofPeople.length > 0 ? ofPeople : all;
}

/** Each of these is named, in one of its meanings; of two who were typed as one, both. */
function groupsOf(spans: readonly Span[]): readonly (readonly Entry[])[] {
  return spans.flatMap((span) => (span.pair ? span.entries.map((entry) => [entry]) : [span.entries]));
}

/** The kinds that are asked for. A kind's word that belongs to a number does not count: `ep 2 song` asks for a song. */
function kindsBeside(tokens: readonly Token[], spans: readonly Span[]): ReadonlySet<Kind> {
  const isIn = (index: number) => spans.some(({ at, length }) => length > 1 && index >= at && index < at + length);
  const beside = tokens.filter((_, index) => !isIn(index));
  const asked = new Set(beside.flatMap(({ kind }) => kind ?? []));
  // Lore about somebody is on their own card.
  if (asked.has('term') && spans.some(({ named }) => named)) asked.delete('term');
  // `luka vs mizi song`: between two, it only says that they are two.
  const others = beside.filter(({ kind }) => kind === 'match');
  if (asked.size > 1 && others.every(({ text }) => BETWEEN_TWO.has(text))) asked.delete('match');
  return asked;
}

const BETWEEN_TWO = new Set(['vs', 'versus', '대']);

/** Where something else is named too, the series and season only say where it belongs: `alien stage round 5`. */
function withoutContext(spans: readonly Span[], tokens: readonly Token[]): readonly Span[] {
  const isSeries = ({ entries }: Span) => entries.some(({ kind }) => kind === 'series');
  const isSeason = ({ at }: Span) => tokens[at]?.key === '·season';
  return [isSeries, isSeason].reduce((left, isContext) => {
    const others = left.filter((span) => !isContext(span));
    return others.length === 0 ? left : others;
  }, spans);
}

function contentOf(tokens: readonly Token[], spans: readonly Span[], all: readonly Span[]): Looking['content'] {
  const at = (index: number, some: readonly Span[]) =>
    some.find((span) => index >= span.at && index < span.at + span.length);
  const named = new Set(
    spans.flatMap((span) => tokens.slice(span.at, span.at + span.length).map(({ number }) => number)),
  );
  return tokens.flatMap((token, index) => {
    const span = at(index, spans);
    // A number that was said with its unit says no more by itself.
    if (span === undefined && token.number !== undefined && named.has(token.number)) return [];
    if (span === undefined && at(index, all) !== undefined) return [];
    const says = span !== undefined || !(token.common || token.kind !== undefined);
    return says ? [{ token, span }] : [];
  });
}
