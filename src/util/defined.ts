type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same values without the keys that have none, which a schema does not take for absent ones. */
export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
