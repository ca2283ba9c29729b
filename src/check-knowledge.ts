import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig, readEnvironment } from './config.ts';
import { assembleKnowledge, KnowledgeError, knowledgeJsonSchema } from './domain/knowledge/index.ts';
import { readKnowledgeFiles } from './sources/knowledge-files.ts';

const SCHEMAS = 'data/schema';

/**
 * `npm run check`: says what the knowledge files hold, or lists all that is wrong with them; and that the JSON Schemas an
 * editor checks them by are those of the code. `--write` writes the schemas anew.
 */
async function checkKnowledge(write: boolean): Promise<string> {
  const { knowledgeDir } = loadConfig(readEnvironment());
  const knowledge = assembleKnowledge(await readKnowledgeFiles(knowledgeDir));
  const { characters, episodes, matches, songs, terms } = knowledge.seenFrom('all');

  await mkdir(SCHEMAS, { recursive: true });
  for (const [name, schema] of Object.entries(knowledgeJsonSchema())) {
    const file = join(SCHEMAS, `${name}.schema.json`);
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (write) await writeFile(file, text);
    else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
      throw new KnowledgeError([
        { file, path: [], problem: 'not what the code says; write it with `npm run check:schemas`' },
      ]);
    }
  }
  const counts = { characters, episodes, matches, songs, terms };
  return Object.entries(counts)
    .map(([name, list]) => `${list.length} ${name}`)
    .join(', ');
}

try {
  const counts = await checkKnowledge(process.argv.includes('--write'));
  process.stdout.write(`The knowledge is sound: ${counts}.\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
