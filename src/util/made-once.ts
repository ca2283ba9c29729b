/** What `make` makes of each key, made once for as long as somebody holds the key. The keys are never changed in place. */
export function madeOnce<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new WeakMap<Key, { readonly made: Made }>();
  return (key) => {
    const known = made.get(key) ?? { made: make(key) };
    made.set(key, known);
    return known.made;
  };
}
