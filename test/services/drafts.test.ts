import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDrafts } from '../../src/services/drafts.ts';

const change = { storedKey: 'k', text: 't' };

describe('The state of a record in memory', () => {
  it('is built on at once, and is what is on disk again when the write fails', () => {
    const drafts = createDrafts<string>();
    drafts.load('a', 'kept');
    const first = drafts.putting('a', 'kept, told', change);
    expect([drafts.latest('a'), drafts.written('a')]).toEqual(['kept, told', 'kept']);
    first.settled?.(false);
    expect([drafts.latest('a'), drafts.written('a')]).toEqual(['kept', 'kept']);
  });

  it('is not overwritten by an older reading', () => {
    const drafts = createDrafts<string>();
    drafts.putting('a', 'newer', change).settled?.(true);
    drafts.load('a', 'older');
    expect(drafts.latest('a')).toBe('newer');
  });

  it('that was let go of does not come back with the end of a write', () => {
    const drafts = createDrafts<string>();
    drafts.load('a', 'kept');
    const under = drafts.putting('a', 'changed', change);
    drafts.forget('a');
    under.settled?.(true);
    expect([drafts.latest('a'), drafts.written('a')]).toEqual([undefined, undefined]);
  });

  it('agrees with the disk once every write has ended, whichever of them failed', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 12 }), (outcomes) => {
        const drafts = createDrafts<number>();
        let disk = 0;
        drafts.load('a', 0);
        // Each is built on the one before, and all are under way before the first has ended.
        const writes = outcomes.map((_, n) => drafts.putting('a', n + 1, change));
        for (const [n, onDisk] of outcomes.entries()) {
          if (onDisk) disk = n + 1;
          writes[n]?.settled?.(onDisk);
        }
        expect([drafts.latest('a'), drafts.written('a')]).toEqual([disk, disk]);
      }),
    );
  });
});
