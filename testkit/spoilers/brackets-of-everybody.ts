import { type BracketPicks, noPicks, picksOf } from '../../src/domain/bracket/bracket-picks.ts';
import { makePick } from '../../src/domain/bracket/change-picks.ts';
import { candidatesIn } from '../../src/domain/bracket/fill-in.ts';
import { toldBracket } from '../../src/domain/bracket/told-bracket.ts';
import type { Knowledge } from '../../src/domain/knowledge/index.ts';
import type { Members } from '../../src/services/members.ts';
import type { BracketBook, BracketGame } from '../../src/services/polls/brackets/bracket-book.ts';
import { type BracketGames, createBracketGames } from '../../src/services/polls/brackets/games.ts';
import type { ReadingService } from '../../src/services/reading.ts';
import type { Servers } from '../../src/services/servers.ts';
import type { Store } from '../../src/storage/index.ts';
import type { Clock } from '../../src/util/clock.ts';

/**
 * The picks of a member who watches one episode after the other up to `furthest`, and picks anew after each. Of
 * contestants known to have won earlier matches, one is picked to win again: each change of mind then tells a result,
 * to anyone who is shown it.
 */
export function picksOnTheWay(
  knowledge: Knowledge,
  competitionId: string,
  furthest: string,
  turn: number,
): BracketPicks {
  let picks = noPicks;
  const horizons = ['none', ...knowledge.episodeLabels().map(({ id }) => id)];
  for (const [step, horizon] of horizons.entries()) {
    if (knowledge.compareHorizons(horizon, furthest) > 0) break;
    const bracket = knowledge.seenFrom(horizon).bracket(competitionId);
    if (bracket === undefined) continue;
    const told = toldBracket(bracket);
    const closed = new Set(told.matches.flatMap(({ id, seen, winner }) => (seen || winner !== undefined ? id : [])));
    for (const [index, match] of told.matches.entries()) {
      const candidates = candidatesIn(told, picksOf(picks), match);
      const slot = (turn + index + step) % candidates.length;
      const wentOn = candidates.find(({ who, from }) => who !== undefined && from !== undefined);
      const at = { told, closed, decided: closed, lockedAsOfMs: () => undefined, horizon, nowMs: step };
      picks = makePick(picks, { match: match.id, slot: wentOn?.slot ?? slot }, at)?.picks ?? picks;
    }
  }
  return picks;
}

/**
 * Games whose members have watched all of the series or a part. The member who asks has made picks up to their own
 * position.
 */
export function bracketsOfEverybody(parts: {
  knowledge: Knowledge;
  store: Store;
  servers: Servers;
  members: Members;
  reading: ReadingService;
  clock: Clock;
  /** Whether a member who asks also plays at their own pace: `/next` then has another answer. */
  playsBlind: (userId: string) => boolean;
}): BracketGames {
  const { knowledge, members } = parts;
  const others = new Map<string, ReadonlyMap<string, BracketPicks>>();

  function everybody(competitionId: string): ReadonlyMap<string, BracketPicks> {
    const known = others.get(competitionId);
    if (known !== undefined) return known;
    const made = new Map(
      knowledge
        .episodeLabels()
        .flatMap(({ id }, index) =>
          [0, 1, 2].map((turn): [string, BracketPicks] => [
            String(600000000000000000n + BigInt(index * 3 + turn)),
            picksOnTheWay(knowledge, competitionId, id, turn),
          ]),
        ),
    );
    others.set(competitionId, made);
    return made;
  }

  async function of({ mode, competitionId }: BracketGame, userId: string): Promise<BracketPicks> {
    const own = everybody(competitionId).get(userId);
    if (own === undefined && mode === 'blind' && !parts.playsBlind(userId)) return noPicks;
    return own ?? picksOnTheWay(knowledge, competitionId, await members.furthest(userId, 'none'), 1);
  }

  const picks: Pick<BracketBook, 'of' | 'all' | 'change'> = {
    of,
    all: async ({ competitionId }) => everybody(competitionId),
    // A press is answered and its pick dropped, so that no question has an effect on another.
    change: async (game, userId, decide) => decide(await of(game, userId)),
  };
  const games = createBracketGames({
    ...parts,
    picks,
    releases: { sinceMs: async () => undefined },
    polls: { ofServer: async () => [] },
  });
  return { ...games, noteShared: async () => undefined };
}
