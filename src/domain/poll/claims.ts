import type { Poll } from './poll.ts';

type Claiming = Pick<Poll, 'id' | 'matchId' | 'competitionId' | 'state' | 'game' | 'unscored'>;

/**
 * The match that a poll scores, or (with a star before it) the whole competition, if it holds one: open, locked and settled
 * polls do, a void one frees it.
 */
export function claimedMatch(poll: Omit<Claiming, 'id'>): string | undefined {
  return poll.state === 'void' || poll.unscored === true ? undefined : scoredBy(poll);
}

function scoredBy({ matchId, competitionId }: Pick<Poll, 'matchId' | 'competitionId'>): string | undefined {
  return competitionId === undefined ? matchId : `*${competitionId}`;
}

/**
 * Who holds each match in a game, by match. Of several on one match, which only polls older than claims can be, the newest.
 *
 * @param polls oldest first
 * @param idOf the id that a match goes by today: a poll keeps the one it had when it was opened
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

/** Why a poll earns nobody anything in its game, if it does not. */
export type Aside = 'unscored' | 'other-counts';

/** @param claims of the poll's own game */
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
