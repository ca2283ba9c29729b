import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { nextRound } from '../../util/event-loop.ts';
import type { Drawing, Mark } from './drawing.ts';
import { cssFont } from './typeface.ts';

/** Pixels of the picture for one of the drawing, for sharp screens. */
export const SHARPNESS = 2;

/**
 * The canvas only records what is drawn, and renders it when pixels are read: a picture is drawn in this many parts, each
 * followed by such a read.
 */
const LOOKS = 2;

/**
 * The drawing as PNG. Drawn in steps of a few milliseconds, with a round of the event loop in between; the slow
 * encoding runs in another thread.
 */
export async function paint(drawing: Drawing, sharpness: number = drawing.sharpness ?? SHARPNESS): Promise<Buffer> {
  const { width, height, background, marks } = drawing;
  const canvas = createCanvas(width * sharpness, height * sharpness);
  const context = canvas.getContext('2d');
  context.scale(sharpness, sharpness);
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const atOnce = Math.max(1, Math.ceil(marks.length / LOOKS));
  for (let from = 0; from < marks.length; from += atOnce) {
    for (const mark of marks.slice(from, from + atOnce)) paintMark(context, mark);
    await nextRound();
    context.getImageData(0, 0, 1, 1);
    await nextRound();
  }
  return canvas.encode('png');
}

function paintMark(context: SKRSContext2D, mark: Mark): void {
  if (mark.kind === 'text') {
    context.font = cssFont(mark.font);
    context.textAlign = mark.align;
    context.fillStyle = mark.color;
    context.fillText(mark.text, mark.x, mark.y);
    return;
  }
  context.beginPath();
  if (mark.kind === 'line') {
    trace(context, mark);
    context.setLineDash([...(mark.dash ?? [])]);
    context.strokeStyle = mark.color;
    context.lineWidth = mark.width;
    context.stroke();
    return;
  }
  if (mark.kind === 'box') {
    const radius = typeof mark.radius === 'number' ? mark.radius : [...mark.radius];
    context.roundRect(mark.x, mark.y, mark.width, mark.height, radius);
  } else if (mark.kind === 'circle') context.arc(mark.x, mark.y, mark.radius, 0, Math.PI * 2);
  else {
    for (const [x, y] of mark.points) context.lineTo(x, y);
    context.closePath();
  }
  if (mark.fill !== undefined) {
    context.fillStyle = mark.fill;
    context.fill();
  }
  if (mark.stroke !== undefined) {
    context.setLineDash([...(mark.dash ?? [])]);
    context.strokeStyle = mark.stroke;
    context.lineWidth = mark.strokeWidth ?? 1;
    context.stroke();
  }
}

function trace(context: SKRSContext2D, { points, radius = 0 }: Extract<Mark, { kind: 'line' }>): void {
  const [first, ...rest] = points;
  if (first === undefined) return;
  context.moveTo(first[0], first[1]);
  for (const [index, [x, y]] of rest.entries()) {
    const next = rest[index + 1];
    const [beforeX, beforeY] = points[index] ?? [x, y];
    if (next === undefined) context.lineTo(x, y);
    else {
      const half = Math.min(Math.hypot(x - beforeX, y - beforeY), Math.hypot(next[0] - x, next[1] - y)) / 2;
      context.arcTo(x, y, next[0], next[1], Math.min(radius, half));
    }
  }
}
