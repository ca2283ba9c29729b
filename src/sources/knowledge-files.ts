import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fault, KnowledgeError } from '../domain/knowledge/index.ts';
import { findJsonFault } from './json-fault.ts';

/**
 * Reads every `*.json` of a folder, keyed by name without the ending; JSON Schemas (`*.schema.json`) are left alone.
 * Judges nothing but the JSON itself: throws a KnowledgeError that names each file which is none, and the line.
 */
export async function readKnowledgeFiles(dir: string): Promise<Record<string, unknown>> {
  const names = await readdir(dir).catch((cause: unknown) => {
    throw new Error(`Could not open the knowledge folder ${dir} (KNOWLEDGE_DIR)`, { cause });
  });
  const wanted = names.filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json')).sort();

  const files: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const file of wanted) {
    const text = (await readFile(join(dir, file), 'utf8')).replace(/^\uFEFF/, '');
    try {
      files[file.slice(0, -'.json'.length)] = JSON.parse(text);
    } catch (error) {
      const fault = findJsonFault(text);
      const path = fault ? [`line ${fault.line}`, `column ${fault.column}`] : [];
      const problem = fault ? `not JSON from ${fault.found} on` : `not JSON: ${String(error)}`;
      faults.push({ file, path, problem });
    }
  }
  if (faults.length > 0) throw new KnowledgeError(faults);
  return files;
}
