import { colorOf, mixed, theme, visible } from '../drawing/colors.ts';
import { crownMark } from '../drawing/crown.ts';
import type { Drawing, Font, Mark, Typeface } from '../drawing/drawing.ts';
import { type Emblem, emblemMarks } from '../drawing/emblem.ts';
import { initialOf, shownNames } from '../drawing/names.ts';
import { PHONE_WIDTH, SMALLEST_TYPE } from '../drawing/phone-size.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';
import type { VersusScene, VersusSide, VersusWords } from './versus-scene.ts';

const MARGIN = 40;
const GAP = 40;
const HEAD = 190;
const COLUMN = (PHONE_WIDTH - 2 * MARGIN - GAP) / 2;
const RADIUS = 28;
const LINE = 64;
/** Height of a panel: two contestants have more room than several. */
const PANEL = { two: 560, many: 280 } as const;
const small: Font = { size: SMALLEST_TYPE, weight: 'regular' };

/**
 * Contestants facing each other, each on a panel of their colour, and who won where that is told. Sizes follow from the
 * number of contestants and the lengths of what is shown; the winner changes no position.
 */
export function layoutVersus(scene: VersusScene, words: VersusWords, typeface: Typeface): Drawing {
  const { sides, lines } = scene;
  const isPair = sides.length <= 2;
  const panel = isPair ? PANEL.two : PANEL.many;
  const rows = Math.max(1, Math.ceil(sides.length / 2));
  const bottom = HEAD + rows * panel + (rows - 1) * GAP;
  const foot = lines.length === 0 ? 0 : GAP + lines.length * LINE;
  return {
    width: PHONE_WIDTH,
    height: bottom + foot + MARGIN,
    background: theme.background,
    sharpness: 1,
    marks: [
      ...headMarks(scene, typeface),
      ...sides.flatMap((side, index) =>
        sideMarks(
          side,
          {
            x: MARGIN + (index % 2) * (COLUMN + GAP),
            y: HEAD + Math.floor(index / 2) * (panel + GAP),
            width: COLUMN,
            height: panel,
          },
          typeface,
        ),
      ),
      ...(isPair ? versusMarks(words.versus, HEAD + panel / 2, typeface) : []),
      ...lines.flatMap((text, index) => lineMarks(text, index, bottom + GAP + (index + 0.5) * LINE, scene, typeface)),
    ],
  };
}

function headMarks({ above, title }: VersusScene, typeface: Typeface): Mark[] {
  const width = PHONE_WIDTH - 2 * MARGIN;
  const large: Font = { size: 68, weight: 'bold' };
  const series = fitted(drawable(above.join(' · '), typeface), small, width, typeface);
  const called = fitted(drawable(title, typeface), large, width, typeface);
  return [
    ...(series === '' ? [] : [textAt(series, small, PHONE_WIDTH / 2, 56, { color: theme.dim, align: 'center' })]),
    ...(called === '' ? [] : [textAt(called, large, PHONE_WIDTH / 2, 128, { color: theme.ink, align: 'center' })]),
  ];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function sideMarks(side: VersusSide, box: Box, typeface: Typeface): Mark[] {
  const { standing } = side;
  const color = standing === 'unknown' ? theme.panel : visible(colorOf(side.color));
  const strength = standing === 'won' ? 0.5 : standing === 'lost' ? 0.1 : 0.32;
  const middle = box.x + box.width / 2;
  const isTall = box.height >= PANEL.two;
  const radius = isTall ? 110 : 62;
  const emblemY = box.y + (isTall ? 180 : 92);
  const names = shownNames(side, typeface);
  const nameY = emblemY + radius + (isTall ? 66 : 46);
  const dims = standing === 'lost' || standing === 'unknown';
  const frame: Mark = {
    kind: 'box',
    ...box,
    radius: RADIUS,
    fill: mixed(theme.panel, color, strength),
    stroke: standing === 'won' ? theme.gold : mixed(theme.panel, color, dims ? 0.2 : 0.75),
    strokeWidth: standing === 'won' ? 8 : 4,
  };
  return [
    frame,
    ...emblemMarks(emblemOf(side, typeface), middle, emblemY, radius),
    ...(standing === 'won' ? [crownOn(middle, emblemY - radius, isTall ? 80 : 40)] : []),
    ...written(names.name, { middle, y: nameY, size: isTall ? 76 : 54, width: box.width - 48 }, dims, typeface),
    ...(isTall && names.other !== ''
      ? written(
          names.other,
          { middle, y: nameY + 64, size: SMALLEST_TYPE, width: box.width - 48, quiet: true },
          dims,
          typeface,
        )
      : []),
    ...(side.note === undefined ? [] : noteMarks(side.note, box, isTall, dims, typeface)),
  ];
}

/** A crown on top of the emblem. */
function crownOn(middle: number, top: number, size: number): Mark {
  return crownMark({ left: middle - size / 2, middle: top - size * 0.37, size });
}

/** A centred text; a long one is set smaller before it is cut. */
function written(
  text: string,
  at: { middle: number; y: number; size: number; width: number; quiet?: boolean },
  dims: boolean,
  typeface: Typeface,
): Mark[] {
  const weight = at.quiet === true ? ('regular' as const) : ('bold' as const);
  let { size } = at;
  while (size > SMALLEST_TYPE && typeface.measure(text, { size, weight }) > at.width) size -= 2;
  const shown = fitted(text, { size, weight }, at.width, typeface);
  const color = dims ? theme.faint : at.quiet === true ? theme.dim : theme.ink;
  return shown === '' ? [] : [textAt(shown, { size, weight }, at.middle, at.y, { color, align: 'center' })];
}

/** A score or share: at the bottom of the panel, or in its corner where there is less room. */
function noteMarks(note: string, box: Box, isTall: boolean, dims: boolean, typeface: Typeface): Mark[] {
  const font: Font = { size: isTall ? 60 : SMALLEST_TYPE, weight: 'bold' };
  const text = fitted(drawable(note, typeface), font, box.width - 48, typeface);
  if (text === '') return [];
  const color = dims ? theme.faint : theme.ink;
  return isTall
    ? [textAt(text, font, box.x + box.width / 2, box.y + box.height - 46, { color, align: 'center' })]
    : [textAt(text, font, box.x + box.width - 24, box.y + 44, { color, align: 'right' })];
}

function versusMarks(text: string, y: number, typeface: Typeface): Mark[] {
  const font: Font = { size: 44, weight: 'bold' };
  const x = PHONE_WIDTH / 2;
  return [
    { kind: 'circle', x, y, radius: 52, fill: theme.background, stroke: theme.edge, strokeWidth: 4 },
    textAt(drawable(text, typeface), font, x, y, { color: theme.ink, align: 'center' }),
  ];
}

/** The first line of a decided match names the winner, and is highlighted. */
function lineMarks(text: string, index: number, y: number, { sides }: VersusScene, typeface: Typeface): Mark[] {
  const isResult = index === 0 && sides.some(({ standing }) => standing === 'won');
  const font: Font = isResult ? { size: 56, weight: 'bold' } : small;
  const shown = fitted(drawable(text, typeface), font, PHONE_WIDTH - 2 * MARGIN, typeface);
  const color = isResult ? theme.gold : theme.dim;
  return shown === '' ? [] : [textAt(shown, font, PHONE_WIDTH / 2, y, { color, align: 'center' })];
}

function emblemOf(side: VersusSide, typeface: Typeface): Emblem {
  if (side.standing === 'unknown') return { letter: '?', look: 'unknown' };
  return { letter: initialOf(side, typeface), color: side.color, look: side.standing === 'lost' ? 'gone' : 'plain' };
}
