import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { create } from 'fontkit';

// The thread that covered-signs.ts starts: it tells which signs all of these font files have, and ends. As the first and
// the last code point of each stretch.
const { files } = workerData as { readonly files: readonly string[] };
const sets = files.map((path) => {
  const font = create(readFileSync(path));
  if (!('characterSet' in font)) throw new Error(`${path} holds several fonts`);
  return new Set(font.characterSet);
});
const [first = new Set<number>(), ...others] = sets;
const everywhere = [...first].filter((sign) => others.every((own) => own.has(sign))).toSorted((a, b) => a - b);
const stretches: number[] = [];
for (const sign of everywhere) {
  if (stretches.at(-1) === sign - 1) stretches[stretches.length - 1] = sign;
  else stretches.push(sign, sign);
}
parentPort?.postMessage(Uint32Array.from(stretches));
