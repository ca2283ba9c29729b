type Fields<Key extends string> = Readonly<Record<Key, string>>;

/** Discord's limit: https://discord.com/developers/docs/components/reference#custom-id */
const LONGEST = 100;

export interface CustomId<Key extends string = string> {
  readonly name: string;
  /**
   * @throws Error when a field contains a colon, or the id is longer than Discord's 100 characters: both are faults of
   * our own
   */
  write(fields: Fields<Key>): string;
  /** Undefined for another handler's id, or one that an older version wrote. */
  read(id: string): Fields<Key> | undefined;
}

/**
 * Reads and writes the ids of buttons and selects: the handler's name and named fields, so that buttons work after a
 * restart.
 */
export function customId<const Key extends string>(name: string, keys: readonly Key[]): CustomId<Key> {
  return {
    name,
    write(fields) {
      const parts = keys.map((key) => fields[key]);
      const id = [name, ...parts].join(':');
      if (parts.some((part) => part.includes(':'))) throw new Error(`A field of the custom id “${id}” holds a colon`);
      if (id.length > LONGEST) throw new Error(`The custom id “${id}” is longer than ${LONGEST} characters`);
      return id;
    },
    read(id) {
      const [head, ...parts] = id.split(':');
      if (head !== name || parts.length !== keys.length) return undefined;
      return Object.fromEntries(keys.map((key, index) => [key, parts[index] ?? ''])) as Fields<Key>;
    },
  };
}

/** The handler's name in an id, even if the id cannot be read any more. */
export function handlerNameOf(id: string): string {
  return id.split(':', 1)[0] ?? '';
}
