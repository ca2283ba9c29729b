import type { Clock } from '../../util/clock.ts';
import type { LeaseRow, LeaseTable } from '../lease-table.ts';
import type { Backend } from './backend.ts';
import { apart, type Entry, FENCED_OFF, keepTexts } from './keyv-texts.ts';

/** Keeps everything in the memory of this process: for tests and trials. */
export function openMemoryBackend(machineClock: Clock): Backend {
  const leases = new Map<string, Row>();
  const map = new WholeMap(leases);
  return {
    ...keepTexts(map),
    async pageAfter(storedKey) {
      const rows = [...map].filter(([key]) => key > storedKey).sort(([a], [b]) => (a < b ? -1 : 1));
      return rows.slice(0, 1_000).map(([key, text]) => ({ storedKey: key, text }));
    },
    leases: createMemoryLeaseTable(leases, machineClock),
    close: async () => {},
  };
}

type Row = Omit<LeaseRow, 'ranOut'>;

class WholeMap extends Map<string, string> {
  private readonly leases: ReadonlyMap<string, Row>;

  constructor(leases: ReadonlyMap<string, Row>) {
    super();
    this.leases = leases;
  }

  async setMany(entries: readonly Entry[]): Promise<void> {
    const { fence, texts } = apart(entries);
    for (const [name, token] of Object.entries(fence.tokens)) {
      if (this.leases.get(name)?.token !== token) throw new Error(FENCED_OFF);
    }
    for (const { key, value } of texts) {
      if (value === '') this.delete(key);
      else this.set(key, value);
    }
  }
}

function createMemoryLeaseTable(rows: Map<string, Row>, machineClock: Clock): LeaseTable {
  const ranOut = (row: Row) => row.expiresAtMs <= machineClock.now();
  return {
    byMachineClock: true,
    async take({ name, holder, token, ttlMs, elseIfExpiresAtMs }) {
      const present = rows.get(name);
      const isFree = !present || ranOut(present) || present.token === token;
      if (!isFree && present.expiresAtMs !== elseIfExpiresAtMs) return false;
      const nowMs = machineClock.now();
      rows.set(name, { holder, token, takenAtMs: nowMs, expiresAtMs: nowMs + ttlMs });
      return true;
    },
    async renew({ name, token, ttlMs }) {
      const present = rows.get(name);
      if (present?.token !== token) return false;
      rows.set(name, { ...present, expiresAtMs: machineClock.now() + ttlMs });
      return true;
    },
    async free({ name, token }) {
      if (rows.get(name)?.token === token) rows.delete(name);
    },
    async read(name) {
      const row = rows.get(name);
      return row && { ...row, ranOut: ranOut(row) };
    },
    list: async (prefix) =>
      [...rows].flatMap(([name, row]) => (name.startsWith(prefix) && !ranOut(row) ? { ...row, name } : [])),
  };
}
