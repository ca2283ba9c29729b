import KeyvRedisModule, { createClient } from '@keyv/redis';
import { z } from 'zod';
import { backoffMs } from '../../util/backoff.ts';
import type { Log } from '../../util/log.ts';
import { isOfNetwork } from '../../util/network-errors.ts';
import { StoreOpenError } from '../errors.ts';
import { adviceOn, ENCODED, isMisread } from './advice.ts';
import type { Backend } from './backend.ts';
import { apart, type Entry, FENCED_OFF, keepTexts } from './keyv-texts.ts';
import { createRedisLeaseTable, leaseKey, type RedisScript } from './redis-leases.ts';
import { PAGE, WRITE } from './redis-scripts.ts';
import { checkRedis } from './redis-server.ts';
import { patiently, reasonOf } from './server.ts';

/** All keys begin with the same word in braces, so that a cluster keeps them in one slot. */
const RECORD = '{clematis}:';
const INDEX = '{clematis}/keys';

/** A server that is silent for this long, in ms, is asked again on another connection. */
const SILENT_FOR_MS = 3_000;
const PING_EVERY_MS = 1_000;
/** How long opening the store waits for a server that does not answer. */
const OPEN_WITHIN_MS = 10_000;
const PAUSE = { firstMs: 100, longestMs: 1_000 };
const GOODBYE_MS = 2_000;
const LEAVE_AT_MOST_EVERY_MS = 1_000;

const pageTexts = z.array(z.string());

/**
 * Opens the store in a Redis database (or a compatible one). Waits at most ten seconds for a server that does not
 * answer.
 *
 * @throws StoreOpenError
 */
export async function openRedisBackend(url: string, log: Log): Promise<Backend> {
  const where = namedWithoutSecrets(url);
  const connection = connect(url, log);
  const { run } = connection;
  try {
    await connection.open();
    const open = async () => {
      const { unsafe } = await connection.check();
      // Tries whether this user may run scripts on these keys.
      await run(PAGE, [INDEX], ['', RECORD, '1']);
      return unsafe;
    };
    const unsafe = await patiently(open, { mayPass, forMs: OPEN_WITHIN_MS });
    if (unsafe !== undefined) log.warn({}, unsafe);
  } catch (error) {
    await connection.close();
    const reason = reasonOf(error);
    throw new StoreOpenError(`the server ${where} cannot be used as a store`, reason, adviceOn(reason));
  }

  return {
    ...keepTexts(new WholeRedis(connection.client, run)),
    async pageAfter(storedKey) {
      const page = () => run(PAGE, [INDEX], [storedKey, RECORD, '1000']);
      const texts = pageTexts.parse(await patiently(page, { mayPass }));
      return Array.from({ length: texts.length / 2 }, (_, index) => ({
        storedKey: texts[2 * index] ?? '',
        text: texts[2 * index + 1],
      }));
    },
    leases: createRedisLeaseTable(run),
    close: connection.close,
  };
}

type Client = ReturnType<typeof createClient>;

interface Connection {
  readonly client: Client;
  /** @throws the server's message when it refuses this client; the network's error after ten seconds. */
  open(): Promise<void>;
  /**
   * A warning about settings by which the present server may lose acknowledged writes; undefined where there are none.
   *
   * @throws Error where the server cannot be used for a store
   */
  check(): Promise<ReturnType<typeof checkRedis>>;
  readonly run: RedisScript;
  close(): Promise<void>;
}

function connect(url: string, log: Log): Connection {
  const untilMs = performance.now() + OPEN_WITHIN_MS;
  let wasOpen = false;
  let broken = false;
  let readyAtMs = 0;
  const client: Client = createClient({
    url,
    name: 'clematis',
    pingInterval: PING_EVERY_MS,
    // A command that cannot be sent fails at once and is repeated by its caller, so that it never runs after the caller
    // has given up.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: SILENT_FOR_MS,
      socketTimeout: SILENT_FOR_MS,
      reconnectStrategy(tries, cause) {
        if (!wasOpen && (!mayPass(cause) || performance.now() >= untilMs)) return cause;
        return backoffMs(tries, PAUSE);
      },
    },
  });
  client.on('error', (err: unknown) => {
    if (wasOpen && !broken)
      log.warn({ err }, 'The connection to the store broke; what is asked of it waits for another');
    broken = true;
  });
  const check = async () => checkRedis(await client.info());
  client.on('ready', () => {
    readyAtMs = performance.now();
    if (wasOpen && broken) {
      log.info({}, 'The store is connected again');
      // After a failover this may be another server, with settings of its own.
      const unfit = (err: unknown) => log.error({ err }, 'The store’s server is none that a store can be in any more');
      check().then(({ unsafe }) => unsafe !== undefined && log.warn({}, unsafe), unfit);
    }
    broken = false;
  });

  /**
   * A former primary that has become a replica keeps its connections open. Disconnects from it, since its address may
   * lead to the new primary by now.
   */
  function leaveReplica(): void {
    if (performance.now() - readyAtMs < LEAVE_AT_MOST_EVERY_MS) return;
    readyAtMs = performance.now();
    client.sendCommand(['QUIT']).catch(() => {});
  }

  return {
    client,
    check,
    async run(script, keys, values) {
      try {
        return await client.eval(script, { keys: [...keys], arguments: [...values] });
      } catch (error) {
        if (error instanceof Error && error.message.includes('READONLY')) leaveReplica();
        throw error;
      }
    },
    async open() {
      await client.connect();
      wasOpen = true;
    },
    async close() {
      if (!client.isOpen) return;
      const late = setTimeout(() => client.destroy(), GOODBYE_MS);
      await client.close();
      clearTimeout(late);
    },
  };
}

/** In the bundle, which is CommonJS, the default of this library is all of it, and the class is the default of that. */
const KeyvRedis = (KeyvRedisModule as { readonly default?: typeof KeyvRedisModule }).default ?? KeyvRedisModule;

/** The Keyv adapter with a `setMany` that can remove, checks a fence, and keeps an index of all keys. */
class WholeRedis extends KeyvRedis<string> {
  private readonly run: RedisScript;

  constructor(client: Client, run: RedisScript) {
    super(client as ConstructorParameters<typeof KeyvRedis>[0], { throwOnErrors: true, throwOnConnectError: true });
    this.run = run;
  }

  override createKeyPrefix(key: string): string {
    return RECORD + key;
  }

  override async setMany(entries: readonly Entry[]): Promise<void> {
    const { fence, texts } = apart(entries);
    const names = Object.keys(fence.tokens);
    const keys = [INDEX, ...names.map(leaseKey), ...texts.map(({ key }) => RECORD + key)];
    const values = [String(names.length), String(fence.sequence), ...Object.values(fence.tokens)];
    for (const { key, value } of texts) values.push(key, value);
    const write = async () => {
      if ((await this.run(WRITE, keys, values)) !== 'written') throw new Error(FENCED_OFF);
    };
    // Without a fence, a late first try could not be told from the second, so it is not repeated.
    await (names.length > 0 ? patiently(write, { mayPass }) : write());
  }

  override getMany<Value>(keys: string[]): Promise<(Value | undefined)[]> {
    return patiently(() => super.getMany<Value>(keys), { mayPass });
  }
}

const LOST = new Set([
  'ClientOfflineError',
  'ConnectionTimeoutError',
  'DisconnectsClientError',
  'SocketClosedUnexpectedlyError',
  'SocketTimeoutError',
]);

/** Whether the failure comes from a restart or a failover, so that another try may succeed. */
function mayPass(error: unknown): boolean {
  if (isOfNetwork(error)) return true;
  if (!(error instanceof Error)) return false;
  return (
    LOST.has(error.constructor.name) || /^(?:LOADING|MASTERDOWN|READONLY|CLUSTERDOWN|TRYAGAIN)\b/.test(error.message)
  );
}

/**
 * The server and database of the address, without credentials.
 *
 * @throws StoreOpenError when it is not an address; the message does not repeat it
 */
function namedWithoutSecrets(url: string): string {
  const hint = `write redis://user:password@host:6379/0; ${ENCODED}`;
  if (!URL.canParse(url)) throw new StoreOpenError(`it is no address; ${hint}`);
  const address = new URL(url);
  if (isMisread(address)) throw new StoreOpenError(`it cannot be told where its password ends; ${hint}`);
  const { host, pathname } = address;
  const database = pathname.slice(1);
  if (!/^\d*$/.test(database)) throw new StoreOpenError(`a database of Redis is a number; ${hint}`);
  return `${host || 'on this machine'}, database ${database || 0},`;
}
