import { createPlaces, list, type Places, raw } from './tellings.ts';

type Mutable = Record<string, unknown>;

/**
 * The same past with another future: statements, names, songs and terms told after `place` are removed or renamed,
 * hidden results have another winner. What the schema requires stays, with nothing of the original in it.
 */
export function otherFuture(files: Readonly<Record<string, unknown>>, place: number): Record<string, unknown> {
  const copy = structuredClone(files) as Mutable;
  const episodes = list(copy.episodes);
  const places = createPlaces(episodes.map((episode) => String(episode.id)));
  const thin = createThinning(places, place, String((raw(copy.series).languages as unknown[])[0]));

  const series = copy.series as Mutable;
  thin.record(series, -1);

  const standing = new Set(
    list(raw(copy.matches).matches).flatMap((match) => list(match.slots).map((slot) => slot.contestant)),
  );
  const characters = list(copy.characters) as Mutable[];
  const gone = new Set(
    characters.filter((own) => (places.of(own.introduced) ?? -1) > place && !standing.has(own.id)).map((own) => own.id),
  );
  copy.characters = characters.filter((own) => !gone.has(own.id));
  series.pairs = list(series.pairs).filter(
    ({ name, characters: both }) =>
      (places.of(raw(name).after) ?? -1) <= place && !(both as unknown[]).some((id) => gone.has(id)),
  );
  for (const character of copy.characters as Mutable[]) {
    const base = places.of(character.introduced) ?? -1;
    thin.record(character, base);
    if (base > place) Object.assign(character, { spellings: [], neutralName: thin.another() });
    character.relations = list(character.relations).filter((relation) => !gone.has(relation.with));
  }

  copy.terms = list(copy.terms).filter((term) => (places.of(term.introduced) ?? -1) <= place);
  for (const term of copy.terms as Mutable[]) thin.record(term, places.of(term.introduced) ?? -1);

  const hiddenSongs = new Set(
    list(copy.songs)
      .filter((song) => places.ofSong(song, episodes) > place)
      .map(({ id }) => id),
  );
  copy.songs = list(copy.songs).filter(({ id }) => !hiddenSongs.has(id));
  for (const song of copy.songs as Mutable[]) {
    thin.record(song, places.ofSong(song, episodes));
    if (hiddenSongs.has(song.versionOf)) delete song.versionOf;
  }

  for (const [index, episode] of (copy.episodes as Mutable[]).entries()) {
    thin.record(episode, index);
    if (index > place) Object.assign(episode, { spellings: [], scenes: [] });
    if (Array.isArray(episode.songs)) episode.songs = episode.songs.filter((id) => !hiddenSongs.has(id));
  }

  turnResults(list(raw(copy.matches).matches) as Mutable[], places, place, thin);
  return copy;
}

type Thinning = ReturnType<typeof createThinning>;

/** Removes from every list, and renames in every field, what is told after `place`. */
function createThinning(places: Places, place: number, fallback: string) {
  let drawn = 0;
  const another = () => ({ [fallback]: `Otherwise ${(drawn++).toString(36)}q` });
  const isLater = (node: Mutable, base: number) => Math.max(base, places.of(node.after) ?? base) > place;
  const hasSources = (value: unknown) => Array.isArray(raw(value).sources);

  function thinnedList(key: string, items: readonly unknown[], base: number): readonly unknown[] {
    const left = items.filter((item) => !isLater(raw(item) as Mutable, base));
    const needsOne = key === 'about' && left.length === 0 && items[0];
    return needsOne ? [{ ...raw(needsOne), text: another() }] : left;
  }
  function field(of: Mutable, key: string, base: number): void {
    const value = of[key];
    if (!hasSources(value) || !isLater(value as Mutable, base)) return;
    if (key === 'name' || key === 'title') of[key] = { ...raw(value), value: another() };
    else if (key !== 'result') delete of[key];
  }
  function record(of: Mutable, base: number): void {
    for (const [key, value] of Object.entries(of)) {
      if (!Array.isArray(value)) field(of, key, base);
      else if (key !== 'slots' && value.some(hasSources)) of[key] = thinnedList(key, value, base);
    }
  }
  return { another, record };
}

/**
 * Gives another winner to each match whose result is told after `place`, and other contestants to the matches that
 * follow from it.
 */
function turnResults(matches: readonly Mutable[], places: Places, place: number, thin: Thinning): void {
  const winners = new Map<unknown, unknown>();
  const losers = new Map<unknown, unknown>();
  for (const match of matches) {
    const result = raw(match.result) as Mutable;
    const told = toldAt(match, places);
    const pair = list(match.slots).map(
      (slot) => slot.contestant ?? winners.get(slot.winnerOf) ?? losers.get(slot.loserOf),
    );
    if (told > place) {
      delete match.about;
      delete result.score;
      delete result.about;
      if (match.result !== undefined) result.winner = otherThan(result.winner, pair);
    } else thin.record(result, told);
    winners.set(match.id, result.winner);
    losers.set(match.id, otherThan(result.winner, pair));
  }
}

function toldAt(match: Mutable, places: Places): number {
  const shown = places.of(raw(match.result).after) ?? places.of(match.episode) ?? -1;
  return Math.max(places.of(match.introduced) ?? -1, shown);
}

function otherThan(one: unknown, [first, second]: readonly unknown[]): unknown {
  return one === first ? second : first;
}
