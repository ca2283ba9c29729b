import type { Poll } from './poll.ts';

type Claiming = Pick<Poll, 'id' | 'matchId' | 'competitionId' | 'state' | 'game' | 'unscored'>;

/**
 * What a poll holds in its game: the id of the match it scores, or a star and the id of a whole competition. Open,
 * locked and settled polls hold it; a void poll does not.
 */
export function claimedMatch(poll: Omit<Claiming, 'id'>): string | undefined {
  return poll.state === 'void' || poll.unscored === true ? undefined : scoredBy(poll);
}

function scoredBy({ matchId, competitionId }: Pick<Poll, 'matchId' | 'competitionId'>): string | undefined {
  return competitionId === undefined ? matchId : `*${competitionId}`;
}

/**
 * Which poll holds each match in a game, by match id. Several polls on one match exist only from before claims; the
 * newest holds it.
 *
 * @param polls oldest first
 * @param idOf the id that a match has today, given the one a poll kept when it was opened
 */
export function claimsOf(
  polls: Iterable<Claiming>,
  game: number | undefined,
  idOf: (matchId: string) => string,
): ReadonlyMap<string, string> {
  const claims = new Map<string, string>();
  for (const poll of polls) {
    const matchId = claimedMatch(poll);
    if (matchId !== undefined && poll.game === game) claims.set(idOf(matchId), poll.id);
  }
  return claims;
}

/** Why a poll earns no points in its game. */
export type Aside = 'unscored' | 'other-counts';

/**
 * Undefined when the poll can earn points.
 *
 * @param claims those of the poll's own game
 */
export function asideOf(
  poll: Claiming,
  claims: ReadonlyMap<string, string>,
  idOf: (matchId: string) => string,
): Aside | undefined {
  if (poll.unscored === true) return 'unscored';
  const scored = scoredBy(poll);
  const holder = scored === undefined ? undefined : claims.get(idOf(scored));
  return holder === undefined || holder === poll.id ? undefined : 'other-counts';
}
