import { type BracketPicks, noPicks } from '../../../domain/bracket/bracket-picks.ts';
import { fromOldForecasts } from '../../../domain/bracket/old-forecasts.ts';
import { toldBracket } from '../../../domain/bracket/told-bracket.ts';
import { furthestOf } from '../../../domain/knowledge/horizon.ts';
import type { Knowledge } from '../../../domain/knowledge/view-types.ts';
import type { Store } from '../../../storage/index.ts';
import { bracketGameRecord, bracketPicksRecord } from '../../../storage/kinds.ts';
import { createKeyedQueue } from '../../../util/keyed-queue.ts';
import type { BallotBox } from '../votes/ballot-box.ts';
import { createVoterIndex } from '../votes/voter-index.ts';

/**
 * One run of bracket predictions in a server, of one competition: live (along with the server) or blind (at the
 * member's own pace).
 */
export interface BracketGame {
  readonly mode: 'live' | 'blind';
  readonly guildId: string;
  readonly competitionId: string;
}

/** A game as the key of its picks names it: each of a server's live games begins with empty brackets. */
export interface KeptGame extends BracketGame {
  /** The number of the server's game, from 0; always 0 for a blind run. */
  readonly run: number;
}

/** The picks of all games. A change resolves when it is on disk. */
export interface BracketBook {
  of(game: KeptGame, userId: string): Promise<BracketPicks>;
  /** Every member's picks, under their id. A record that cannot be read is left out. */
  all(game: KeptGame): Promise<ReadonlyMap<string, BracketPicks>>;
  /**
   * Saves the picks that `decide` returns (undefined = nothing changes), and resolves with what it returned. Changes of
   * one member run one after the other.
   */
  change<T extends { readonly picks: BracketPicks }>(
    game: KeptGame,
    userId: string,
    decide: (picks: BracketPicks) => T | undefined,
  ): Promise<T | undefined>;
  /** Removes a member's picks in the game with this list of players. */
  forget(players: string, userId: string): Promise<void>;
  /** Removes all games of a server. */
  forgetServer(guildId: string): Promise<void>;
}

const PLAYERS = 'bracket/';

/**
 * Whether a list of voters belongs to a bracket game: its name then begins so, where that of a poll's list is the
 * poll's id.
 */
export function isPlayers(name: string): boolean {
  return name.startsWith(PLAYERS);
}

/**
 * The game a list of players belongs to, as the keys of its picks begin: `live|blind/serverId/competition`, or
 * `competition@run`.
 */
export function gameOfPlayers(name: string): string {
  return name.slice(PLAYERS.length);
}

/** Games whose picks are held in memory; those of others are read again when asked for. */
const HELD = 20;

export function createBracketBook(parts: {
  store: Store;
  knowledge: Pick<Knowledge, 'forServer' | 'seenFrom' | 'newestOut' | 'isHorizon' | 'compareHorizons'>;
  box: Pick<BallotBox, 'all'>;
}): BracketBook {
  const { store, knowledge, box } = parts;
  const records = store.records(bracketPicksRecord);
  const games = store.records(bracketGameRecord);
  const players = createVoterIndex(parts);
  const queue = createKeyedQueue();
  const held = new Map<string, Promise<Map<string, BracketPicks>>>();
  const taken = new Map<string, Promise<void>>();

  const nameOf = ({ mode, guildId, competitionId, run }: KeptGame) =>
    `${mode}/${guildId}/${competitionId}${run === 0 ? '' : `@${run}`}`;
  const keyOf = (game: KeptGame, userId: string) => `${nameOf(game)}/${userId}`;
  const playersOf = (game: KeptGame) => `${PLAYERS}${nameOf(game)}`;

  async function put(game: KeptGame, userId: string, picks: BracketPicks): Promise<void> {
    const putting = records.putting(keyOf(game, userId), picks);
    await players.entering(playersOf(game), [userId], (others) => store.write([...others, putting]));
    (await held.get(nameOf(game))?.catch(() => undefined))?.set(userId, picks);
  }

  /** Which of these records exist. One that cannot be read counts as existing, so that it is not overwritten. */
  async function known(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const there = new Set<string>();
    for (const key of (await records.getMany(keys, (err) => void there.add(err.key))).keys()) there.add(key);
    return there;
  }

  /** Takes over picks from an older version, which kept a pick like a vote, in one poll for each match. */
  async function takeOver(game: KeptGame): Promise<void> {
    const name = nameOf(game);
    if ((await games.getMany([name], () => {})).has(name)) return;
    const bracket = knowledge.forServer(game.guildId).seenFrom('all').bracket(game.competitionId);
    const whole = bracket && toldBracket(bracket);
    const byMember = new Map<string, Map<string, { choice: string | null; atMs: number }[]>>();
    for (const { id } of whole?.matches ?? []) {
      for (const [userId, { history }] of await box.all(`forecast/${game.guildId}/${id}`)) {
        const own = byMember.get(userId) ?? new Map();
        byMember.set(userId, own.set(id, [...history]));
      }
    }
    const kept = await known([...byMember.keys()].map((userId) => keyOf(game, userId)));
    for (const [userId, choices] of byMember) {
      if (whole === undefined || kept.has(keyOf(game, userId))) continue;
      // How far the member had watched was not kept then: others are told the pick once they have watched its match.
      const horizonOf = (id: string) => whole.match(id)?.episode?.id ?? furthestOf(knowledge, ['all']);
      await put(game, userId, fromOldForecasts(whole, choices, horizonOf));
    }
    await games.put(name, { forecastsTaken: true });
  }

  /** Runs once for each game in this process; after a failure the next caller tries again. */
  function ready(game: KeptGame): Promise<void> {
    if (game.mode === 'blind' || game.run > 0) return Promise.resolve();
    const name = nameOf(game);
    let taking = taken.get(name);
    if (taking === undefined) {
      taking = takeOver(game);
      taken.set(name, taking);
      taking.catch(() => taken.delete(name));
    }
    return taking;
  }

  async function read(game: KeptGame): Promise<Map<string, BracketPicks>> {
    const ids = await players.all(playersOf(game));
    const found = await records.getMany(
      ids.map((userId) => keyOf(game, userId)),
      () => {},
    );
    return new Map([...found].map(([key, picks]) => [key.slice(nameOf(game).length + 1), picks]));
  }

  async function forgetUnder(begin: string): Promise<void> {
    for (const name of held.keys()) if (name.startsWith(begin)) held.delete(name);
    for (const name of taken.keys()) if (name.startsWith(begin)) taken.delete(name);
    for await (const keys of records.keys(begin)) await store.write(keys.map((key) => records.removing(key)));
    for await (const keys of games.keys(begin)) await store.write(keys.map((key) => games.removing(key)));
    await players.removeUnder(`${PLAYERS}${begin}`);
  }

  return {
    async forget(playersName, userId) {
      const name = gameOfPlayers(playersName);
      const key = `${name}/${userId}`;
      await queue.run(key, () =>
        players.leaving(playersName, userId, undefined, (others) => store.write([...others, records.removing(key)])),
      );
      (await held.get(name)?.catch(() => undefined))?.delete(userId);
    },
    async forgetServer(guildId) {
      for (const mode of ['live', 'blind'] as const) await forgetUnder(`${mode}/${guildId}/`);
    },
    async of(game, userId) {
      await ready(game);
      return queue.run(keyOf(game, userId), async () => (await records.get(keyOf(game, userId))) ?? noPicks);
    },
    async all(game) {
      await ready(game);
      const name = nameOf(game);
      let reading = held.get(name);
      if (reading === undefined) {
        reading = read(game);
        reading.catch(() => held.delete(name));
      }
      held.delete(name);
      held.set(name, reading);
      for (const oldest of held.keys()) if (held.size > HELD) held.delete(oldest);
      return reading;
    },
    async change(game, userId, decide) {
      await ready(game);
      return queue.run(keyOf(game, userId), async () => {
        const before = (await records.get(keyOf(game, userId))) ?? noPicks;
        const made = decide(before);
        if (made !== undefined && made.picks !== before) await put(game, userId, made.picks);
        return made;
      });
    },
  };
}
