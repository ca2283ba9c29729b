import type { CharacterRecord, EpisodeRecord, PictureRecord } from '../records/schema.ts';
import type {
  CharacterView,
  EpisodeView,
  Fact,
  MatchView,
  PairView,
  SeenEpisode,
  SeriesView,
  SongView,
  TermView,
} from '../view-types.ts';
import type { Cut } from './cut.ts';

export function cutSeries(cut: Cut): SeriesView {
  const { series } = cut.records;
  return {
    id: series.id,
    name: cut.shown(series.name.value),
    otherNames: cut.nicknames(series.nicknames, undefined).map((nickname) => nickname.text),
    about: cut.statements(series.about, undefined),
    credits: cut.told(series.credits, undefined).map((credit) => ({
      role: cut.shown(credit.role),
      name: cut.shown(credit.name),
      ...cut.known(credit, undefined),
    })),
    links: cut
      .told(series.links, undefined)
      .map((link) => ({ label: cut.shown(link.label), url: link.url, ...cut.known(link, undefined) })),
    works: series.works
      .filter((work) => cut.sees(work.name.after))
      .map((work) => ({
        name: cut.shown(work.name.value),
        known: cut.known(work.name, undefined),
        ...present('year', cut.fact(work.year, work.name.after)),
        about: cut.statements(work.about, work.name.after),
      })),
    news: cut
      .told(series.news, undefined)
      .map((item) => ({ text: item.text, ...present('date', item.date), ...cut.known(item, undefined) })),
    pairs: cutPairs(cut),
  };
}

function cutPairs(cut: Cut): PairView[] {
  return cut.records.series.pairs.flatMap(({ characters: [a, b], name }) => {
    const [one, other] = [cut.characterRef(a), cut.characterRef(b)];
    if (one === undefined || other === undefined || !cut.sees(name.after)) return [];
    return { name: cut.shown(name.value), characters: [one, other] as const, ...cut.known(name, undefined) };
  });
}

export function cutCharacters(cut: Cut, matches: readonly MatchView[], songs: readonly SongView[]): CharacterView[] {
  const pairs = cutPairs(cut);
  return cut.records.characters.flatMap((character) => {
    const ref = cut.characterRef(character.id);
    if (ref === undefined) return [];
    const base = character.introduced;
    const labels = cut.records.series.profileLabels;
    return {
      ...ref,
      ...cut.known(ref.nameless ? { sources: [] } : (character.name ?? { sources: [] }), base),
      nicknames: cut.nicknames(character.nicknames, base),
      about: cut.statements(character.about, base),
      profile: cut.told(character.profile, base).map((line) => ({
        labelId: line.label,
        label: cut.shown(labels[line.label] ?? {}),
        value: line.value,
        ...cut.known(line, base),
      })),
      ...present('picture', cutPicture(cut, character.picture, base)),
      ...present('status', cutStatus(cut, character)),
      history: cut.statements(character.history, base),
      relations: cut.told(character.relations, base).flatMap((relation) => {
        const other = cut.characterRef(relation.with);
        const pair = pairs.find(({ characters }) => isPair(characters, ref.id, relation.with));
        return other === undefined
          ? []
          : { with: other, text: relation.text, ...present('pair', pair?.name), ...cut.known(relation, base) };
      }),
      matchIds: matches.filter((match) => match.contestants.some((c) => c?.id === ref.id)).map((match) => match.id),
      songIds: songs.filter((song) => song.singers.some((s) => s.character?.id === ref.id)).map((song) => song.id),
    };
  });
}

export function isPair(characters: readonly { readonly id: string }[], a: string, b: string): boolean {
  return a !== b && characters.every(({ id }) => id === a || id === b);
}

/** The latest status told at this horizon; of several told at the same moment, the one written last. */
function cutStatus(cut: Cut, character: CharacterRecord): CharacterView['status'] {
  const { order } = cut.reveals;
  const told = cut.told(character.status, character.introduced);
  const [first, ...rest] = told;
  if (first === undefined) return undefined;
  const latest = rest.reduce((best, next) => (order.later(next.after, best.after) === next.after ? next : best), first);
  return { state: latest.state, text: latest.text, ...cut.known(latest, character.introduced) };
}

export function cutEpisodes(cut: Cut, matches: readonly MatchView[], songs: readonly SongView[]): EpisodeView[] {
  return cut.records.episodes.map((episode) => {
    const { id, label } = episode;
    return cut.sees(id) ? cutSeenEpisode(cut, episode, matches, songs) : { id, label, seen: false };
  });
}

function cutSeenEpisode(
  cut: Cut,
  episode: EpisodeRecord,
  matches: readonly MatchView[],
  songs: readonly SongView[],
): SeenEpisode {
  const { id, label, kind } = episode;
  return {
    id,
    label,
    seen: true,
    kind,
    title: cutTitle(cut, episode),
    ...present('released', cut.fact(episode.released, id)),
    ...present('video', cut.fact(episode.video, id)),
    ...present('picture', cutPicture(cut, episode.picture, id)),
    ...present('length', cut.fact(episode.length, id)),
    songIds: episode.songs.filter((songId) => songs.some((song) => song.id === songId)),
    ...present('featured', cutFeatured(cut, episode)),
    about: cut.statements(episode.about, id),
    ...present('matchId', matches.find((match) => match.episode?.id === id)?.id),
  };
}

/** The title; the label stands for a title that is told only after the episode itself. */
function cutTitle(cut: Cut, { id, label, title }: EpisodeRecord): SeenEpisode['title'] {
  const told = cut.fact(title, id);
  return told === undefined ? { value: cut.shown(label), sources: [] } : { ...told, value: cut.shown(told.value) };
}

function cutFeatured(cut: Cut, { id, featured }: EpisodeRecord): SeenEpisode['featured'] {
  const told = cut.fact(featured, id);
  const who = told?.value.flatMap((one) => cut.characterRef(one) ?? []) ?? [];
  return told === undefined || who.length === 0 ? undefined : { ...told, value: who };
}

export function cutSongs(cut: Cut): SongView[] {
  const visible = cut.records.songs.filter((song) => cut.sees(cut.reveals.song(song)));
  const ids = new Set(visible.map((song) => song.id));
  return visible.map((song) => {
    const base = cut.reveals.song(song);
    return {
      id: song.id,
      title: cut.shown(song.title.value),
      kind: song.kind,
      ...present('versionOf', song.versionOf !== undefined && ids.has(song.versionOf) ? song.versionOf : undefined),
      nicknames: cut.nicknames(song.nicknames, base),
      singers: cut.told(song.singers, base).map((singer) => ({
        ...present('character', singer.character === undefined ? undefined : cut.characterRef(singer.character)),
        ...present('name', singer.name && cut.shown(singer.name)),
        ...cut.known(singer, base),
      })),
      episodeIds: cut.records.episodes
        .filter((episode) => cut.sees(episode.id) && episode.songs.includes(song.id))
        .map((episode) => episode.id),
      ...present('released', cut.fact(song.released, base)),
      ...present('video', cut.fact(song.video, base)),
      ...present('picture', cutPicture(cut, song.picture, base)),
      ...present('length', cut.fact(song.length, base)),
      about: cut.statements(song.about, base),
      ...cut.known(song.title, base),
    };
  });
}

export function cutTerms(cut: Cut): TermView[] {
  return cut.records.terms.flatMap((term) => {
    const base = cut.reveals.named(term);
    if (!cut.sees(base)) return [];
    return {
      id: term.id,
      name: cut.shown(term.name.value),
      nicknames: cut.nicknames(term.nicknames, base),
      about: cut.statements(term.about, base),
      ...cut.known(term.name, base),
    };
  });
}

function cutPicture(cut: Cut, picture: PictureRecord | undefined, base: string | undefined): Fact<string> | undefined {
  return cut.fact(picture && { ...picture, value: picture.url }, base);
}

/** `{ key: value }`, or `{}` for undefined, so that an unknown value leaves no key. */
export function present<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
