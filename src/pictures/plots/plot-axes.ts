import { theme } from '../drawing/colors.ts';
import type { Drawing, Mark, Typeface } from '../drawing/drawing.ts';
import { type Head, headMarks } from './head.ts';

/** Smaller than a bracket, because Discord shows it smaller while the text keeps its size. All plots have this size. */
export const WIDTH = 800;
const HEIGHT = 450;
/** Top and bottom of the panel with the plot. */
export const TOP = 96;
export const BOTTOM = 386;

export interface Panel {
  readonly left: number;
  readonly right: number;
  /** Radius of the panel's corners. */
  readonly radius: number;
}

/** The plot on its panel, below the head. */
export function framed(head: Head, panel: Panel, marks: readonly Mark[], typeface: Typeface): Drawing {
  const { left, right, radius } = panel;
  return {
    width: WIDTH,
    height: HEIGHT,
    background: theme.background,
    marks: [
      ...headMarks(head, WIDTH, typeface, 20),
      { kind: 'box', x: left, y: TOP, width: right - left, height: BOTTOM - TOP, radius, fill: theme.panel },
      ...marks,
    ],
  };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Steps that are easy to read; a poll is open for a year at most. */
const STEPS_MS = [
  ...[1, 5, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 3, 7, 14, 30, 60, 120].map((days) => days * DAY_MS),
];

/** At most three labelled moments between beginning and end fit in the picture. */
const MOST = 3.5;

export interface TimeBefore {
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly amount: number;
}

export interface PlotTick {
  /** 0 = the beginning, 1 = the end. */
  readonly at: number;
  readonly before: TimeBefore;
}

/**
 * Moments within a span of time, in whole steps before its end, earliest first, so that they do not depend on a time
 * zone. Empty for spans of less than two minutes.
 */
export function ticksBefore(spanMs: number): readonly PlotTick[] {
  const stepMs = STEPS_MS.find((step) => spanMs / step <= MOST) ?? 120 * DAY_MS;
  const count = Math.ceil(spanMs / stepMs) - 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const beforeMs = (count - index) * stepMs;
    return { at: 1 - beforeMs / spanMs, before: timeOf(beforeMs, stepMs) };
  });
}

function timeOf(ms: number, stepMs: number): TimeBefore {
  if (stepMs < HOUR_MS) return { unit: 'minutes', amount: ms / MINUTE_MS };
  return stepMs < DAY_MS ? { unit: 'hours', amount: ms / HOUR_MS } : { unit: 'days', amount: ms / DAY_MS };
}
