import type { Log } from '../../util/log.ts';
import type { LeaseHolder, LeaseTable } from '../lease-table.ts';
import type { Backend } from './backend.ts';
import { keepTexts } from './keyv-texts.ts';

/** Keeps everything in this process and loses it with it: for tests, and for trying things out. */
export function openMemoryBackend(log: Log): Backend {
  const map = new WholeMap();
  return {
    ...keepTexts(map, log),
    async pageAfter(storedKey) {
      const rows = [...map].filter(([key]) => key > storedKey).sort(([a], [b]) => (a < b ? -1 : 1));
      return rows.slice(0, 1_000).map(([key, text]) => ({ storedKey: key, text }));
    },
    leases: createMemoryLeaseTable(),
    close: async () => {},
  };
}

class WholeMap extends Map<string, string> {
  async setMany(entries: readonly { readonly key: string; readonly value: string }[]): Promise<void> {
    for (const { key, value } of entries) {
      if (value === '') this.delete(key);
      else this.set(key, value);
    }
  }
}

function createMemoryLeaseTable(): LeaseTable {
  const rows = new Map<string, LeaseHolder & { readonly token: string }>();
  let taken = 0;

  return {
    async take({ name, holder, nowMs, expiresAtMs }) {
      const present = rows.get(name);
      if (present && present.expiresAtMs > nowMs) return undefined;
      taken += 1;
      const token = String(taken);
      rows.set(name, { holder, token, takenAtMs: nowMs, expiresAtMs });
      return token;
    },
    async renew({ name, token, expiresAtMs }) {
      const present = rows.get(name);
      if (present?.token !== token) return false;
      rows.set(name, { ...present, expiresAtMs });
      return true;
    },
    async free({ name, token }) {
      if (rows.get(name)?.token === token) rows.delete(name);
    },
    async read(name) {
      const row = rows.get(name);
      return row && { holder: row.holder, takenAtMs: row.takenAtMs, expiresAtMs: row.expiresAtMs };
    },
  };
}
