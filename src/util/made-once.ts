/** Makes something of each key once, and holds it for as long as the key exists. Keys must not be changed in place. */
export function madeOnce<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new WeakMap<Key, { readonly made: Made }>();
  return (key) => {
    const known = made.get(key) ?? { made: make(key) };
    made.set(key, known);
    return known.made;
  };
}
