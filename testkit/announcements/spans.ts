import type { Chance } from '../../src/util/chance.ts';

/** A stretch of time in which something is wrong. */
export interface Span<Kind> {
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: Kind;
}

/**
 * Spans one after the other, with pauses between them. Their lengths are uniformly distributed up to twice the mean.
 */
export function drawSpans<Kind>(
  chance: Chance,
  period: { fromMs: number; toMs: number },
  lengths: { pauseMs: number; spanMs: number },
  kinds: readonly Kind[],
): Span<Kind>[] {
  const spans: Span<Kind>[] = [];
  let atMs = period.fromMs;
  while (true) {
    const fromMs = Math.ceil(atMs + chance.fraction() * 2 * lengths.pauseMs);
    const toMs = Math.ceil(fromMs + chance.fraction() * 2 * lengths.spanMs);
    if (toMs >= period.toMs) return spans;
    const kind = kinds[Math.floor(chance.fraction() * kinds.length)];
    if (kind !== undefined) spans.push({ fromMs, toMs, kind });
    atMs = toMs;
  }
}

export function spanAt<Kind>(spans: readonly Span<Kind>[], atMs: number): Kind | undefined {
  return spans.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)?.kind;
}

/** The end of the last span before a moment outside all spans; 0 where there is none. */
export function clearSince(spans: readonly Span<unknown>[], atMs: number): number {
  return Math.max(0, ...spans.filter(({ toMs }) => toMs <= atMs).map(({ toMs }) => toMs));
}
