import { colorOf, inkOn, mixed, theme, visible } from './colors.ts';
import type { Font, Mark } from './drawing.ts';
import { textAt } from './text-fitting.ts';

/** Who a contestant is at a glance: a disc in their colour, with their letter. */
export interface Emblem {
  readonly letter: string;
  /** 0xRRGGBB */
  readonly color?: number | undefined;
  /** `gone`: no longer in it. `guess`: only expected here. `unknown`: nobody yet. */
  readonly look: 'plain' | 'gone' | 'guess' | 'unknown';
}

export function emblemMarks({ letter, color: value, look }: Emblem, x: number, y: number, radius: number): Mark[] {
  const font: Font = { size: Math.round(radius * 1.05), weight: 'bold' };
  if (look === 'unknown') {
    return [
      { kind: 'circle', x, y, radius: radius - 1, stroke: theme.edge, strokeWidth: 1.5, dash: [4, 3] },
      textAt('?', font, x, y, { color: theme.faint, align: 'center' }),
    ];
  }
  const color = colorOf(value);
  if (look === 'guess') {
    const line = visible(color);
    return [
      { kind: 'circle', x, y, radius: radius - 1, stroke: line, strokeWidth: 1.5, dash: [4, 3] },
      textAt(letter, font, x, y, { color: line, align: 'center' }),
    ];
  }
  const fill = look === 'gone' ? mixed(color, theme.panel, 0.55) : color;
  const ink = inkOn(fill);
  return [
    { kind: 'circle', x, y, radius, fill, stroke: mixed(fill, '#ffffff', 0.18), strokeWidth: 1 },
    textAt(letter, font, x, y, { color: look === 'gone' ? mixed(ink, fill, 0.35) : ink, align: 'center' }),
  ];
}
