/** An episode's id, as written in episodes.json. */
export type EpisodeId = string;

/** How far someone has watched: up to and including an episode, nothing (`none`) or everything that is out (`all`). */
export type Horizon = 'none' | 'all' | EpisodeId;

/**
 * Writes a horizon at an added episode together with `orElse`, the last episode of the data before it (or `none`). It
 * counts as `orElse` wherever the added episode is not known: in another server, or after its removal. The separator
 * occurs in no id.
 */
export function keptHorizon(added: EpisodeId, orElse: Horizon): Horizon {
  return `${added}${OR_ELSE}${orElse}`;
}
const OR_ELSE = '@';

/** The order of episodes, used to compare horizons. */
export interface ViewingOrder {
  /** -1 for `none`, the episode's index, Infinity for `all`, undefined for what is not a horizon here. */
  place(horizon: string): number | undefined;
  /** The part of a saved horizon that is known here (see `keptHorizon`); undefined when none is. */
  meant(kept: string): Horizon | undefined;
  /** Whether an episode is out, as far as is known. */
  isOut(episodeId: EpisodeId): boolean;
  /** Whether someone at `horizon` has seen what `after` reveals. An unknown horizon has seen nothing. */
  reaches(horizon: Horizon, after: string | undefined): boolean;
  /** The later of two reveals; undefined = no spoiler. */
  later(a: string | undefined, b: string | undefined): string | undefined;
  lower(a: Horizon, b: Horizon): Horizon;
  compare(a: Horizon, b: Horizon): number;
}

/**
 * @param newestOut the newest episode that is out: `all` sees nothing after it. Absent = all are out.
 * @param aliases former and other ids of episodes, which get the same place
 */
export function createViewingOrder(
  episodeIds: readonly EpisodeId[],
  newestOut?: EpisodeId,
  aliases: ReadonlyMap<string, EpisodeId> = new Map(),
): ViewingOrder {
  const places = new Map<string, number>(episodeIds.map((id, index) => [id, index]));
  for (const [alias, id] of aliases) {
    const place = places.get(id);
    if (place !== undefined) places.set(alias, place);
  }
  places.set('none', -1);
  places.set('all', Number.POSITIVE_INFINITY);

  const meant = (horizon: string) => horizon.split(OR_ELSE).find((name) => places.has(name));
  const place = (horizon: string) => places.get(horizon) ?? places.get(meant(horizon) ?? '');
  // An unknown reveal is never reached, and an unknown horizon reaches nothing.
  const reveal = (after: string | undefined) => (after === undefined ? -1 : (place(after) ?? Number.POSITIVE_INFINITY));
  const seen = (horizon: Horizon) => place(horizon) ?? -1;
  const outUpTo = newestOut === undefined ? Number.POSITIVE_INFINITY : (place(newestOut) ?? -1);
  const compare = (a: Horizon, b: Horizon) => Math.sign(diff(seen(a), seen(b)));

  return {
    place,
    meant,
    isOut: (episodeId) => outUpTo >= (place(episodeId) ?? Number.POSITIVE_INFINITY),
    reaches: (horizon, after) => (horizon === 'all' ? outUpTo : seen(horizon)) >= reveal(after),
    later: (a, b) => (reveal(b) > reveal(a) ? b : a),
    lower: (a, b) => (compare(a, b) <= 0 ? a : b),
    compare,
  };
}

function diff(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

interface Whole {
  newestOut(): { readonly id: EpisodeId } | undefined;
  isHorizon(text: string): boolean;
  compareHorizons(a: Horizon, b: Horizon): number;
}

/**
 * The furthest of these horizons, as an episode or `none`. `all` counts as the newest episode that is out; unknown
 * horizons are ignored.
 */
export function furthestOf(knowledge: Whole, horizons: readonly (Horizon | undefined)[]): Horizon {
  const everything = () => knowledge.newestOut()?.id ?? 'none';
  return horizons
    .flatMap((horizon) => (horizon === undefined || !knowledge.isHorizon(horizon) ? [] : horizon))
    .map((horizon) => (horizon === 'all' ? everything() : horizon))
    .reduce((furthest, horizon) => (knowledge.compareHorizons(horizon, furthest) > 0 ? horizon : furthest), 'none');
}
