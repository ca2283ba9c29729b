/**
 * Returns what was made for a key, or makes it. At most `most` are held; the one not asked for the longest is dropped
 * first.
 */
export function createRecent<Made>(most: number): (key: string, make: () => Made) => Made {
  const kept = new Map<string, { readonly made: Made }>();
  return (key, make) => {
    const known = kept.get(key) ?? { made: make() };
    kept.delete(key);
    kept.set(key, known);
    const [oldest] = kept.size > most ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return known.made;
  };
}
