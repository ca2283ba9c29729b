import { assembleKnowledge, faultLine, KnowledgeError } from '../src/domain/knowledge/index.ts';
import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { createSeededChance } from '../src/util/chance.ts';
import { smallSeries } from '../testkit/knowledge/small-series.ts';
import type { Trial } from './trial.ts';

const TRIALS = 10_000;
/** One knowledge base of these is the real series, which takes far longer to read than the invented one. */
const REAL_EVERY = 20;
/** No knowledge base may take longer: one that does counts as a hang. */
const HANG_MS = 5_000;

type Node = Record<string | number, unknown>;

export const knowledge: Trial = {
  name: 'knowledge',
  about: '10,000 damaged knowledge bases: each loads and can be read, or lists its faults',
  async run({ seed, knowledgeDir, progress }) {
    const real = JSON.stringify(await readKnowledgeFiles(knowledgeDir));
    const small = JSON.stringify(smallSeries());
    const chance = createSeededChance(seed);
    const failures: string[] = [];
    let loaded = 0;
    let refused = 0;
    let faults = 0;
    let slowestMs = 0;

    for (let trial = 0; trial < TRIALS; trial += 1) {
      const files = JSON.parse(trial % REAL_EVERY === 0 ? real : small) as Node;
      const done = Array.from({ length: 1 + below(chance, 4) }, () => damage(files, chance));
      const what = `base ${trial} (${done.join('; ')})`;
      const startedMs = performance.now();
      try {
        const assembled = assembleKnowledge(files);
        for (const horizon of ['none', ...assembled.episodeLabels().map(({ id }) => id), 'all']) {
          JSON.stringify(assembled.seenFrom(horizon));
          assembled.seenFrom(horizon).search('a');
        }
        loaded += 1;
      } catch (error) {
        refused += 1;
        if (!(error instanceof KnowledgeError)) failures.push(`${what}: ${String(error)}`);
        else if (error.faults.length === 0) failures.push(`${what}: refused without a fault`);
        else if (error.faults.some((fault) => faultLine(fault).trim() === '')) failures.push(`${what}: an empty fault`);
        else faults += error.faults.length;
      }
      const tookMs = performance.now() - startedMs;
      slowestMs = Math.max(slowestMs, tookMs);
      if (tookMs > HANG_MS) failures.push(`${what}: took ${Math.round(tookMs)} ms`);
      if (trial % 1000 === 999) progress(`${trial + 1} bases: ${loaded} loaded, ${refused} refused`);
    }
    return {
      held: failures.length === 0,
      trials: TRIALS,
      failures: failures.slice(0, 20),
      figures: { loaded, refused, faults, slowestMs: Math.round(slowestMs) },
    };
  },
};

type Chance = ReturnType<typeof createSeededChance>;

const WRONG: readonly unknown[] = [
  null,
  '',
  'x',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  { id: 'x' },
  'a'.repeat(5000),
  '한'.repeat(2000),
  '\ud800',
  '__proto__',
  'none',
  'all',
  '#zzzzzz',
  '2023-02-30',
  'javascript:alert(1)',
];

/** Damages one place of the files at random. Returns which place and how. */
function damage(files: Node, chance: Chance): string {
  const { holder, key, path } = somewhere(files, chance);
  const value = holder[key];
  const acts: Record<string, () => void> = {
    removed() {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    },
    replaced() {
      holder[key] = structuredClone(WRONG[below(chance, WRONG.length)]);
    },
    'put under another name'() {
      holder[`${key}x`] = value;
      if (!Array.isArray(holder)) delete holder[key];
    },
    'put in place of another'() {
      const other = somewhere(files, chance);
      holder[key] = structuredClone(other.holder[other.key]);
    },
    doubled() {
      if (Array.isArray(holder)) holder.push(structuredClone(value));
      else holder[`${key}2`] = structuredClone(value);
    },
    'turned round'() {
      holder[key] = typeof value === 'string' ? [...value].reverse().join('') : [value];
    },
  };
  const names = Object.keys(acts);
  const name = names[below(chance, names.length)] ?? 'removed';
  acts[name]?.();
  return `${path} ${name}`;
}

/** A random place in the files; deep ones are as likely as shallow ones. */
function somewhere(files: Node, chance: Chance): { holder: Node; key: string | number; path: string } {
  let holder: Node = files;
  let path = '';
  for (;;) {
    const keys = Object.keys(holder);
    if (keys.length === 0) return { holder, key: 'new', path: `${path}/new` };
    const key = keys[below(chance, keys.length)] ?? '';
    path += `/${key}`;
    const inner = holder[key];
    const isNode = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
    if (!isNode || chance.fraction() < 0.2) return { holder, key, path };
    holder = inner as Node;
  }
}

function below(chance: Chance, limit: number): number {
  return Math.floor(chance.fraction() * limit);
}
