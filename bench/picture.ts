import { createCanvas } from '@napi-rs/canvas';
import type { BracketView } from '../src/domain/knowledge/index.ts';
import { SHARPNESS } from '../src/pictures/drawing/paint.ts';
import { cssFont, openTypeface } from '../src/pictures/drawing/typeface.ts';
import {
  type BracketWords,
  bracketScene,
  createPictures,
  layoutBracket,
  type Typeface,
} from '../src/pictures/index.ts';

/** One measurement of both, which alternate: medians over the rounds, and the median of the ratios of each round. */
export interface PictureFigure {
  readonly what: string;
  readonly unit: 'ms' | 'MiB' | 'kB';
  /** @napi-rs/canvas alone: as many marks, set out in a grid, on a canvas of the same size. */
  readonly bare: number;
  /** A bracket of eight, from the knowledge view to the PNG. */
  readonly ours: number;
  /** ours ÷ bare. */
  readonly ratio: number;
}

type Measured = readonly (Pick<PictureFigure, 'what' | 'unit'> & { readonly value: number })[];
type Draw = (turn: number) => Promise<Buffer>;

const PICTURES = 8;

const words: BracketWords = {
  shown: 'Nothing held back',
  unknown: 'not known yet',
  withoutVideo: 'no video',
  picks: '',
  winnerOf: (match) => `winner of ${match}`,
  loserOf: (match) => `loser of ${match}`,
  bracketOf: (competition) => competition,
  won: (winner) => winner,
  wentOut: (names) => names,
  picked: (name) => name,
  more: (count) => String(count),
};

/** Eight contestants, all matches played. Each turn gives another picture, so that no cache can answer. */
function bracketOf(turn: number): BracketView {
  const known = { sources: [] };
  const who = (place: number) => ({
    id: `c${place}`,
    name: { en: `Contestant ${place}`, ko: `참가자 ${place}` },
    nameless: false,
    color: 0x3f6080 + place * 0x110804,
  });
  const standing = [
    [0, 1, 2, 3, 4, 5, 6, 7],
    [0, 2, 4, 6],
    [0, 4],
  ];
  const rounds = standing.map((places, round) => {
    const stage = { id: `s${round}`, label: { en: `Stage ${round + 1}` }, points: 10 };
    const matches = places.flatMap((place, index) => {
      const other = places[index + 1];
      if (index % 2 === 1 || other === undefined) return [];
      const slots = [place, other].map((own) => ({
        contestant: who(own),
        ...(round > 0 && {
          from: { matchId: `m${round - 1}-${own}`, label: { en: `Match ${own}` }, taking: 'winner' as const },
        }),
      }));
      const label = { en: `Match ${round}-${index} (${turn})` };
      const result = { ...known, winner: who(place), eliminated: [who(other)], about: [] };
      const own = { id: `m${round}-${place}`, label, competitionId: 'bench', stage, round, points: 10, seen: true };
      return [{ ...own, slots, contestants: slots.map(({ contestant }) => contestant), result, about: [] }];
    });
    return { stage, matches };
  });
  const stages = rounds.map(({ stage }) => stage);
  return { competition: { ...known, id: 'bench', name: { en: 'Bench', ko: '벤치' }, about: [], stages }, rounds };
}

function layoutOf(turn: number) {
  const scene = bracketScene({
    series: { en: 'Bench' },
    bracket: bracketOf(turn),
    language: 'en',
    languages: ['en', 'ko'],
    words,
  });
  return (typeface: Typeface) => layoutBracket(scene, words, typeface);
}

/** The same number of boxes, lines and texts, drawn as anyone would with the library. */
function bareDraw(counts: {
  boxes: number;
  lines: number;
  texts: number;
  width: number;
  height: number;
  sharpness: number;
}): Draw {
  const { boxes, lines, texts, width, height, sharpness } = counts;
  return async (turn) => {
    const canvas = createCanvas(width * sharpness, height * sharpness);
    const context = canvas.getContext('2d');
    context.scale(sharpness, sharpness);
    context.fillStyle = '#232428';
    context.fillRect(0, 0, width, height);
    const at = (index: number) => [40 + (index % 5) * 230, 60 + Math.floor(index / 5) * 34] as const;
    for (let index = 0; index < boxes; index += 1) {
      const [x, y] = at(index);
      context.fillStyle = index % 2 === 0 ? '#2f3137' : '#3f6080';
      context.beginPath();
      context.roundRect(x, y, 210, 28, 8);
      context.fill();
    }
    context.strokeStyle = '#f0b232';
    for (let index = 0; index < lines; index += 1) {
      const [x, y] = at(index);
      context.beginPath();
      context.moveTo(x + 210, y + 14);
      context.lineTo(x + 230, y + 30);
      context.stroke();
    }
    context.font = cssFont({ size: 40 / sharpness, weight: 'regular' });
    context.fillStyle = '#f2f3f5';
    for (let index = 0; index < texts; index += 1) {
      const [x, y] = at(index);
      context.fillText(`Contestant 참가자 ${index + turn}`, x + 8, y + 20);
    }
    return canvas.encode('png');
  };
}

async function measure(draw: Draw, firstTurn: number): Promise<Measured> {
  let longestHoldMs = 0;
  let peakBytes = 0;
  let watching = true;
  const before = process.memoryUsage.rss();
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    longestHoldMs = Math.max(longestHoldMs, now - last);
    last = now;
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss() - before);
    if (watching) setTimeout(look, 0);
  };
  setTimeout(look, 0);

  const start = performance.now();
  let bytes = 0;
  const holdsMs: number[] = [];
  for (let turn = 0; turn < PICTURES; turn += 1) {
    longestHoldMs = 0;
    bytes = (await draw(firstTurn + turn)).length;
    holdsMs.push(longestHoldMs);
  }
  const eachMs = (performance.now() - start) / PICTURES;
  longestHoldMs = 0;
  const together = performance.now();
  await Promise.all(Array.from({ length: PICTURES }, (_, turn) => draw(firstTurn + PICTURES + turn)));
  const togetherMs = performance.now() - together;
  watching = false;

  return [
    { what: 'a picture, one at a time', unit: 'ms', value: eachMs },
    { what: 'eight asked for at once', unit: 'ms', value: togetherMs },
    { what: 'longest hold of the event loop by a picture', unit: 'ms', value: median(holdsMs) },
    { what: 'longest hold by eight at once', unit: 'ms', value: longestHoldMs },
    { what: 'memory above the start, at most', unit: 'MiB', value: peakBytes / 2 ** 20 },
    { what: 'size of a picture', unit: 'kB', value: bytes / 1_000 },
  ];
}

/** Measures both in turns, `rounds` times. Fonts are loaded before, for both. Takes about five seconds a round. */
export async function benchPicture({ rounds }: { readonly rounds: number }): Promise<readonly PictureFigure[]> {
  const typeface = await openTypeface();
  const { marks, width, height, sharpness = SHARPNESS } = layoutOf(0)(typeface);
  const count = (...kinds: string[]) => marks.filter(({ kind }) => kinds.includes(kind)).length;
  const counts = {
    boxes: count('box', 'circle', 'shape'),
    lines: count('line'),
    texts: count('text'),
    width,
    height,
    sharpness,
  };
  const bare = bareDraw(counts);
  const pictures = createPictures();
  const ours: Draw = (turn) => pictures.draw(layoutOf(turn));
  await bare(0);
  await ours(0);

  const taken: { readonly bare: Measured; readonly ours: Measured }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const firstTurn = 1 + round * 2 * PICTURES;
    // The first to run allocates memory that the second finds ready: the order alternates, and the first round is not
    // counted.
    if (round % 2 === 0) {
      const first = await measure(bare, firstTurn);
      taken.push({ bare: first, ours: await measure(ours, firstTurn) });
    } else {
      const first = await measure(ours, firstTurn);
      taken.push({ bare: await measure(bare, firstTurn), ours: first });
    }
  }
  taken.shift();
  return (taken[0]?.ours ?? []).map(({ what, unit }, index) => {
    const pairs = taken.map((round) => ({
      bare: round.bare[index]?.value ?? Number.NaN,
      ours: round.ours[index]?.value ?? Number.NaN,
    }));
    return {
      what,
      unit,
      bare: median(pairs.map((pair) => pair.bare)),
      ours: median(pairs.map((pair) => pair.ours)),
      ratio: median(pairs.map((pair) => pair.ours / pair.bare)),
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
