import type { Hit, KnowledgeView } from '../view-types.ts';
import type { Related } from './ranking.ts';

type Thing = Pick<Hit, 'kind' | 'id'>;
type Shown = Pick<KnowledgeView, 'songs' | 'episodes' | 'matches' | 'characters'>;
type Joint = readonly [Thing, Thing];

/** Tells which things of a view are related; uses only what the view shows. */
export function relatedIn(view: Shown): Related {
  let joined: ReadonlySet<string> | undefined;
  return (a, b) => {
    joined ??= new Set(
      [...ofSongs(view), ...ofEpisodes(view), ...ofMatches(view), ...ofCharacters(view)].flatMap(([one, other]) => [
        keyOf(one, other),
        keyOf(other, one),
      ]),
    );
    return joined.has(keyOf(a, b));
  };
}

function ofSongs({ songs }: Shown): Joint[] {
  return songs.flatMap(({ id, singers, episodeIds }) => [
    ...singers.flatMap(({ character }) => (character ? [[song(id), person(character.id)] as const] : [])),
    ...episodeIds.map((episodeId) => [song(id), episode(episodeId)] as const),
  ]);
}

/** Characters who appear or sing in an episode. */
function ofEpisodes({ episodes, songs }: Shown): Joint[] {
  return episodes.flatMap((own) => {
    if (!own.seen) return [];
    const sung = songs.filter(({ id }) => own.songIds.includes(id));
    const who = [
      ...(own.featured?.value ?? []),
      ...sung.flatMap(({ singers }) => singers.flatMap(({ character }) => character ?? [])),
    ];
    return who.map(({ id }) => [episode(own.id), person(id)] as const);
  });
}

function ofMatches({ matches, songs }: Shown): Joint[] {
  return matches.flatMap((own): Joint[] => {
    const match: Thing = { kind: 'match', id: own.id };
    const who = own.contestants.flatMap((one) => one ?? []);
    const stands = who.map(({ id }) => [match, person(id)] as const);
    if (own.episode === undefined) return stands;
    const shown = episode(own.episode.id);
    const sung = songs.filter(({ episodeIds }) => episodeIds.includes(shown.id));
    return [
      ...stands,
      [match, shown],
      ...who.map(({ id }) => [shown, person(id)] as const),
      ...sung.map(({ id }) => [match, song(id)] as const),
    ];
  });
}

function ofCharacters({ characters }: Shown): Joint[] {
  return characters.flatMap(({ id, relations }) => relations.map((one) => [person(id), person(one.with.id)] as const));
}

const person = (id: string): Thing => ({ kind: 'character', id });
const episode = (id: string): Thing => ({ kind: 'episode', id });
const song = (id: string): Thing => ({ kind: 'song', id });

function keyOf(a: Thing, b: Thing): string {
  return `${a.kind}/${a.id} ${b.kind}/${b.id}`;
}
