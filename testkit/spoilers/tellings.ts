/** One string of the data files, and the index of the episode that first tells it; -1 = no episode needed. */
export interface Telling {
  readonly place: number;
  readonly kind: 'name' | 'sentence' | 'code' | 'score' | 'id';
  readonly text: string;
}

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads the raw files a second time, independent of the code under test, and says when each string is told. A thing is
 * told no earlier than its subject is introduced; what names no episode of its own is told with its subject.
 */
export function readTellings(files: Readonly<Record<string, unknown>>): { episodeIds: string[]; tellings: Telling[] } {
  const episodes = list(files.episodes);
  const episodeIds = episodes.map((episode) => text(episode.id));
  const places = createPlaces(episodeIds);
  const teller = createTeller(places, raw(raw(files.series).profileLabels));

  tellSeries(raw(files.series), teller);
  for (const character of list(files.characters)) {
    const base = places.of(character.introduced) ?? -1;
    teller.findable(character, base);
    teller.read(character.name, base, 'name');
    teller.tell(base, 'name', character.neutralName);
    for (const key of ['profile', 'status', 'history', 'relations']) teller.read(character[key], base);
  }
  for (const [index, episode] of episodes.entries()) {
    teller.tell(-1, 'id', episode.id);
    teller.tell(-1, 'name', episode.label);
    teller.read(episode.title, index, 'name');
    for (const key of ['released', 'video', 'length']) teller.read(episode[key], index, 'code');
    teller.read(episode.about, index);
  }
  for (const song of list(files.songs)) {
    const base = places.ofSong(song, episodes);
    teller.findable(song, base);
    teller.read(song.title, base, 'name');
    teller.read(song.singers, base);
    for (const key of ['released', 'video', 'length']) teller.read(song[key], base, 'code');
  }
  for (const term of list(files.terms)) {
    const base = Math.max(places.of(term.introduced) ?? -1, places.of(raw(term.name).after) ?? -1);
    teller.findable(term, base);
    teller.read(term.name, base, 'name');
  }
  tellBracket(raw(files.matches), places, teller);
  for (const source of list(files.sources)) {
    const place = teller.citedAt(source.id);
    teller.tell(place, 'sentence', source.name);
    teller.tell(place, 'code', source.url);
  }
  // A duration or a year says nothing by itself, and occurs anywhere.
  const isTelling = ({ kind, text }: Telling) => kind !== 'code' || text.length > 8;
  return { episodeIds, tellings: teller.tellings.filter(isTelling) };
}

type Teller = ReturnType<typeof createTeller>;

/** Collects what is told, and when each source is first cited. */
function createTeller(places: Places, profileLabels: Raw) {
  const tellings: Telling[] = [];
  const cited = new Map<string, number>();

  function tell(place: number, kind: Telling['kind'], value: unknown): void {
    if (typeof value === 'string') tellings.push({ place, kind, text: value });
    else for (const inner of Object.values(raw(value))) tell(place, kind, inner);
  }
  function cite(sources: readonly unknown[], place: number): void {
    for (const source of sources) cited.set(text(source), Math.min(citedAt(source), place));
  }
  function citedAt(source: unknown): number {
    return cited.get(text(source)) ?? Number.POSITIVE_INFINITY;
  }
  /** Reads everything that has sources. `base` is the index of the episode in which the subject is introduced. */
  function read(value: unknown, base: number, kind: Telling['kind'] = 'sentence'): void {
    if (Array.isArray(value)) for (const item of value) read(item, base, kind);
    const node = raw(value);
    if (!Array.isArray(node.sources)) return;
    const place = Math.max(base, places.of(node.after) ?? base);
    cite(node.sources, place);
    tell(place, kind, node.text);
    tell(place, kind, node.value);
    tell(place, 'name', node.name);
    tell(place, 'sentence', node.role);
    if (typeof node.url === 'string') tell(place, 'code', node.url);
    tell(place, 'sentence', typeof node.label === 'string' ? profileLabels[node.label] : node.label);
  }
  function findable(record: Raw, base: number): void {
    tell(base, 'id', record.id);
    read(record.nicknames, base, 'name');
    read(record.about, base);
  }
  return { tellings, tell, read, findable, citedAt };
}

function tellSeries(series: Raw, { tell, read }: Teller): void {
  tell(-1, 'id', series.id);
  read(series.name, -1, 'name');
  for (const key of ['about', 'credits', 'links', 'news']) read(series[key], -1);
  read(series.nicknames, -1, 'name');
  for (const pair of list(series.pairs)) read(pair.name, -1, 'name');
  for (const work of list(series.works)) {
    read(work.name, -1, 'name');
    read(work.year, -1, 'code');
    read(work.about, -1);
  }
}

function tellBracket(bracket: Raw, places: Places, { tellings, tell, read, findable }: Teller): void {
  for (const competition of list(bracket.competitions)) {
    const base = places.of(competition.introduced) ?? -1;
    findable(competition, base);
    read(competition.name, base, 'name');
    for (const stage of list(competition.stages)) {
      tell(base, 'id', stage.id);
      tell(base, 'sentence', stage.label);
    }
  }
  for (const match of list(bracket.matches)) {
    const base = places.of(match.introduced) ?? -1;
    const result = raw(match.result);
    const told = Math.max(base, places.of(result.after) ?? places.of(match.episode) ?? -1);
    tell(base, 'id', match.id);
    tell(base, 'name', match.label);
    read(match.slots, base);
    read(match.about, Math.max(base, places.of(match.episode) ?? places.of(result.after) ?? -1));
    read(match.result, told);
    read(result.about, told);
    const points = Object.values(raw(raw(result.score).value)).map(String);
    const scored = Math.max(told, places.of(raw(result.score).after) ?? told);
    if (points.length === 2) tellings.push({ place: scored, kind: 'score', text: points.join(' ') });
  }
}

export interface Places {
  /** The index of the episode with this id; undefined where none is named. */
  of(after: unknown): number | undefined;
  ofSong(song: Raw, episodes: readonly Raw[]): number;
}

export function createPlaces(episodeIds: readonly string[]): Places {
  const of = (after: unknown) => (typeof after === 'string' ? episodeIds.indexOf(after) : undefined);
  return {
    of,
    ofSong(song, episodes) {
      const sung = episodes.findIndex((episode) => Array.isArray(episode.songs) && episode.songs.includes(song.id));
      return Math.max(of(song.introduced) ?? sung, of(raw(song.title).after) ?? -1);
    },
  };
}

export function list(value: unknown): Raw[] {
  return Array.isArray(value) ? value.map(raw) : [];
}

export function raw(value: unknown): Raw {
  return typeof value === 'object' && value !== null ? (value as Raw) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
