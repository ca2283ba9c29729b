import type { Picks } from './bracket-picks.ts';
import type { Candidate } from './fill-in.ts';
import { pickedCandidate } from './fill-in.ts';
import type { ToldBracket } from './told-bracket.ts';

/** With fewer members than this, a match's picks would show what single members picked. */
const FEWEST_PICKERS = 3;

/** The contestant whom most members picked in a match. */
export interface CrowdPick {
  readonly picked: Candidate;
  /** Which part of those who picked in the match, 0 to 1. */
  readonly share: number;
  readonly pickers: number;
}

/**
 * What all members together expect, match by match, where at least three picked and no two contestants are level at the
 * top. A contestant whom the reader knows is counted by name, however they were picked; others are counted by the place
 * they come from.
 *
 * @param members for each member, the picks that the reader may be told
 */
export function crowdBracket(told: ToldBracket, members: Iterable<Picks>): ReadonlyMap<string, CrowdPick> {
  const counts = new Map<string, Map<string, { picked: Candidate; count: number }>>();
  for (const picks of members) {
    for (const [matchId, pick] of picks) {
      const match = told.match(matchId);
      if (match === undefined) continue;
      const picked = pickedCandidate(told, match, pick);
      const key = picked.who?.id ?? `${picked.of.match}/${picked.of.slot}`;
      const inMatch = counts.get(matchId) ?? new Map();
      counts.set(matchId, inMatch);
      inMatch.set(key, { picked, count: (inMatch.get(key)?.count ?? 0) + 1 });
    }
  }
  const crowd = new Map<string, CrowdPick>();
  for (const [matchId, inMatch] of counts) {
    const [first, second] = [...inMatch.values()].sort((a, b) => b.count - a.count);
    const pickers = [...inMatch.values()].reduce((sum, { count }) => sum + count, 0);
    if (first === undefined || pickers < FEWEST_PICKERS || first.count === second?.count) continue;
    crowd.set(matchId, { picked: first.picked, share: first.count / pickers, pickers });
  }
  return crowd;
}
