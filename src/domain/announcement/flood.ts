import { type AnnouncedEntry, drop, type Outbox, owe } from './outbox.ts';

/** More new entries than this at once are most likely a fault of the feed, and no news. */
const MOST_AT_ONCE = 10;
/** If the last look was longer ago than this, many new entries can be genuine. */
const LOOKED_LATELY_MS = 24 * 60 * 60 * 1000;
/** Of a very large flood, only the newest entries are kept. */
const MOST_KEPT = 200;

/** What moderators may decide about a flood. */
export const floodAnswers = ['all', 'newest', 'none'] as const;
export type FloodAnswer = (typeof floodAnswers)[number];

/** @param lastLookMs the last good look before the one that found them; undefined when there was none. */
export function isFlood(entries: readonly AnnouncedEntry[], lastLookMs: number | undefined, nowMs: number): boolean {
  return entries.length > MOST_AT_ONCE && lastLookMs !== undefined && nowMs - lastLookMs < LOOKED_LATELY_MS;
}

/** Adds entries to the flood that waits for a decision; without one, begins it. */
export function holdFlood(outbox: Outbox, entries: readonly AnnouncedEntry[], nowMs: number): Outbox {
  const before = outbox.flood?.entries ?? [];
  const known = new Set(before.map(({ key }) => key));
  const all = [...before, ...entries.filter(({ key }) => !known.has(key))].slice(-MOST_KEPT);
  return { ...outbox, flood: { entries: all, sinceMs: outbox.flood?.sinceMs ?? nowMs } };
}

/** What was decided to be posted becomes owed; the rest is dropped. */
export function answerFlood(outbox: Outbox, answer: FloodAnswer, nowMs: number): Outbox {
  const { flood, ...rest } = outbox;
  if (flood === undefined) return outbox;
  const wanted = answer === 'all' ? flood.entries : answer === 'newest' ? flood.entries.slice(-1) : [];
  const declined = flood.entries.filter((entry) => !wanted.includes(entry));
  const owed = owe(rest, wanted, nowMs);
  return declined.reduce<Outbox>((left, { key }) => drop(left, key, { kind: 'declined' }, nowMs), owed);
}
