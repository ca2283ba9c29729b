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

/** One run of bracket predictions: a server's, of one competition, along with everybody or at one's own pace. */
export interface BracketGame {
  readonly mode: 'live' | 'blind';
  readonly guildId: string;
  readonly competitionId: string;
}

/** A game as its picks are kept: each of a server's games along with everybody begins with empty brackets. */
export interface KeptGame extends BracketGame {
  /** Which of the server's games, from 0; always 0 at one's own pace. */
  readonly run: number;
}

/** The picks of all games. A change resolves when it is on disk. */
export interface BracketBook {
  of(game: KeptGame, userId: string): Promise<BracketPicks>;
  /** Everybody's, by member. One that cannot be read is left out. */
  all(game: KeptGame): Promise<ReadonlyMap<string, BracketPicks>>;
  /** Keeps what `decide` makes of a member's picks, if anything; gives back what it gave. One after the other per member. */
  change<T extends { readonly picks: BracketPicks }>(
    game: KeptGame,
    userId: string,
    decide: (picks: BracketPicks) => T | undefined,
  ): Promise<T | undefined>;
  /** Removes a member’s picks of the game whose players are kept under this name. */
  forget(players: string, userId: string): Promise<void>;
  /** Removes all games of a server. */
  forgetServer(guildId: string): Promise<void>;
}

const PLAYERS = 'bracket/';

/** Whether it is the name under which the players of a game are kept, where a poll’s voters have its id. */
export function isPlayers(name: string): boolean {
  return name.startsWith(PLAYERS);
}

/** A game by the name of its players, as the keys of its picks begin: `live|blind/serverId/competition`, or `competition@run`. */
export function gameOfPlayers(name: string): string {
  return name.slice(PLAYERS.length);
}

/** Games whose picks are held in memory; they are read again when they are asked for. */
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
    await players.entering(playersOf(game), userId, (others) => store.write([...others, putting]));
    (await held.get(nameOf(game))?.catch(() => undefined))?.set(userId, picks);
  }

  /** Which of these there are; one that cannot be read is there, and is left as it is. */
  async function known(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const there = new Set<string>();
    for (const key of (await records.getMany(keys, (err) => void there.add(err.key))).keys()) there.add(key);
    return there;
  }

  /** Before a pick was of a place it was kept like a vote, in a poll of its own for each match. */
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
      // How far they had watched then was not kept: what they picked is told to others once its match is.
      const horizonOf = (id: string) => whole.match(id)?.episode?.id ?? furthestOf(knowledge, ['all']);
      await put(game, userId, fromOldForecasts(whole, choices, horizonOf));
    }
    await games.put(name, { forecastsTaken: true });
  }

  /** Once for each game in this process; one that failed is tried again by whoever asks next. */
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
