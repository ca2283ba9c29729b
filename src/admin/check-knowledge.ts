import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig, readEnvironment } from '../config.ts';
import {
  assembleKnowledge,
  KnowledgeError,
  type KnowledgeView,
  knowledgeJsonSchema,
} from '../domain/knowledge/index.ts';
import { readKnowledgeFiles } from '../sources/knowledge-files.ts';

const SCHEMAS = 'data/schema';
const README = 'README.md';
const [BEGIN, END] = ['<!-- what it knows: begin -->', '<!-- what it knows: end -->'];

/**
 * `npm run check`: summarises the knowledge files or lists all that is wrong with them, and checks that what is
 * generated from code and data (the JSON Schemas for editors, the table in the README) is up to date. `--write`
 * generates it anew.
 */
async function checkKnowledge(write: boolean): Promise<string> {
  const { knowledgeDir } = loadConfig(readEnvironment());
  const files = await readKnowledgeFiles(knowledgeDir);
  const view = assembleKnowledge(files).seenFrom('all');

  await mkdir(SCHEMAS, { recursive: true });
  for (const [name, schema] of Object.entries(knowledgeJsonSchema())) {
    await keepMade(join(SCHEMAS, `${name}.schema.json`), () => `${JSON.stringify(schema, null, 2)}\n`, write);
  }
  const counts = countsOf(view, files);
  if (knowledgeDir === loadConfig({}).knowledgeDir) {
    await keepMade(README, (text) => text.replace(between, () => `${BEGIN}\n${table(counts)}\n${END}`), write);
  }
  return counts.map(([what, count]) => `${count} ${what}`).join(', ');
}

const between = new RegExp(`${BEGIN}[^]*${END}`);

async function keepMade(file: string, make: (before: string) => string, write: boolean): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '');
  const after = make(before);
  if (after === before) return;
  if (write) return writeFile(file, after);
  throw new KnowledgeError([
    { file, path: [], problem: 'not what code and data say; make it anew with `npm run check:write`' },
  ]);
}

type Counts = readonly (readonly [what: string, count: number])[];

function countsOf(view: KnowledgeView, files: Readonly<Record<string, unknown>>): Counts {
  const { characters, episodes, competitions, matches, songs, terms } = view;
  const lists = { characters, episodes, competitions, matches, songs, terms };
  const sources = Array.isArray(files.sources) ? files.sources.length : 0;
  return [
    ...Object.entries(lists).map(([what, list]) => [what, list.length] as const),
    ['facts with their sources', factsIn(files)],
    ['sources', sources],
  ];
}

/** The number of statements, names, dates and results that have sources. */
function factsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'sources' in value && Array.isArray(value.sources) && typeof value.sources[0] === 'string' ? 1 : 0;
  return Object.values(value).reduce((sum: number, inner) => sum + factsIn(inner), own);
}

function table(counts: Counts): string {
  const rows = counts.map(([what, count]) => `| ${what} | ${count} |`);
  return ['| | |', '|---|---:|', ...rows].join('\n');
}

try {
  const counts = await checkKnowledge(process.argv.includes('--write'));
  process.stdout.write(`The knowledge is sound: ${counts}.\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
