import type { Log } from '../../util/log.ts';
import type { LeaseHolder, LeaseTable } from '../lease-table.ts';
import type { Backend } from './backend.ts';
import { FENCE, FENCED_OFF, keepTexts } from './keyv-texts.ts';

/** Keeps everything in this process and loses it with it: for tests, and for trying things out. */
export function openMemoryBackend(log: Log): Backend {
  const tokens = new Map<string, string>();
  const map = new WholeMap(tokens);
  return {
    ...keepTexts(map, log),
    async pageAfter(storedKey) {
      const rows = [...map].filter(([key]) => key > storedKey).sort(([a], [b]) => (a < b ? -1 : 1));
      return rows.slice(0, 1_000).map(([key, text]) => ({ storedKey: key, text }));
    },
    leases: createMemoryLeaseTable(tokens),
    close: async () => {},
  };
}

class WholeMap extends Map<string, string> {
  private readonly tokens: ReadonlyMap<string, string>;

  constructor(tokens: ReadonlyMap<string, string>) {
    super();
    this.tokens = tokens;
  }

  async setMany(entries: readonly { readonly key: string; readonly value: string }[]): Promise<void> {
    const fence = JSON.parse(entries.find(({ key }) => key === FENCE)?.value ?? '{}') as Record<string, string>;
    if (Object.entries(fence).some(([name, token]) => this.tokens.get(name) !== token)) throw new Error(FENCED_OFF);
    for (const { key, value } of entries) {
      if (key === FENCE) continue;
      if (value === '') this.delete(key);
      else this.set(key, value);
    }
  }
}

/** `tokens`: kept up with who holds what, for whoever writes under it. */
function createMemoryLeaseTable(tokens: Map<string, string>): LeaseTable {
  const rows = new Map<string, LeaseHolder & { readonly token: string }>();
  let taken = 0;

  return {
    async take({ name, holder, nowMs, expiresAtMs, elseIfExpiresAtMs }) {
      const present = rows.get(name);
      if (present && present.expiresAtMs > nowMs && present.expiresAtMs !== elseIfExpiresAtMs) return undefined;
      taken += 1;
      const token = String(taken);
      rows.set(name, { holder, token, takenAtMs: nowMs, expiresAtMs });
      tokens.set(name, token);
      return token;
    },
    async renew({ name, token, expiresAtMs }) {
      const present = rows.get(name);
      if (present?.token !== token) return false;
      rows.set(name, { ...present, expiresAtMs });
      return true;
    },
    async free({ name, token }) {
      if (rows.get(name)?.token !== token) return;
      rows.delete(name);
      tokens.delete(name);
    },
    async read(name) {
      const row = rows.get(name);
      return row && { holder: row.holder, takenAtMs: row.takenAtMs, expiresAtMs: row.expiresAtMs };
    },
  };
}
