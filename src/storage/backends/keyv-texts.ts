import { Keyv, type KeyvStoreAdapter } from 'keyv';
import type { Log } from '../../util/log.ts';
import { type Fence, FencedOffError } from '../fence.ts';
import type { Backend } from './backend.ts';

/**
 * A store of Keyv that writes many entries as one: all of them or none. An empty text removes the entry. An entry under
 * FENCE is none to be kept: it is the Fence, as JSON, without which none of the others is written.
 */
export type WholeWriter = (KeyvStoreAdapter | Map<string, string>) & {
  setMany(entries: readonly { readonly key: string; readonly value: string }[]): Promise<void>;
};

/** No record's key: those begin with their kind. Keyv hands entries on, and nothing beside them. */
export const FENCE = '';

/** What a `setMany` fails with where the fence does not hold. */
export const FENCED_OFF = 'the lease was taken by another process';

/**
 * Keyv as a keeper of plain texts. What a text means is checked where the kind of the record is known: Keyv itself
 * answers "absent" to what it cannot parse, and deletes what claims to be expired.
 */
export function keepTexts(store: WholeWriter, log: Log): Pick<Backend, 'getMany' | 'writeWhole'> {
  const keyv = new Keyv<string>({
    store,
    // Our keys carry their kind; Keyv's own prefix maps "keyv:a" and "a" to one row.
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: ({ value }) => String(value),
    deserialize: <Value>(text: string) => ({ value: text as Value }),
  });
  // What fails also rejects and is told to whoever asked: here it is only kept from ending the process.
  keyv.on('error', (err: unknown) => {
    if (!(err instanceof Error && err.message.includes(FENCED_OFF))) log.warn({ err }, 'The store reports an error.');
  });

  return {
    getMany: (storedKeys) => keyv.getMany([...storedKeys]),
    async writeWhole(changes, fence: Fence) {
      const entries = changes.map(({ storedKey, text }) => ({ key: storedKey, value: text ?? '' }));
      const condition = Object.keys(fence).length === 0 ? [] : [{ key: FENCE, value: JSON.stringify(fence) }];
      try {
        await keyv.setMany([...condition, ...entries]);
      } catch (error) {
        if (error instanceof Error && error.message.includes(FENCED_OFF)) throw new FencedOffError(fence, error);
        throw error;
      }
    },
  };
}
