import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangesOfKind } from '../domain/knowledge/index.ts';
import type { Store } from '../storage/index.ts';
import { reloadedRecord, reloadRecord } from '../storage/kinds.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import { complaintOf } from '../util/operator-error.ts';

const ASKED = 'asked';
const LOOK_EVERY_MS = 2_000;
const ASK_EVERY_MS = 200;

/** What one process answers an operator who asked it to reload its knowledge files. */
export interface ReloadAnswer {
  readonly holder: string;
  /** Whether the new files are in use; otherwise nothing changed there, and the lines say what is wrong with them. */
  readonly taken: boolean;
  readonly lines: readonly string[];
}

/**
 * Checks every two seconds whether an operator asked for a reload of the knowledge files, does it once for each
 * request, and keeps the answer. Never rejects; ends with the signal.
 */
export async function obeyReloads(parts: {
  readonly store: Store;
  /** The name of this process, as in its leases. */
  readonly holder: string;
  readonly reload: () => Promise<readonly ChangesOfKind[]>;
  readonly machineClock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { store, holder, reload, machineClock, log, signal } = parts;
  const answers = store.records(reloadedRecord);
  let obeyed: string | undefined;
  let failing = false;

  async function obey(): Promise<void> {
    const asked = await store.records(reloadRecord).get(ASKED);
    if (asked === undefined || asked.id === obeyed || signal.aborted) return;
    const outcome = await reload().then(
      (changes) => ({ taken: true, lines: changeLines(changes) }),
      (error: unknown) => {
        const complaint = complaintOf(error);
        log.error({ complaint }, 'The knowledge files were not taken in; the bot goes on as before');
        return { taken: false, lines: complaint.split('\n') };
      },
    );
    await answers.put(holder, { id: asked.id, ...outcome });
    obeyed = asked.id;
  }

  while (!signal.aborted) {
    try {
      await obey();
      failing = false;
    } catch (err) {
      if (!failing && !signal.aborted) log.warn({ err }, 'Whether to take in the knowledge files is not known');
      failing = true;
    }
    await machineClock.waitUntil(machineClock.now() + LOOK_EVERY_MS, signal);
  }
}

/**
 * Asks every process on the store to reload its knowledge files, and waits for `holders` to answer; other processes'
 * answers in that time are included. The request is removed before this resolves.
 *
 * @param waitMs how long to wait at most; a process that has not answered by then is missing in the result
 */
export async function askToReload(
  store: Store,
  from: { readonly holders: readonly string[]; readonly machineClock: Clock; readonly waitMs: number },
): Promise<readonly ReloadAnswer[]> {
  const { holders, machineClock, waitMs } = from;
  const asking = store.records(reloadRecord);
  const answers = store.records(reloadedRecord);
  const id = randomUUID();
  const untilMs = machineClock.steadyMs() + waitMs;
  await asking.put(ASKED, { id, askedAtMs: machineClock.now() });
  try {
    while (true) {
      const given: ReloadAnswer[] = [];
      for await (const page of answers.pages())
        for (const [holder, { id: of, ...answer }] of page) if (of === id) given.push({ holder, ...answer });
      const isWhole = holders.every((holder) => given.some((answer) => answer.holder === holder));
      if (isWhole || machineClock.steadyMs() >= untilMs) return given;
      await sleep(ASK_EVERY_MS);
    }
  } finally {
    await asking.remove(ASKED);
    for await (const keys of answers.keys()) await store.write(keys.map((key) => answers.removing(key)));
  }
}

function changeLines(changes: readonly ChangesOfKind[]): readonly string[] {
  if (changes.length === 0) return ['nothing is another than it was'];
  return changes.map(({ kind, ...ids }) => {
    const parts = Object.entries(ids).filter(([, of]) => of.length > 0);
    return `${kind}: ${parts.map(([what, of]) => `${of.length} ${what} (${of.join(', ')})`).join('; ')}`;
  });
}
