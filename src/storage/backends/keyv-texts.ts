import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { type Fence, FencedOffError } from '../fence.ts';
import type { Backend } from './backend.ts';

/**
 * A store of Keyv that writes many entries as one: all of them or none. An empty text removes the entry. An entry under
 * FENCE is none to be kept: it is the Fence, as JSON, without which none of the others is written.
 */
export type WholeWriter = (KeyvStoreAdapter | Map<string, string>) & {
  setMany(entries: readonly Entry[]): Promise<void>;
};

export interface Entry {
  readonly key: string;
  readonly value: string;
}

/** No record's key: those begin with their kind. Keyv hands entries on, and nothing beside them. */
const FENCE = '';

/** The fence and the rest of what a `setMany` was given. Without a fence, one that everything passes. */
export function apart(entries: readonly Entry[]): { fence: Fence; texts: readonly Entry[] } {
  const given = entries.find(({ key }) => key === FENCE)?.value;
  const fence: Fence = given === undefined ? { tokens: {}, sequence: 0 } : JSON.parse(given);
  return { fence, texts: entries.filter(({ key }) => key !== FENCE) };
}

/** What a `setMany` fails with where the fence does not hold. */
export const FENCED_OFF = 'the lease was taken by another process';

/**
 * Keyv as a keeper of plain texts. What a text means is checked where the kind of the record is known: Keyv itself
 * answers "absent" to what it cannot parse, and deletes what claims to be expired.
 */
export function keepTexts(store: WholeWriter): Pick<Backend, 'getMany' | 'writeWhole'> {
  const keyv = new Keyv<string>({
    store,
    // Our keys carry their kind; Keyv's own prefix maps "keyv:a" and "a" to one row.
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: ({ value }) => String(value),
    deserialize: <Value>(text: string) => ({ value: text as Value }),
  });
  // What fails also rejects, and is told to whoever asked: here it is only kept from ending the process.
  keyv.on('error', () => {});

  return {
    getMany: (storedKeys) => keyv.getMany([...storedKeys]),
    async writeWhole(changes, fence: Fence) {
      const entries = changes.map(({ storedKey, text }) => ({ key: storedKey, value: text ?? '' }));
      const condition = Object.keys(fence.tokens).length === 0 ? [] : [{ key: FENCE, value: JSON.stringify(fence) }];
      try {
        await keyv.setMany([...condition, ...entries]);
      } catch (error) {
        if (error instanceof Error && error.message.includes(FENCED_OFF)) throw new FencedOffError(fence.tokens, error);
        throw error;
      }
    },
  };
}
