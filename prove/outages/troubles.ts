import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyvSqlite } from '@keyv/sqlite';
import type { Scene } from 'local-discord/testkit';
import { openStore } from '../../src/storage/index.ts';
import type { Chance } from '../../src/util/chance.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import type { BuiltBot } from '../../testkit/bot/built-bot.ts';
import type { FeedServer } from '../../testkit/network/feed-server.ts';
import type { Instead, Relay } from '../../testkit/network/relay.ts';
import type { TrialServer } from './servers.ts';

/** What a trouble has at hand. */
export interface Place {
  readonly scene: Scene;
  readonly relay: Relay;
  readonly feed: FeedServer;
  /** On a small disk where one could be mounted. */
  readonly folder: string;
  readonly onSmallDisk: boolean;
  readonly chance: Chance;
  /** Sets the machine's clock of the bot this many seconds off; does nothing where libfaketime is missing. */
  readonly setClock: (offSeconds: number) => void;
  bot(): BuiltBot;
  /** Starts another process on the same store; `bot()` gives that one from then on. */
  start(): Promise<BuiltBot>;
}

export interface Trouble {
  readonly name: string;
  /** `server`: only `victim` is hit, and everyone else must be served as always. `process`: everyone is. */
  readonly hits: 'server' | 'process';
  /** What a newly published entry would put an end to: it is begun again after one. */
  readonly endsWithAnEntry?: true;
  /** Another process is started on the same store: it does not know of a clock that was moved. */
  readonly restarts?: true;
  /** Begins the trouble. Resolves with what ends it. */
  begin(place: Place, victim: TrialServer): Promise<() => Promise<void>>;
}

const json = { 'content-type': 'application/json' };
const HOUR = 3_600;
const limited = (more: object) => JSON.stringify({ message: 'You are being rate limited.', global: false, ...more });

/** A trouble in which every request for one server's channels gets this response, while it lasts. */
function channels(name: string, instead: (place: Place) => Instead): Trouble {
  return {
    name,
    hits: 'server',
    async begin(place, victim) {
      const { relay } = place;
      const own = [victim.guildId, victim.predictions, victim.news];
      relay.rule = ({ path }) => (own.some((id) => path.includes(`/${id}`)) ? instead(place) : undefined);
      return async () => {
        relay.rule = undefined;
      };
    },
  };
}

function feed(name: string, answer: Parameters<FeedServer['set']>[1]): Trouble {
  return {
    name,
    hits: 'server',
    endsWithAnEntry: true,
    async begin(place, victim) {
      place.feed.set(victim.feedPath, answer);
      return async () => {};
    },
  };
}

const DAMAGED = ['ballot', 'voters', 'poll', 'server', 'subscription', 'outbox', 'feed', 'feed-memory', 'notices'];

/** Half of one record of the victim, of a random kind, restored when the trouble ends. */
const damaged: Trouble = {
  name: 'a damaged record',
  hits: 'server',
  restarts: true,
  async begin(place, victim) {
    const kind = DAMAGED[Math.floor(place.chance.fraction() * DAMAGED.length)] ?? 'ballot';
    await place.bot().end('SIGTERM');
    const mended = await change(place, victim, kind);
    await place.start();
    return async () => {
      await place.bot().end('SIGTERM');
      await mended();
      await place.start();
    };
  },
};

async function change(place: Place, victim: TrialServer, kind: string): Promise<() => Promise<void>> {
  const open = () =>
    openStore({
      url: `sqlite://${join(place.folder, 'c.sqlite')}`,
      log: createLog({ level: 'silent', format: 'json' }),
      machineClock: createSystemClock(),
    });
  const store = await open();
  const rows = new Map<string, string>();
  for await (const page of store.pages()) for (const { storedKey, text } of page) rows.set(storedKey, text ?? '');
  const server = JSON.parse(rows.get(`server:${victim.guildId}`) ?? '{"d":{}}') as {
    d: { pollIds?: string[]; subscriptionIds?: string[] };
  };
  const { pollIds = [], subscriptionIds = [] } = server.d;
  const own = [victim.guildId, victim.feedPath, ...pollIds, ...subscriptionIds];
  const key = [...rows.keys()].find((one) => one.startsWith(`${kind}:`) && own.some((id) => one.includes(id)));
  if (key !== undefined) await store.write([{ storedKey: key, text: (rows.get(key) ?? '').slice(0, 9) }]);
  await store.close();
  return async () => {
    if (key === undefined) return;
    const again = await open();
    await again.write([{ storedKey: key, text: rows.get(key) }]);
    await again.close();
  };
}

const LOST = 'The bot has lost its shards and stops acting; it takes them again when it can';

const paused: Trouble = {
  name: 'the process paused',
  hits: 'process',
  async begin({ bot, chance }) {
    bot().signal('SIGSTOP');
    const forMs = 1_000 + chance.fraction() * 12_000;
    return async () => {
      await later(forMs);
      bot().signal('SIGCONT');
    };
  },
};

const overtaken: Trouble = {
  name: 'the process paused, overtaken by another, and woken',
  hits: 'process',
  restarts: true,
  async begin(place) {
    const first = place.bot();
    first.signal('SIGSTOP');
    const second = await place.start();
    return async () => {
      first.signal('SIGCONT');
      await first.waitForLog(({ msg }) => msg === LOST, 'the first to notice');
      // Either of the two may end: the other must go on.
      if (place.chance.fraction() < 0.5) await first.end('SIGTERM');
      else {
        await second.end('SIGTERM');
        await first.waitForLog(({ msg }) => msg.startsWith('The bot has its shards again'), 'the first to serve again');
      }
    };
  },
};

const killed: Trouble = {
  name: 'the process killed',
  hits: 'process',
  restarts: true,
  async begin(place) {
    await place.bot().end('SIGKILL');
    return async () => void (await place.start());
  },
};

const locked: Trouble = {
  name: 'another program keeps the file to itself',
  hits: 'process',
  async begin({ folder, chance }) {
    const other = new KeyvSqlite({ uri: `sqlite://${join(folder, 'c.sqlite')}`, busyTimeout: 5_000 });
    await other.query('BEGIN IMMEDIATE');
    const forMs = 1_000 + chance.fraction() * 11_000;
    return async () => {
      await later(forMs);
      await other.query('ROLLBACK');
      await other.close();
    };
  },
};

const full: Trouble = {
  name: 'the disk full',
  hits: 'process',
  async begin({ folder, onSmallDisk, chance }) {
    const filler = join(folder, 'filler');
    // The disk of the machine itself is not filled.
    if (onSmallDisk) {
      try {
        writeFileSync(filler, Buffer.alloc(64_000_000));
      } catch {
        // The disk is as full as it gets.
      }
    }
    const forMs = 1_000 + chance.fraction() * 12_000;
    return async () => {
      await later(forMs);
      await rm(filler, { force: true });
    };
  },
};

function gateway(name: string, gate: Relay['gate'], forget: boolean): Trouble {
  return {
    name,
    hits: 'process',
    async begin({ scene, relay, chance }) {
      relay.gate = gate;
      if (forget) scene.discord.fault({ kind: 'forget-session', times: 1 });
      relay.dropSockets();
      const forMs = 500 + chance.fraction() * 6_000;
      return async () => {
        await later(forMs);
        relay.gate = undefined;
      };
    },
  };
}

const clockSet: Trouble = {
  name: 'the machine’s clock set, forward or back',
  hits: 'process',
  async begin({ setClock, chance }) {
    setClock(Math.round((chance.fraction() - 0.5) * 14_400));
    return async () => setClock(0);
  },
};

export const troubles: readonly Trouble[] = [
  channels('503', () => ({ status: 503, headers: json, body: '{}' })),
  channels('520 with a page of HTML', () => ({
    status: 520,
    headers: { 'content-type': 'text/html' },
    body: '<html>',
  })),
  channels('429 for an hour, in the header', () => ({
    status: 429,
    headers: { ...json, 'retry-after': String(HOUR), 'x-ratelimit-scope': 'shared' },
    body: limited({ retry_after: HOUR }),
  })),
  channels('429 for an hour, in the body', () => ({
    status: 429,
    headers: json,
    body: limited({ retry_after: HOUR }),
  })),
  channels('429 for two seconds, again and again', () => ({
    status: 429,
    headers: json,
    body: limited({ retry_after: 2 }),
  })),
  channels('no answer', () => 'silence'),
  channels('a connection that breaks', () => 'reset'),
  channels('answers that are lost', ({ chance }) => (chance.fraction() < 0.5 ? 'lose-answer' : undefined)),
  feed('a feed that never answers', { misbehave: 'hang' }),
  feed('a feed that is a page', { headers: { 'content-type': 'text/html' }, body: '<html><p>Sorry</p></html>' }),
  feed('a feed that is gone', { status: 404, body: 'no' }),
  damaged,
  damaged,
  paused,
  overtaken,
  killed,
  locked,
  full,
  gateway('a gateway that comes back and knows the session', undefined, false),
  gateway('a gateway that refuses handshakes', () => 503, false),
  gateway('a gateway that is silent', () => 'silence', false),
  gateway('a session that is forgotten', undefined, true),
  clockSet,
  clockSet,
];

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
