/**
 * The structure of a payload without personal data: ids are replaced by numbers in order, texts by a placeholder,
 * tokens are gone.
 */
export function redacted(payload: unknown): unknown {
  const ids = new Map<string, string>();
  const idOf = (id: string) => {
    const known = ids.get(id) ?? String(1_000_000_000_000_000_000n + BigInt(ids.size));
    ids.set(id, known);
    return known;
  };
  return look(payload, '');

  function look(value: unknown, key: string): unknown {
    if (Array.isArray(value)) return value.slice(0, 3).map((item) => look(item, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [keyOf(name), look(inner, name)]));
    if (typeof value !== 'string') return value;
    if (/^\d{15,20}$/.test(value)) return KEPT.has(key) ? value : idOf(value);
    if (KEPT.has(key) || /^\d{4}-\d\d-\d\dT/.test(value)) return value;
    return value === '' ? '' : 'redacted';
  }

  function keyOf(name: string): string {
    return /^\d{15,20}$/.test(name) ? idOf(name) : name;
  }
}

/** Fields whose values say what kind of thing something is, never whose it is. */
const KEPT = new Set([
  'type',
  'features',
  'preferred_locale',
  'locale',
  'session_type',
  'permissions',
  'allow',
  'deny',
]);
