import type { NamedLease, Store } from '../storage/index.ts';
import { dataInUseRecord } from '../storage/kinds.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';

const LEASES = 'shard/';
const LOOK_EVERY_MS = 10_000;
/** After this time a difference is no longer explained by a rolling restart. */
const USUAL_FOR_MS = 10 * 60_000;

/** The knowledge data of one process that runs on the store. */
export interface DataInUse {
  /** The process, as named in its leases. */
  readonly holder: string;
  /** The version of the data: equal where the files are equal. */
  readonly version: string;
  /** Since when the process has this version, in ms since 1970, by its own clock. */
  readonly sinceMs: number;
}

/** The data of every process that holds shards on this store now, except those that have not recorded it yet. */
export async function dataInUse(store: Store): Promise<readonly DataInUse[]> {
  const held = await store.leases.heldUnder(LEASES);
  const said = await store.records(dataInUseRecord).getMany(held.map(keyOf), () => {});
  // A record left by the former holder of the shard says nothing about the present one.
  return held.flatMap((lease) => {
    const of = said.get(keyOf(lease));
    return of?.holder === lease.holder ? [of] : [];
  });
}

export interface DataWatch {
  /** The processes whose data differed from this one's at the last look. */
  others(): readonly DataInUse[];
  /** Looks at once, and records this process's data, for instance after it has changed. Never rejects. */
  look(): Promise<void>;
}

/**
 * Records the data of this process in the store, and looks every ten seconds whether other processes have other data.
 * Logs once when they do, again when that lasts longer than a rolling restart, and once when it is over.
 */
export function watchDataInUse(parts: {
  /** Writes under the leases of this process. */
  readonly store: Store;
  readonly lease: Pick<NamedLease, 'name'>;
  readonly holder: string;
  readonly version: () => string;
  readonly clock: Clock;
  readonly log: Log;
}): DataWatch & { begin(signal: AbortSignal): Promise<void> } {
  const { store, lease, holder, version, clock, log } = parts;
  const records = store.records(dataInUseRecord);
  let own: DataInUse | undefined;
  let others: readonly DataInUse[] = [];
  let differentSinceMs: number | undefined;
  let told = false;
  let failing = false;

  async function sayOwn(): Promise<DataInUse> {
    if (own?.version === version()) return own;
    const now = { holder, version: version(), sinceMs: clock.now() };
    await records.put(keyOf(lease), now);
    own = now;
    return now;
  }

  function tell(ownSinceMs: number): void {
    if (others.length === 0) {
      if (differentSinceMs !== undefined) log.info({}, 'All processes on the store have the same data again');
      differentSinceMs = undefined;
      told = false;
      return;
    }
    const facts = { others: others.map(otherDataSentence), ownSince: isoTime(ownSinceMs) };
    if (differentSinceMs === undefined) {
      differentSinceMs = clock.now();
      log.info(facts, 'Other processes on the store have other data; right while they are restarted one by one');
    }
    if (told || clock.now() - differentSinceMs < USUAL_FOR_MS) return;
    told = true;
    log.warn(facts, `Other processes on the store still have other data: ${HOW_TO_MEND}`);
  }

  async function look(): Promise<void> {
    try {
      const { version: ownVersion, sinceMs } = await sayOwn();
      others = (await dataInUse(store)).filter((each) => each.holder !== holder && each.version !== ownVersion);
      tell(sinceMs);
      failing = false;
    } catch (err) {
      if (!failing) log.warn({ err }, 'Whether all processes on the store have the same data is not known');
      failing = true;
    }
  }

  return {
    others: () => others,
    look,
    async begin(signal) {
      while (!signal.aborted) {
        await look();
        await clock.waitUntil(clock.now() + LOOK_EVERY_MS, signal);
      }
    },
  };
}

const HOW_TO_MEND =
  'what one server is told another is not. Give each process the same files in KNOWLEDGE_DIR, then run `npm run admin -- reload`';

export const otherDataSentence = ({ holder, sinceMs }: DataInUse) =>
  `${holder} has other data, since ${isoTime(sinceMs)}`;

const isoTime = (ms: number) => new Date(ms).toISOString();

/**
 * The shard and the number of shards, as `0/4`: so there is at most one record for each shard, however many processes
 * start.
 */
const keyOf = ({ name }: Pick<NamedLease, 'name'>) => name.split('/').slice(-2).join('/');
