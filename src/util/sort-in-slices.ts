import { createBreather } from './event-loop.ts';

/** How many items are sorted or merged without a pause: some milliseconds of work. */
const SLICE = 4_096;

/** As `toSorted`, with pauses in which other work can run. */
export async function sortedInSlices<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const breathe = createBreather();
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += SLICE) {
    runs.push(items.slice(start, start + SLICE).sort(compare));
    await breathe();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await mergedRuns(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function mergedRuns<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const breathe = createBreather();
  const merged: T[] = [];
  for (let [left, right] = [0, 0]; left < a.length || right < b.length; ) {
    const takesLeft = right >= b.length || (left < a.length && compare(a[left] as T, b[right] as T) <= 0);
    merged.push((takesLeft ? a[left++] : b[right++]) as T);
    if (merged.length % SLICE === 0) await breathe();
  }
  return merged;
}
