import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { type Fence, FencedOffError } from '../fence.ts';
import type { Backend } from './backend.ts';

/**
 * A Keyv store that writes many entries at once: all or none. An empty text removes the entry. The entry under FENCE is
 * not stored: it is the Fence, as JSON, without which none of the others is written.
 */
export type WholeWriter = (KeyvStoreAdapter | Map<string, string>) & {
  setMany(entries: readonly Entry[]): Promise<void>;
};

export interface Entry {
  readonly key: string;
  readonly value: string;
}

/** Cannot be a record's key, which begins with its kind. Keyv passes on only entries, so the fence is passed as one. */
const FENCE = '';

/** Separates the fence from the other entries of a `setMany`. Without a fence, returns one that always holds. */
export function apart(entries: readonly Entry[]): { fence: Fence; texts: readonly Entry[] } {
  const given = entries.find(({ key }) => key === FENCE)?.value;
  const fence: Fence = given === undefined ? { tokens: {}, sequence: 0 } : JSON.parse(given);
  return { fence, texts: entries.filter(({ key }) => key !== FENCE) };
}

/** The error of a `setMany` whose fence does not hold. */
export const FENCED_OFF = 'the lease was taken by another process';

/**
 * Keyv, used to keep plain texts. Their meaning is checked where the kind of record is known, because Keyv itself
 * returns "absent" for what it cannot parse, and deletes what claims to be expired.
 */
export function keepTexts(store: WholeWriter): Pick<Backend, 'getMany' | 'writeWhole'> {
  const keyv = new Keyv<string>({
    store,
    // Our keys contain their kind; with Keyv's own prefix "keyv:a" and "a" would be one row.
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: ({ value }) => String(value),
    deserialize: <Value>(text: string) => ({ value: text as Value }),
  });
  // Every failure also rejects for the caller; without a listener the event would end the process.
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
