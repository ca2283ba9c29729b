import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from making more room for what is short-lived, for so long from now. Of what a start makes most stays; V8 takes
 * the rest for a load that lasts, makes the room sixteen times as large, and an idle process keeps it. Afterwards it
 * grows as it always does, by doubling, when there is a load.
 */
export function startSmall(forMs: number): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setTimeout(() => setFlagsFromString('--semi-space-growth-factor=2'), forMs).unref();
}
