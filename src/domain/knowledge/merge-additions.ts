import { defined } from '../../util/defined.ts';
import { type AddedEpisode, type Additions, addedEpisode, idOfVideo } from '../additions/additions.ts';
import { saysFinal } from '../additions/entry-title.ts';
import { foldText } from '../text-folding.ts';
import { newestOut } from './records/out.ts';
import type {
  CharacterRecord,
  CompetitionRecord,
  EpisodeRecord,
  KnowledgeRecords,
  MatchRecord,
} from './records/schema.ts';
import type { LocalText } from './view-types.ts';

/** Texts for additions in places where the data has names of its own, by language. */
export interface AdditionWords {
  /** The name of the source: “this server's moderators”. */
  readonly moderators: LocalText;
  /** The name of an added competition's only stage. */
  readonly rounds: LocalText;
}

/** The id of the source that everything added refers to. */
export const MODERATORS = 'moderators';
/** Points for a correct vote on a match of an added competition. */
const ADDED_POINTS = 10;

/**
 * The data's records and a server's additions together. What the data has too stays the data's and also gets the added
 * ids: an episode with the same video or that moderators said is the same, its match where the same contestants meet, a
 * character or competition with the same name. References of additions to something that no longer exists are dropped.
 */
export function mergeAdditions(data: KnowledgeRecords, additions: Additions, words: AdditionWords): KnowledgeRecords {
  const language = data.series.languages[0] ?? 'en';
  const told = { sources: [MODERATORS] };
  const inLanguage = (text: string): Record<string, string> => ({ [language]: text });

  const episodeOf = takenOver(data.episodes, additions);
  const episodeId = (added: AddedEpisode) => episodeOf.get(added.id) ?? added.id;

  const characterOf = new Map<string, string>();
  const known = namesOf(data.characters);
  for (const { id, name } of additions.contestants) characterOf.set(id, known.get(foldText(name)) ?? id);
  const competitionOf = new Map<string, string>();
  const held = namesOf(data.competitions);
  for (const { id, name } of additions.competitions) competitionOf.set(id, held.get(foldText(name)) ?? id);

  const characterId = (id: string) => characterOf.get(id) ?? idNow(data.characters, id);
  const competitionId = (id: string) => competitionOf.get(id) ?? idNow(data.competitions, id);

  const standing = additions.matches.flatMap((match) => {
    const episode = addedEpisode(additions, match.episodeId);
    if (episode === undefined) return [];
    const contestants = match.contestantIds.map(characterId);
    return { match, episode, shownIn: episodeId(episode), contestants };
  });
  type Standing = (typeof standing)[number];
  const isKnown = (id: string, added: readonly { readonly id: string }[], own: readonly { readonly id: string }[]) =>
    own.some((record) => record.id === id) || added.some((record) => record.id === id);
  const whole = standing.filter(
    ({ match, contestants }) =>
      isKnown(competitionId(match.competitionId), additions.competitions, data.competitions) &&
      contestants.every((id) => isKnown(id, additions.contestants, data.characters)) &&
      new Set(contestants).size === contestants.length,
  );

  const twins = new Map<string, string>();
  for (const { match, shownIn, contestants } of whole) {
    const twin = data.matches.find((own) => own.episode === shownIn && meetIn(own, contestants, data.matches));
    if (twin !== undefined) twins.set(match.id, twin.id);
  }
  const own = whole.filter(({ match }) => !twins.has(match.id));

  const episodes = additions.episodes
    .filter(({ id }) => !episodeOf.has(id))
    .map((added): EpisodeRecord => {
      const out = added.outAtMs === undefined ? undefined : new Date(added.outAtMs).toISOString().slice(0, 10);
      return {
        id: added.id,
        formerly: [...added.formerly],
        label: inLanguage(added.label),
        kind: own.some(({ episode }) => episode === added) ? 'match' : 'special',
        title: { value: inLanguage(added.title ?? added.label), ...told },
        spellings: [],
        ...(out === undefined ? {} : { released: { value: out, ...told } }),
        ...(added.videoId === undefined || out === undefined ? {} : { video: { value: added.videoId, ...told } }),
        songs: [],
        about: [],
        scenes: [],
      };
    });

  /** An added contestant becomes known with the first match that names them. */
  const introduced = (id: string): { introduced?: string } => {
    const its = own.filter(({ contestants }) => contestants.includes(id));
    const first = its.find(({ match }) => match.open) ?? its[0];
    return first === undefined || first.match.open ? {} : { introduced: first.shownIn };
  };
  const characters = additions.contestants
    .filter(({ id }) => characterOf.get(id) === id && own.some(({ contestants }) => contestants.includes(id)))
    .map(
      ({ id, name, emoji }): CharacterRecord => ({
        id,
        formerly: [],
        ...introduced(id),
        name: { value: inLanguage(name), ...told },
        nicknames: [],
        spellings: [],
        ...defined({ emoji }),
        about: [],
        profile: [],
        status: [],
        history: [],
        relations: [],
      }),
    );

  const competitions = additions.competitions
    .filter(({ id }) => competitionOf.get(id) === id && own.some(({ match }) => match.competitionId === id))
    .map(
      ({ id, name }): CompetitionRecord => ({
        id,
        formerly: [],
        name: { value: inLanguage(name), ...told },
        nicknames: [],
        spellings: [],
        about: [],
        stages: [{ id: 'rounds', label: { ...words.rounds }, points: ADDED_POINTS }],
      }),
    );

  const matchRecord = ({ match, episode, shownIn, contestants }: Standing, place: number): MatchRecord => {
    const competition = competitionId(match.competitionId);
    const inData = data.matches.filter((other) => other.competition === competition);
    const before = own.slice(0, place).filter((other) => competitionId(other.match.competitionId) === competition);
    const winner = match.winnerId === undefined ? undefined : characterId(match.winnerId);
    return {
      id: match.id,
      formerly: [],
      competition,
      stage: stageOf(
        episode,
        data.competitions.find(({ id }) => id === competition),
        inData,
      ),
      round: numberIn(episode.label) ?? inData.length + before.length + 1,
      label: inLanguage(episode.label),
      episode: shownIn,
      slots: contestants.map((contestant) => ({
        contestant,
        ...told,
        ...(match.open ? {} : { after: shownIn }),
      })),
      ...(winner === undefined ? {} : { result: { winner, about: [], ...told, after: shownIn } }),
      about: [],
    };
  };

  return {
    ...data,
    episodes: inOrder(
      withNames(data.episodes, episodeOf, (id) => addedEpisode(additions, id)?.formerly ?? []),
      episodes,
      additions,
      data,
    ),
    characters: [...withNames(data.characters, characterOf), ...characters],
    competitions: [...withNames(data.competitions, competitionOf), ...competitions],
    matches: [...withNames(data.matches, twins), ...own.map(matchRecord)],
    sources: [
      ...data.sources,
      { id: MODERATORS, name: { ...words.moderators }, family: MODERATORS, reliability: 'medium' },
    ],
  };
}

/** By added episode, the data's episode that it is: it has the same video, or moderators said so. */
function takenOver(episodes: readonly EpisodeRecord[], additions: Additions): ReadonlyMap<string, string> {
  const byVideo = new Map(
    episodes.flatMap(({ id, video }) => (video === undefined ? [] : [[video.value, id] as const])),
  );
  const taken = new Map<string, string>();
  for (const { id, videoId, is } of additions.episodes) {
    // One video can show two episodes: only the added episode whose id is made from the video is the data's.
    const its = videoId !== undefined && id === idOfVideo(videoId) ? byVideo.get(videoId) : undefined;
    const said = is === undefined ? undefined : episodes.find((own) => own.id === is || own.formerly.includes(is))?.id;
    const now = said ?? its;
    if (now !== undefined) taken.set(id, now);
  }
  return taken;
}

/** The data's records, with added ids as earlier ids of the same record. */
function withNames<Item extends { readonly id: string; readonly formerly: string[] }>(
  items: readonly Item[],
  taken: ReadonlyMap<string, string>,
  more: (id: string) => readonly string[] = () => [],
): Item[] {
  const names = new Map<string, string[]>();
  for (const [added, id] of taken) {
    if (added === id) continue;
    names.set(id, [...(names.get(id) ?? []), added, ...more(added)]);
  }
  return items.map((item) => {
    const its = names.get(item.id);
    return its === undefined ? item : { ...item, formerly: [...item.formerly, ...its] };
  });
}

/**
 * The viewing order. Added episodes that are out follow the data's newest one that is out, by when they came out;
 * planned ones stand at the end, by when they are planned, then by when they were added. An episode that a moderator
 * moved follows the one it was moved behind.
 */
function inOrder(
  data: readonly EpisodeRecord[],
  added: readonly EpisodeRecord[],
  additions: Additions,
  whole: KnowledgeRecords,
): EpisodeRecord[] {
  const facts = new Map(additions.episodes.map((episode) => [episode.id, episode]));
  const at = (id: string) => facts.get(id);
  const byTime = (time: (episode: AddedEpisode) => number) => (a: EpisodeRecord, b: EpisodeRecord) => {
    const [first, second] = [at(a.id), at(b.id)];
    if (first === undefined || second === undefined) return 0;
    const difference = time(first) - time(second);
    return Number.isNaN(difference) || difference === 0 ? first.addedAtMs - second.addedAtMs : difference;
  };
  const free = added.filter(({ id }) => at(id)?.follows === undefined);
  const out = free.filter(({ id }) => at(id)?.outAtMs !== undefined).sort(byTime(({ outAtMs }) => outAtMs ?? 0));
  const planned = free
    .filter(({ id }) => at(id)?.outAtMs === undefined)
    .sort(byTime(({ plannedForMs }) => plannedForMs ?? Number.POSITIVE_INFINITY));
  const newestId = newestOut(whole);
  const newest = newestId === undefined ? data.length - 1 : data.findIndex(({ id }) => id === newestId);
  const shown = new Set([...data.slice(0, newest + 1), ...added.filter(({ id }) => at(id)?.outAtMs !== undefined)]);
  const isOut = (episode: EpisodeRecord) => shown.has(episode);
  const order = [...data.slice(0, newest + 1), ...out, ...data.slice(newest + 1), ...planned];

  for (const moved of added.filter(({ id }) => at(id)?.follows !== undefined)) {
    const follows = at(moved.id)?.follows ?? '';
    const place = order.findIndex(({ id, formerly }) => id === follows || formerly.includes(follows));
    // A planned episode never stands before one that is out, even if it was moved there when that one was planned too.
    const first = at(moved.id)?.outAtMs === undefined ? order.findLastIndex(isOut) : -1;
    if (place >= 0) order.splice(Math.max(place, first) + 1, 0, moved);
    else if (follows === 'none') order.splice(first + 1, 0, moved);
    else order.push(moved);
  }
  return order;
}

function meetIn(match: MatchRecord, contestants: readonly string[], matches: readonly MatchRecord[]): boolean {
  const standing = match.slots.map((slot) => slot.contestant ?? winnerOf(slot.winnerOf, matches));
  return standing.length === contestants.length && contestants.every((id) => standing.includes(id));
}

function winnerOf(matchId: string | undefined, matches: readonly MatchRecord[]): string | undefined {
  return matches.find(({ id }) => id === matchId)?.result?.winner;
}

/** The stage that the label names; otherwise the stage of the competition's latest match. */
function stageOf(
  episode: AddedEpisode,
  competition: CompetitionRecord | undefined,
  matches: readonly MatchRecord[],
): string {
  if (competition === undefined) return 'rounds';
  const [first] = competition.stages;
  const stage = saysFinal(episode.label) ? competition.stages.at(-1)?.id : matches.at(-1)?.stage;
  return stage ?? first?.id ?? 'rounds';
}

function numberIn(label: string): number | undefined {
  const number = Number(/\d{1,3}/u.exec(label.normalize('NFKC'))?.[0]);
  return number >= 1 ? number : undefined;
}

/** The ids of the items by each of their names, folded. */
function namesOf(
  items: readonly {
    readonly id: string;
    readonly name?: { readonly value: LocalText } | undefined;
    readonly nicknames: readonly { readonly text: LocalText }[];
    readonly spellings: readonly string[];
  }[],
): ReadonlyMap<string, string> {
  return new Map(
    items.flatMap(({ id, name, nicknames, spellings }) =>
      [...Object.values(name?.value ?? {}), ...nicknames.flatMap(({ text }) => Object.values(text)), ...spellings].map(
        (text) => [foldText(text), id] as const,
      ),
    ),
  );
}

/** The present id of a record of the data, given that or an earlier id. */
function idNow(items: readonly { readonly id: string; readonly formerly: readonly string[] }[], id: string): string {
  return items.find((item) => item.id === id || item.formerly.includes(id))?.id ?? id;
}
