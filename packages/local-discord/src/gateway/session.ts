import { randomUUID } from 'node:crypto';
import type { Account, Application } from '../world/model.ts';

/** How many events a session keeps at least for an absent client; with many more missed it cannot be resumed. */
const REPLAY_LIMIT = 20_000;
/** So many are dropped at once: dropping each one singly would move all others for every event. */
const DROPPED_AT_ONCE = 2_000;

export interface SessionDraft {
  readonly account: Account;
  /** Absent for people. */
  readonly application: Application | undefined;
  /** Undefined for people, who get every event. */
  readonly intents: number | undefined;
  readonly shard: readonly [id: number, count: number];
  readonly largeThreshold: number;
}

/** What the gateway keeps of a client, with or without a socket. */
export interface Session extends SessionDraft {
  readonly id: string;
  readonly seq: number;
  /** When the last socket was lost, in ms since 1970; undefined while there is one. */
  lostAtMs: number | undefined;
  /** Set while a socket is attached. */
  send: ((frame: string) => void) | undefined;
  dispatch(name: string, data: unknown): void;
  /** The client has received everything up to `seq`. */
  acknowledge(seq: number): void;
  /** The frames sent after `seq`; undefined when some are no longer kept. */
  since(seq: number): readonly string[] | undefined;
  hasShardOf(guildId: string | undefined): boolean;
}

export function createSession(draft: SessionDraft): Session {
  const buffer: { readonly seq: number; readonly frame: string }[] = [];
  let seq = 0;
  let firstKept = 1;
  const [shard, count] = draft.shard;

  return {
    ...draft,
    id: randomUUID().replaceAll('-', ''),
    lostAtMs: undefined,
    send: undefined,
    get seq() {
      return seq;
    },
    dispatch(name, data) {
      seq += 1;
      const frame = JSON.stringify({ op: 0, t: name, s: seq, d: data });
      buffer.push({ seq, frame });
      if (buffer.length === REPLAY_LIMIT + DROPPED_AT_ONCE)
        firstKept = (buffer.splice(0, DROPPED_AT_ONCE).at(-1)?.seq ?? 0) + 1;
      this.send?.(frame);
    },
    acknowledge(upTo) {
      const index = buffer.findIndex((entry) => entry.seq > upTo);
      buffer.splice(0, index === -1 ? buffer.length : index);
      firstKept = Math.max(firstKept, upTo + 1);
    },
    since(last) {
      if (last + 1 < firstKept) return undefined;
      return buffer.filter((entry) => entry.seq > last).map((entry) => entry.frame);
    },
    // https://docs.discord.com/developers/events/gateway#sharding-sharding-formula
    hasShardOf: (guildId) =>
      guildId === undefined ? shard === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard,
  };
}
