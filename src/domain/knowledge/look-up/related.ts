import type { Related } from '../search.ts';
import type { Hit, KnowledgeView } from '../view-types.ts';

type Thing = Pick<Hit, 'kind' | 'id'>;

/** Which things of a view belong together. Only what the view shows is joined. */
export function relatedIn(view: Pick<KnowledgeView, 'songs' | 'episodes' | 'matches' | 'characters'>): Related {
  let joined: ReadonlySet<string> | undefined;
  return (a, b) => {
    joined ??= joinedIn(view);
    return joined.has(`${keyOf(a)} ${keyOf(b)}`);
  };
}

function joinedIn(view: Pick<KnowledgeView, 'songs' | 'episodes' | 'matches' | 'characters'>): Set<string> {
  const pairs = new Set<string>();
  const join = (a: Thing, b: Thing) => {
    pairs.add(`${keyOf(a)} ${keyOf(b)}`).add(`${keyOf(b)} ${keyOf(a)}`);
  };
  const character = (id: string): Thing => ({ kind: 'character', id });
  for (const { id, singers, episodeIds } of view.songs) {
    const song: Thing = { kind: 'song', id };
    for (const singer of singers) if (singer.character) join(song, character(singer.character.id));
    for (const episode of episodeIds) join(song, { kind: 'episode', id: episode });
  }
  const singersOf = new Map(view.songs.map(({ id, singers }) => [id, singers]));
  for (const episode of view.episodes) {
    if (!episode.seen) continue;
    const own: Thing = { kind: 'episode', id: episode.id };
    for (const who of episode.featured?.value ?? []) join(own, character(who.id));
    for (const songId of episode.songIds) {
      for (const singer of singersOf.get(songId) ?? []) if (singer.character) join(own, character(singer.character.id));
    }
  }
  for (const match of view.matches) {
    const own: Thing = { kind: 'match', id: match.id };
    for (const who of match.contestants) if (who) join(own, character(who.id));
    if (match.episode === undefined) continue;
    const shown: Thing = { kind: 'episode', id: match.episode.id };
    join(own, shown);
    for (const who of match.contestants) if (who) join(shown, character(who.id));
    for (const song of view.songs) {
      if (song.episodeIds.includes(match.episode.id)) join(own, { kind: 'song', id: song.id });
    }
  }
  return pairs;
}

function keyOf({ kind, id }: Thing): string {
  return `${kind}/${id}`;
}
