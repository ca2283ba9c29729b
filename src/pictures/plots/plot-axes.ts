import { theme } from '../drawing/colors.ts';
import type { Drawing, Font, Mark, Typeface } from '../drawing/drawing.ts';
import { PHONE_WIDTH, SMALLEST_TYPE } from '../drawing/phone-size.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';

/** All plots are shown alike: three lines, the panel, and what belongs to it below. */
export const WIDTH = PHONE_WIDTH;
export const MARGIN = 40;
/** Of the panel that a plot stands in. */
export const TOP = 260;
export const BOTTOM = 760;
/** Of the words on the axis of time, below the panel. */
export const AXIS = BOTTOM + 42;
export const small: Font = { size: SMALLEST_TYPE, weight: 'regular' };

export interface Head {
  readonly title: string;
  /** What the picture is of. */
  readonly about: string;
  /** How much of it: `180 votes`. */
  readonly shown: string;
}

export interface Panel {
  readonly left: number;
  readonly right: number;
  /** Radius of the panel's corners. */
  readonly radius: number;
}

/** A plot's marks on its panel, below its head. */
export function framed(head: Head, panel: Panel, height: number, marks: readonly Mark[], typeface: Typeface): Drawing {
  const { left, right, radius } = panel;
  return {
    width: WIDTH,
    height,
    background: theme.background,
    sharpness: 1,
    marks: [
      ...headMarks(head, typeface),
      { kind: 'box', x: left, y: TOP, width: right - left, height: BOTTOM - TOP, radius, fill: theme.panel },
      ...marks,
    ],
  };
}

function headMarks({ title, about, shown }: Head, typeface: Typeface): Mark[] {
  const lines: readonly [text: string, font: Font, color: string, middle: number][] = [
    [title, { size: 64, weight: 'bold' }, theme.ink, 80],
    [about, small, theme.dim, 154],
    [shown, small, theme.faint, 210],
  ];
  return lines.flatMap(([text, font, color, middle]) => {
    const written = fitted(drawable(text, typeface), font, WIDTH - 2 * MARGIN, typeface);
    return written === '' ? [] : [textAt(written, font, MARGIN, middle, { color })];
  });
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
