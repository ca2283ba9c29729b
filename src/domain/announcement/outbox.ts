import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What is kept of an entry to announce it: enough to post it long after it left the feed. */
export const AnnouncedEntry = z.strictObject({
  key: z.string(),
  title: z.string(),
  link: z.string().optional(),
  publishedMs: z.number().optional(),
  episodeId: z.string().optional(),
});
export type AnnouncedEntry = z.infer<typeof AnnouncedEntry>;

const Owed = z.strictObject({
  entry: AnnouncedEntry,
  owedAtMs: z.number(),
  /** Saved before the first attempt: from then on the post may exist although no answer ever came. */
  triedAtMs: z.number().optional(),
  /** Why it waits, when it cannot be posted now. */
  held: z.string().optional(),
});
export type Owed = z.infer<typeof Owed>;

/** Announcements owed and made, of one subscription. Owed → posted (nonce) → recorded. */
export const Outbox = z.strictObject({
  owed: z.array(Owed).readonly(),
  made: z.array(z.strictObject({ key: z.string(), messageId: z.string(), atMs: z.number() })).readonly(),
});
export type Outbox = z.infer<typeof Outbox>;

/** How many made announcements are remembered for `/announce why`: the feed's own memory is what prevents repeats. */
const MOST_MADE = 50;

export const emptyOutbox: Outbox = { owed: [], made: [] };

/** Adds what is new, oldest first, leaving out what is owed or made already. */
export function owe(outbox: Outbox, entries: readonly AnnouncedEntry[], nowMs: number): Outbox {
  const known = new Set([...outbox.owed.map((owed) => owed.entry.key), ...outbox.made.map((made) => made.key)]);
  const fresh = entries.filter((entry) => !known.has(entry.key));
  return { ...outbox, owed: [...outbox.owed, ...fresh.map((entry) => ({ entry, owedAtMs: nowMs }))] };
}

export function markTried(outbox: Outbox, key: string, nowMs: number): Outbox {
  return change(outbox, key, ({ held: _, ...owed }) => ({ ...owed, triedAtMs: owed.triedAtMs ?? nowMs }));
}

export function hold(outbox: Outbox, key: string, reason: string): Outbox {
  return change(outbox, key, (owed) => ({ ...owed, held: reason }));
}

export function record(outbox: Outbox, key: string, messageId: string, nowMs: number): Outbox {
  return {
    owed: outbox.owed.filter((owed) => owed.entry.key !== key),
    made: [...outbox.made, { key, messageId, atMs: nowMs }].slice(-MOST_MADE),
  };
}

function change(outbox: Outbox, key: string, by: (owed: Owed) => Owed): Outbox {
  return { ...outbox, owed: outbox.owed.map((owed) => (owed.entry.key === key ? by(owed) : owed)) };
}

/**
 * The same for the same subscription and entry, in whatever process: 22 letters, digits, `-` and `_`, since Discord takes
 * 25 characters and two different messages must never share one.
 */
export function nonceOf(subscriptionId: string, entryKey: string): string {
  return createHash('sha256').update(`${subscriptionId}\n${entryKey}`).digest('base64url').slice(0, 22);
}
