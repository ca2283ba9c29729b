import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Fault, KnowledgeError } from '../domain/knowledge/index.ts';
import { OperatorError } from '../util/operator-error.ts';
import { findJsonFault } from './json-fault.ts';

/** The folder cannot be read. The message is one sentence with KNOWLEDGE_DIR, the folder and the reason. */
class KnowledgeFolderError extends OperatorError {
  override readonly name = 'KnowledgeFolderError';
}

/**
 * Reads every `*.json` of a folder, keyed by name without the extension; JSON Schemas (`*.schema.json`) are ignored.
 * Checks only that they are JSON.
 *
 * @throws KnowledgeFolderError; KnowledgeError naming each file that cannot be read or is not JSON, and the line.
 */
export async function readKnowledgeFiles(dir: string): Promise<Record<string, unknown>> {
  const names = await readdir(dir).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KnowledgeFolderError(`KNOWLEDGE_DIR: the folder ${resolve(dir)} cannot be read: ${why}`, { cause });
  });
  const wanted = names.filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json')).sort();

  const files: Record<string, unknown> = {};
  const faults: Fault[] = [];
  if (wanted.length === 0) {
    throw new KnowledgeFolderError(
      `KNOWLEDGE_DIR: the folder ${resolve(dir)} holds no JSON files; the series in this repository is data/alien-stage`,
    );
  }
  for (const file of wanted) {
    let text: string;
    try {
      text = (await readFile(join(dir, file), 'utf8')).replace(/^\uFEFF/, '');
    } catch (error) {
      faults.push({ file, path: [], problem: `it cannot be read: ${String(error)}` });
      continue;
    }
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
