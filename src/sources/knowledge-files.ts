import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fault, KnowledgeError } from '../domain/knowledge/index.ts';

/**
 * Reads every `*.json` of a folder, keyed by name without the ending; JSON Schemas (`*.schema.json`) are left alone.
 * Judges nothing but the JSON itself: throws a KnowledgeError that names every file which is none, and where.
 */
export async function readKnowledgeFiles(dir: string): Promise<Record<string, unknown>> {
  const names = await readdir(dir).catch((cause: unknown) => {
    throw new Error(`Could not open the knowledge folder ${dir} (KNOWLEDGE_DIR)`, { cause });
  });
  const wanted = names.filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json')).sort();

  const files: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const file of wanted) {
    const text = await readFile(join(dir, file), 'utf8');
    try {
      files[file.slice(0, -'.json'.length)] = JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch (error) {
      faults.push({
        file,
        path: whereIn(text, error),
        problem: `not JSON: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  }
  if (faults.length > 0) throw new KnowledgeError(faults);
  return files;
}

/** The line, where the error tells a position: Node writes `at position 12`, and `(line 3 column 4)` from version 22 on. */
function whereIn(text: string, error: unknown): string[] {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return [`line ${text.slice(0, Number(position)).split('\n').length}`];
  // An end that comes too early has no position of its own.
  return /end of JSON input/.test(message) ? [`line ${text.split('\n').length}`] : [];
}
