import { KeyvPostgres } from '@keyv/postgres';
import { Pool } from 'pg';
import { z } from 'zod';
import type { Log } from '../../util/log.ts';
import { codeOf, isOfNetwork } from '../../util/network-errors.ts';
import { StoreOpenError } from '../errors.ts';
import { adviceOn, ENCODED, isMisread } from './advice.ts';
import type { Backend } from './backend.ts';
import { apart, type Entry, FENCED_OFF, keepTexts } from './keyv-texts.ts';
import { createPostgresLeaseTable } from './postgres-leases.ts';
import { leaseTable, type PgQuery, preparePostgres, RECORDS, recordTable, SCHEMA } from './postgres-tables.ts';
import { patiently, reasonOf } from './server.ts';

/** How long a statement may take, in ms, before it is repeated or given up. */
const STATEMENT_MS = 3_000;
/** The same for a lease, which must be renewed before it runs out. */
const LEASE_STATEMENT_MS = 2_000;
const CONNECT_MS = 3_000;
/** How long opening the store waits for a server that does not answer. */
const OPEN_WITHIN_MS = 10_000;
/** Enough for reading, writing, paging, and renewing several leases at the same time. */
const CONNECTIONS = 6;

const writtenRows = z.tuple([z.object({ held: z.boolean() })]);
const standingRows = z.tuple([z.object({ written: z.boolean() })]);
const pageRows = z.array(z.object({ storedKey: z.string(), text: z.string() }));

/**
 * Opens the store in a PostgreSQL database, and creates its tables there. Waits at most ten seconds for a server that
 * does not answer.
 *
 * @throws StoreOpenError
 */
export async function openPostgresBackend(url: string, log: Log): Promise<Backend> {
  const where = namedWithoutSecrets(url);
  const adapter = new WholePostgres(url, createConnectionLog(log));
  // Every failure also rejects for the caller.
  adapter.on('error', () => {});
  const query = adapter.asking(STATEMENT_MS);
  try {
    const open = () => preparePostgres(adapter.connections());
    const { unsafe } = await patiently(open, { mayPass, forMs: OPEN_WITHIN_MS });
    if (unsafe !== '')
      log.warn({ unsafe }, 'The store’s server says “written” before it is: a power cut may lose votes');
  } catch (error) {
    await adapter.disconnect();
    const reason = reasonOf(error);
    throw new StoreOpenError(`the database ${where} cannot be opened as a store`, reason, adviceOn(reason));
  }

  return {
    ...keepTexts(adapter),
    pageAfter: async (storedKey) =>
      pageRows.parse(
        await patiently(
          () =>
            query(
              `SELECT key AS "storedKey", value AS text FROM ${recordTable} WHERE key > $1 ORDER BY key LIMIT 1000`,
              storedKey,
            ),
          { mayPass },
        ),
      ),
    leases: createPostgresLeaseTable(adapter.asking(LEASE_STATEMENT_MS)),
    close: () => adapter.disconnect(),
  };
}

/** The Keyv adapter with connections of its own, and with a `setMany` that can remove and checks a fence. */
class WholePostgres extends KeyvPostgres {
  // Set by the constructor of KeyvPostgres, which connects; `declare` keeps them from being reset.
  declare private ownPool: Pool;
  declare private onConnection: ConnectionLog;

  constructor(url: string, connections: ConnectionLog) {
    super({ uri: url, schema: SCHEMA, table: RECORDS });
    this.onConnection = connections;
  }

  /**
   * Connections for this store only. The adapter would share those of the last address among all its stores, close them
   * with the first store, and have no listener for one that breaks while idle, which ends the process.
   */
  override async connect(): Promise<(sql: string, values?: unknown[]) => Promise<unknown[]>> {
    const pool = this.connections();
    return async (sql, values) => {
      // The adapter's first statement creates its table, which `preparePostgres` has done.
      if (sql.startsWith('CREATE')) return [];
      return ask(pool, sql, values ?? [], STATEMENT_MS);
    };
  }

  connections(): Pool {
    if (this.ownPool === undefined) {
      this.ownPool = new Pool({
        connectionString: this.opts.uri,
        max: CONNECTIONS,
        connectionTimeoutMillis: CONNECT_MS,
        keepAlive: true,
        application_name: 'clematis',
      });
      this.ownPool.on('error', (error) => this.onConnection.broke(error));
      this.ownPool.on('connect', () => this.onConnection.stands());
    }
    return this.ownPool;
  }

  asking(timeoutMs: number): PgQuery {
    return (sql, ...values) => ask(this.connections(), sql, values, timeoutMs);
  }

  /**
   * Writes and removals in one statement, executed only if every lease of the fence has its token and has seen no later
   * write. The leases' rows stay locked until it is on disk, so that nobody takes one in between.
   */
  override async setMany(entries: readonly Entry[]): Promise<void> {
    const { fence, texts } = apart(entries);
    const names = Object.keys(fence.tokens);
    const tokens = Object.values(fence.tokens);
    // The same order in every process: two processes that write the same rows never wait for each other in a circle.
    const ordered = [...texts].sort((a, b) => (a.key < b.key ? -1 : 1));
    const kept = ordered.filter(({ value }) => value !== '');
    const removed = ordered.filter(({ value }) => value === '');
    const query = this.asking(STATEMENT_MS);
    const write = async () => {
      const [{ held }] = writtenRows.parse(
        await query(
          `WITH held AS (
             UPDATE ${leaseTable} AS lease SET sequence = $3
             FROM unnest($1::text[], $2::text[]) AS fence(name, token)
             WHERE lease.name = fence.name AND lease.token = fence.token AND lease.sequence < $3
             RETURNING lease.name
           ),
           allowed AS MATERIALIZED (SELECT count(*) = cardinality($1::text[]) AS held FROM held),
           removed AS (DELETE FROM ${recordTable} USING allowed WHERE held AND key = ANY($6::text[])),
           written AS (
             INSERT INTO ${recordTable}(key, value)
             SELECT entry.key, entry.value FROM unnest($4::text[], $5::text[]) AS entry(key, value), allowed WHERE held
             ON CONFLICT (key) DO UPDATE SET value = excluded.value
           )
           SELECT held FROM allowed`,
          names,
          tokens,
          fence.sequence,
          kept.map(({ key }) => key),
          kept.map(({ value }) => value),
          removed.map(({ key }) => key),
        ),
      );
      if (held) return;
      // Whether it was executed already, and only its answer was lost.
      const [{ written }] = standingRows.parse(
        await query(
          `SELECT count(*) = cardinality($1::text[]) AS written FROM ${leaseTable} AS lease
           JOIN unnest($1::text[], $2::text[]) AS fence(name, token) USING (name)
           WHERE lease.token = fence.token AND lease.sequence >= $3`,
          names,
          tokens,
          fence.sequence,
        ),
      );
      if (!written) throw new Error(FENCED_OFF);
    };
    // Without a fence, a late first try could not be told from the second, so it is not repeated.
    await (names.length > 0 ? patiently(write, { mayPass }) : write());
  }

  override getMany<Value>(keys: string[]): Promise<(Value | undefined)[]> {
    return patiently(() => super.getMany(keys), { mayPass });
  }

  override async disconnect(): Promise<void> {
    await this.connections().end();
  }
}

async function ask(pool: Pool, text: string, values: readonly unknown[], timeoutMs: number): Promise<unknown[]> {
  const { rows } = await pool.query({ text, values: [...values], ...{ query_timeout: timeoutMs } });
  return rows;
}

interface ConnectionLog {
  broke(error: unknown): void;
  stands(): void;
}

/** Logs one line when connections break and one when they are back, however many there are. */
function createConnectionLog(log: Log): ConnectionLog {
  let broken = false;
  return {
    broke(err) {
      if (!broken) log.warn({ err }, 'The connection to the store broke; what is asked of it waits for another');
      broken = true;
    },
    stands() {
      if (broken) log.info({}, 'The store is connected again');
      broken = false;
    },
  };
}

/**
 * Whether the failure comes from a restart, a failover or too many connections, so that another try may succeed:
 * classes 08 and 57P, and some of 40 and 53. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function mayPass(error: unknown): boolean {
  if (isOfNetwork(error)) return true;
  const code = codeOf(error);
  if (code !== undefined) return /^(?:08|57P0[1-3]|40001|40P01|53300|25006)/.test(code);
  // node-postgres has no codes for its own errors.
  return error instanceof Error && /^(?:Connection terminated|Query read timeout|timeout exceeded)/.test(error.message);
}

/**
 * The server and database of the address, without credentials.
 *
 * @throws StoreOpenError when it is not an address; the message does not repeat it
 */
function namedWithoutSecrets(url: string): string {
  const hint = `write postgres://user:password@host:5432/database; ${ENCODED}`;
  if (!URL.canParse(url)) throw new StoreOpenError(`it is no address; ${hint}`);
  const address = new URL(url);
  if (isMisread(address)) throw new StoreOpenError(`it cannot be told where its password ends; ${hint}`);
  const { host, pathname } = address;
  return `${decodeURIComponent(pathname.slice(1)) || '(named like its user)'} on ${host || 'this machine'}`;
}
