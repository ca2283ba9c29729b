import { createPlaces, list, raw } from './tellings.ts';

type Mutable = Record<string, unknown>;

/**
 * The same past, another future: statements, names, songs and terms told after `place` are gone or renamed, hidden
 * results have another winner. What the schema needs stays, with nothing of the old in it.
 */
export function otherFuture(files: Readonly<Record<string, unknown>>, place: number): Record<string, unknown> {
  const copy = structuredClone(files) as Mutable;
  const episodes = list(copy.episodes);
  const places = createPlaces(episodes.map((episode) => String(episode.id)));
  const whenTold = (node: Mutable, base: number) => Math.max(base, places.of(node.after) ?? base);
  const fallback = String((raw(copy.series).languages as unknown[])[0]);
  let drawn = 0;
  const another = () => ({ [fallback]: `Otherwise ${(drawn++).toString(36)}q` });

  /** Drops from every list, and renames in every field, what is told later. */
  const thin = (record: Mutable, base: number) => {
    for (const [key, value] of Object.entries(record)) {
      if (Array.isArray(value)) {
        if (!value.some((item) => Array.isArray(raw(item).sources)) || key === 'slots') continue;
        const left = value.filter((item) => whenTold(raw(item) as Mutable, base) <= place);
        const needsOne = key === 'about' && left.length === 0 && value[0];
        record[key] = needsOne ? [{ ...raw(needsOne), text: another() }] : left;
      } else if (Array.isArray(raw(value).sources) && whenTold(value as Mutable, base) > place) {
        if (key === 'name' || key === 'title') record[key] = { ...raw(value), value: another() };
        else if (key !== 'result') delete record[key];
      }
    }
  };

  const series = copy.series as Mutable;
  thin(series, -1);

  const standing = new Set(
    list(raw(copy.matches).matches).flatMap((match) => list(match.slots).map((slot) => slot.contestant)),
  );
  const characters = list(copy.characters) as Mutable[];
  const gone = new Set(
    characters.filter((own) => (places.of(own.introduced) ?? -1) > place && !standing.has(own.id)).map((own) => own.id),
  );
  copy.characters = characters.filter((own) => !gone.has(own.id));
  for (const character of copy.characters as Mutable[]) {
    const base = places.of(character.introduced) ?? -1;
    thin(character, base);
    if (base > place) Object.assign(character, { spellings: [], neutralName: another() });
    character.relations = list(character.relations).filter((relation) => !gone.has(relation.with));
  }

  copy.terms = list(copy.terms).filter((term) => (places.of(term.introduced) ?? -1) <= place);
  for (const term of copy.terms as Mutable[]) thin(term, places.of(term.introduced) ?? -1);

  const hiddenSongs = new Set(
    list(copy.songs)
      .filter((song) => places.ofSong(song, episodes) > place)
      .map(({ id }) => id),
  );
  copy.songs = list(copy.songs).filter(({ id }) => !hiddenSongs.has(id));
  for (const song of copy.songs as Mutable[]) {
    thin(song, places.ofSong(song, episodes));
    if (hiddenSongs.has(song.versionOf)) delete song.versionOf;
  }

  for (const [index, episode] of (copy.episodes as Mutable[]).entries()) {
    thin(episode, index);
    if (index > place) episode.spellings = [];
    if (Array.isArray(episode.songs)) episode.songs = episode.songs.filter((id) => !hiddenSongs.has(id));
  }

  const winners = new Map<unknown, unknown>();
  const losers = new Map<unknown, unknown>();
  for (const match of list(raw(copy.matches).matches) as Mutable[]) {
    const base = places.of(match.introduced) ?? -1;
    const result = raw(match.result) as Mutable;
    const told = Math.max(base, places.of(result.after) ?? places.of(match.episode) ?? -1);
    if (place < told) delete match.about;
    const [first, second] = list(match.slots).map(
      (slot) => slot.contestant ?? winners.get(slot.winnerOf) ?? losers.get(slot.loserOf),
    );
    if (match.result !== undefined && told > place) {
      result.winner = result.winner === first ? second : first;
      delete result.score;
      delete result.about;
    } else if (match.result !== undefined) thin(result, told);
    winners.set(match.id, result.winner);
    losers.set(match.id, result.winner === first ? second : first);
  }
  return copy;
}
