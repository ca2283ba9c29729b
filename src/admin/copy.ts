import type { Change, Store } from '../storage/index.ts';
import { copyingRecord } from '../storage/kinds.ts';
import { OperatorError } from '../util/operator-error.ts';
import { refuseInUse } from './in-use.ts';

export interface Copied {
  readonly records: number;
  /** How many of them were in the copy already, from a copy that was interrupted. */
  readonly already: number;
}

/** While this record exists, no bot starts on the store (src/services/claim-store.ts). */
const MARK = `${copyingRecord.name}:begun`;

/**
 * Copies everything from one store to another, and compares afterwards. An interrupted copy is continued; a store that
 * contains anything else is refused.
 *
 * @throws OperatorError for a store that a bot uses, or a target that is not empty.
 */
export async function copyStore(from: Store, to: Store, said: (records: number) => void = () => {}): Promise<Copied> {
  await refuseInUse(from, 'copy (from)');
  await refuseInUse(to, 'copy (to)');
  let isNew = true;
  let wasBegun = false;
  for await (const page of to.pages()) {
    isNew = false;
    wasBegun ||= page.some(({ storedKey }) => storedKey === MARK);
  }
  if (!isNew && !wasBegun) {
    throw new OperatorError(
      'copy: the store to copy to is not empty. Copy into a new one: another file, another database.',
    );
  }
  await to.records(copyingRecord).put('begun', true);
  let records = 0;
  let already = 0;
  const there = withoutMark(paged(to.pages()));
  let next = await there.next();
  for await (const page of from.pages()) {
    const missing: Change[] = [];
    for (const { storedKey, text } of page) {
      while (!next.done && bytes(next.value.storedKey, storedKey) < 0) next = await there.next();
      const isThere = !next.done && next.value.storedKey === storedKey && next.value.text === text;
      if (isThere) already += 1;
      else missing.push({ storedKey, text });
      records += 1;
    }
    if (missing.length > 0) await to.write(missing);
    said(records);
  }
  await verify(from, to);
  await to.records(copyingRecord).remove('begun');
  return { records, already };
}

/** @throws OperatorError naming the first record that differs. */
async function verify(from: Store, to: Store): Promise<void> {
  const copies = withoutMark(paged(to.pages()));
  for await (const { storedKey, text } of paged(from.pages())) {
    const { value, done } = await copies.next();
    if (done || value.storedKey !== storedKey || value.text !== text) {
      throw new OperatorError(
        `copy: the record ${storedKey.split(':')[0]} differs in the copy. Was the first store written to meanwhile?`,
      );
    }
  }
  if (!(await copies.next()).done) throw new OperatorError('copy: the copy has more records than what was copied.');
}

async function* withoutMark(changes: AsyncIterable<Change>): AsyncGenerator<Change> {
  for await (const change of changes) if (change.storedKey !== MARK) yield change;
}

async function* paged(pages: AsyncIterable<readonly Change[]>): AsyncGenerator<Change> {
  for await (const page of pages) yield* page;
}

function bytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
