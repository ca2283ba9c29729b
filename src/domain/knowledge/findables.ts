import { defined } from '../../util/defined.ts';
import type { Cut } from './cut/cut.ts';
import { cutSeries } from './cut/cut-records.ts';
import type { PairNames } from './look-up/name-index.ts';
import type { Findable } from './name-matching.ts';
import type { EpisodeRecord, TermRecord } from './records/schema.ts';
import type { CharacterView, KnowledgeView, LocalText, MatchView, SongView, Statement } from './view-types.ts';

/** What can be found at one horizon, with every spelling that is no spoiler there. */
export function findablesOf(
  cut: Cut,
  { matches, songs, characters }: Pick<KnowledgeView, 'matches' | 'songs' | 'characters'>,
): Findable[] {
  return [
    series(cut),
    ...characters.map((character) => person(cut, character, songs, characters)),
    ...cut.records.episodes.map((episode) => episodeOf(cut, episode, songs)),
    ...matches.map((match) => fight(cut, match)),
    ...songs.map((song) => sung(cut, song)),
    ...cut.records.terms.flatMap((term) => spokenOf(cut, term)),
  ];
}

function series(cut: Cut): Findable {
  const { series: record } = cut.records;
  const shown = cutSeries(cut);
  return {
    kind: 'series',
    id: record.id,
    name: shown.name,
    names: [...texts(record.name.value), ...spoken(cut.nicknames(record.nicknames, undefined)), ...record.spellings],
    aka: [
      ...shown.credits.flatMap(({ name, role }) => [...texts(name), ...texts(role)]),
      ...shown.links.flatMap(({ label }) => texts(label)),
      ...shown.works.flatMap(({ name }) => texts(name)),
      record.feed.handle,
    ],
    lines: [
      ...spoken(shown.about),
      ...spoken(shown.news),
      ...shown.works.flatMap(({ about }) => spoken(about)),
      ...shown.links.flatMap(({ label, url }) =>
        texts(label).map((text) => `${text} ${url.replace(/^https:\/\//, '')}`),
      ),
    ],
  };
}

function person(
  cut: Cut,
  character: CharacterView,
  songs: readonly SongView[],
  all: readonly CharacterView[],
): Findable {
  const record = cut.records.characters.find(({ id }) => id === character.id);
  const voices = songs.flatMap(({ singers }) =>
    singers.filter((one) => one.character?.id === character.id).flatMap(({ name }) => texts(name ?? {})),
  );
  return {
    kind: 'character',
    id: character.id,
    name: character.name,
    names: [
      ...texts(character.name),
      ...spoken(character.nicknames),
      // Names of all languages are searched, although only the series' own are shown. While a name is hidden, so are
      // its spellings.
      ...(character.nameless ? [] : [...texts(record?.name?.value ?? {}), ...(record?.spellings ?? [])]),
    ],
    aka: [...voices, ...character.profile.flatMap(({ value }) => (isProperName(value) ? texts(value) : []))],
    ...(record?.emoji === undefined ? {} : { emoji: record.emoji }),
    lines: [
      ...spoken(character.about),
      ...spoken(character.history),
      ...spoken(character.relations),
      // What is said on another's card about the two.
      ...all.flatMap(({ relations }) => spoken(relations.filter((one) => one.with.id === character.id))),
      ...(character.status === undefined ? [] : spoken([character.status])),
      ...character.profile.flatMap(({ label, value }) =>
        Object.entries(value).map(([language, text]) => `${label[language] ?? ''} ${text}`),
      ),
    ],
  };
}

/**
 * Whether a value looks like a proper name (a singer or voice actor): the same in every language, words with capitals,
 * no digits.
 */
function isProperName(value: LocalText): boolean {
  const [one = '', ...others] = new Set(texts(value));
  return others.length === 0 && /^\p{Lu}[\p{L}!’'-]+(?: \p{Lu}[\p{L}!’'-]*){0,3}$/u.test(one);
}

function episodeOf(cut: Cut, episode: EpisodeRecord, songs: readonly SongView[]): Findable {
  const { languages } = cut.records.series;
  const told = cut.sees(episode.id);
  const title = told ? cut.fact(episode.title, episode.id)?.value : undefined;
  const own = told ? songs.filter(({ id }) => episode.songs.includes(id)) : [];
  return {
    kind: 'episode',
    id: episode.id,
    name: title === undefined ? episode.label : titled(languages, episode.label, title),
    names: [...texts(episode.label), ...texts(title ?? {}), ...(told ? episode.spellings : [])],
    aka: own.flatMap((song) => texts(song.title)),
    lines: told
      ? [...spoken(cut.statements(episode.about, episode.id)), ...episode.scenes, episode.scenes.join(' ')]
      : [],
  };
}

function fight(cut: Cut, match: MatchView): Findable {
  return {
    kind: 'match',
    id: match.id,
    name: matchName(cut.records.series.languages, match),
    names: [...texts(match.label), ...match.contestants.flatMap((who) => texts(who?.name ?? {}))],
    called: texts(match.label),
    aka: texts(match.stage.label),
    lines: spoken([...match.about, ...(match.result?.about ?? [])]),
  };
}

function sung(cut: Cut, song: SongView): Findable {
  const record = cut.records.songs.find(({ id }) => id === song.id);
  const singers = song.singers.flatMap(({ character }) => texts(character?.name ?? {}));
  const base = cut.records.songs.find(({ id }) => id === record?.versionOf);
  return {
    kind: 'song',
    id: song.id,
    name: song.title,
    names: [
      ...texts(song.title),
      ...spoken(song.nicknames),
      ...texts(record?.title.value ?? {}),
      ...(record?.spellings ?? []),
      ...(base?.spellings ?? []).map((name) => `${name} ${singers.join(' ')} version`),
    ],
    aka: [],
    ...defined({ released: song.released?.value }),
    lines: [...spoken(song.about), ...(record?.kind === 'character' ? ['character song'] : [])],
  };
}

function spokenOf(cut: Cut, term: TermRecord): Findable[] {
  const base = cut.reveals.named(term);
  if (!cut.sees(base)) return [];
  return [
    {
      kind: 'term',
      id: term.id,
      name: cut.shown(term.name.value),
      names: [...texts(term.name.value), ...spoken(cut.nicknames(term.nicknames, base)), ...term.spellings],
      aka: [],
      lines: spoken(cut.statements(term.about, base)),
    },
  ];
}

/** The names of pairs of characters that may be known at this horizon; searching for one finds both characters. */
export function pairNamesOf(cut: Cut): PairNames[] {
  return cut.records.series.pairs.flatMap(({ characters, name, spellings }) =>
    cut.sees(name.after) && characters.every((id) => cut.characterRef(id)?.nameless === false)
      ? { names: [...texts(name.value), ...spellings], ids: characters }
      : [],
  );
}

/** “Round 6 · Till – Ivan” when all contestants are known, otherwise “Round 6”. */
function matchName(languages: readonly string[], match: MatchView): LocalText {
  const everybody = match.contestants.flatMap((who) => who ?? []);
  if (everybody.length < match.contestants.length) return match.label;
  return inEach(languages, (language) => {
    const names = everybody.map((who) => pick(languages, who.name, language));
    return `${pick(languages, match.label, language)} · ${names.join(' – ')}`;
  });
}

/** “Special after Round 5 · MIZISUA”, or the label alone where the title is the same. */
function titled(languages: readonly string[], label: LocalText, title: LocalText): LocalText {
  return inEach(languages, (language) => {
    const [place, name] = [pick(languages, label, language), pick(languages, title, language)];
    return place.toLowerCase() === name.toLowerCase() ? place : `${place} · ${name}`;
  });
}

function inEach(languages: readonly string[], write: (language: string) => string): LocalText {
  return Object.fromEntries(languages.map((language) => [language, write(language)]));
}

function pick(languages: readonly string[], text: LocalText, language: string): string {
  return text[language] ?? text[languages[0] ?? ''] ?? '';
}

function texts(text: LocalText): string[] {
  return Object.values(text);
}

function spoken(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => texts(statement.text));
}
