import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Change, Store } from '../storage/index.ts';
import { OperatorError } from '../util/operator-error.ts';
import { refuseInUse } from './in-use.ts';

const HEAD = z.strictObject({ clematis: z.literal('backup'), version: z.literal(1), atMs: z.number() });
const ROW = z.tuple([z.string().min(1), z.string().nullable()]);
const END = z.strictObject({ records: z.number().int(), sha256: z.string() });

/** Records that change while a pass reads are read again by the next pass, until none changed, or this many times. */
const MOST_PASSES = 5;
const ROWS_AT_ONCE = 500;

/**
 * Writes everything in the store to a new file: a first line, one line per record (a later line overrides an earlier
 * one for the same key, `null` means removed), and a last line with the number of lines. The file gets its name only
 * when it is complete and on disk, and only its owner may read it.
 *
 * @returns the number of records
 * @throws OperatorError when the file exists already, or cannot be written.
 */
export async function backUp(store: Store, file: string, atMs: number): Promise<number> {
  const partial = `${file}.partial`;
  const written = new Map<string, string>();
  try {
    // Fails if the file exists: a backup is never overwritten.
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    throw new OperatorError(`${file} cannot be made: ${error instanceof Error ? error.message : String(error)}`);
  }
  const out = await open(partial, 'w', 0o600);
  try {
    const hash = createHash('sha256');
    let lines = 0;
    await out.write(`${JSON.stringify({ clematis: 'backup', version: 1, atMs } satisfies z.infer<typeof HEAD>)}\n`);
    const put = async (rows: readonly (readonly [string, string | null])[]) => {
      if (rows.length === 0) return;
      const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      hash.update(text);
      lines += rows.length;
      await out.write(text);
    };
    for (let pass = 1, changed = true; changed && pass <= MOST_PASSES; pass += 1) {
      changed = false;
      const seen = new Set<string>();
      for await (const page of store.pages()) {
        const rows = page.flatMap(({ storedKey, text = '' }) => {
          seen.add(storedKey);
          const print = fingerprint(text);
          if (written.get(storedKey) === print) return [];
          written.set(storedKey, print);
          return [[storedKey, text] as const];
        });
        changed ||= rows.length > 0;
        await put(rows);
      }
      const gone = [...written.keys()].filter((key) => !seen.has(key));
      for (const key of gone) written.delete(key);
      await put(gone.map((key) => [key, null] as const));
    }
    await out.write(
      `${JSON.stringify({ records: lines, sha256: hash.digest('hex') } satisfies z.infer<typeof END>)}\n`,
    );
    await out.sync();
    await out.close();
    await rename(partial, file);
    return written.size;
  } catch (error) {
    await out.close().catch(() => {});
    await Promise.all([partial, file].map((path) => rm(path, { force: true })));
    throw error;
  }
}

/**
 * Puts a backup into an empty store that no bot uses. The whole file is checked first, so that nothing is restored from
 * a damaged one.
 *
 * @returns the number of records
 * @throws OperatorError saying what is wrong with the file or the store.
 */
export async function restore(store: Store, file: string): Promise<number> {
  await refuseInUse(store, 'restore');
  for await (const _page of store.pages()) {
    throw new OperatorError(
      'restore: the store of STORE_URL is not empty. Restore into a new one (another file, another database), or move the old one away.',
    );
  }
  for await (const _ of rowsOf(file)) {
    // Reads to the end only to check the file.
  }
  let waiting: Change[] = [];
  for await (const [storedKey, text] of rowsOf(file)) {
    waiting.push({ storedKey, text: text ?? undefined });
    if (waiting.length < ROWS_AT_ONCE) continue;
    await store.write(waiting);
    waiting = [];
  }
  await store.write(waiting);
  let records = 0;
  for await (const page of store.pages()) records += page.length;
  return records;
}

/**
 * The rows of a backup.
 *
 * @throws OperatorError at the end, when the file is not complete, or at an invalid line
 */
async function* rowsOf(file: string): AsyncGenerator<z.infer<typeof ROW>> {
  const hash = createHash('sha256');
  let number = 0;
  let rows = 0;
  let isWhole = false;
  const input = createReadStream(file, 'utf8');
  const opened = new Promise<void>((resolve, reject) => input.once('open', () => resolve()).once('error', reject));
  await opened.catch((error: Error) => {
    throw new OperatorError(`${file} cannot be read: ${error.message}`);
  });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const parsed = parsedLine(line);
    if (number === 1) {
      if (!HEAD.safeParse(parsed).success) throw new OperatorError(`${file} is no backup of Clematis.`);
      continue;
    }
    const end = END.safeParse(parsed);
    if (end.success) {
      isWhole = end.data.records === rows && end.data.sha256 === hash.digest('hex');
      break;
    }
    const row = ROW.safeParse(parsed);
    if (!row.success) throw new OperatorError(`${file}, line ${number}: this is no record; the file is damaged.`);
    rows += 1;
    hash.update(`${line}\n`);
    yield row.data;
  }
  if (!isWhole) throw new OperatorError(`${file} is not whole: it was cut off, or changed. Nothing of it is restored.`);
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The first characters of a hash: enough to tell two states of a record apart. */
function fingerprint(text: string): string {
  return createHash('sha1').update(text).digest('base64').slice(0, 16);
}
