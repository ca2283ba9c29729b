import { Keyv, type KeyvStoreAdapter } from 'keyv';
import type { Log } from '../../util/log.ts';
import type { Backend } from './backend.ts';

/** A store of Keyv that writes many entries as one: all of them or none. An empty text removes the entry. */
export type WholeWriter = (KeyvStoreAdapter | Map<string, string>) & {
  setMany(entries: readonly { readonly key: string; readonly value: string }[]): Promise<void>;
};

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
  keyv.on('error', (err) => log.warn({ err }, 'The store reports an error.'));

  return {
    getMany: (storedKeys) => keyv.getMany([...storedKeys]),
    async writeWhole(changes) {
      await keyv.setMany(changes.map(({ storedKey, text }) => ({ key: storedKey, value: text ?? '' })));
    },
  };
}
