const OLDEST_VERSION = 6;

/**
 * Judges a server by its answer to INFO. `unsafe`: how it may lose what it acknowledged; undefined when it does not.
 *
 * @throws when the server cannot hold a store.
 */
export function checkRedis(info: string): { readonly unsafe: string | undefined } {
  const facts = new Map(info.split('\r\n').map((line) => [line.split(':', 1)[0], line.slice(line.indexOf(':') + 1)]));
  const version = facts.get('redis_version') ?? '';
  if (Number.parseInt(version, 10) < OLDEST_VERSION) {
    throw new Error(`it is Redis ${version}; version ${OLDEST_VERSION} or newer is needed`);
  }
  if (facts.get('role') === 'slave') throw new Error('it is read-only (a replica). STORE_URL must lead to the primary');
  const policy = facts.get('maxmemory_policy') ?? 'noeviction';
  if (policy.startsWith('allkeys') && facts.get('maxmemory') !== '0') {
    throw new Error(`it throws away what it keeps when it is full (maxmemory-policy ${policy}); set noeviction`);
  }
  if (facts.get('aof_enabled') === '0') {
    return {
      unsafe: 'The store’s server keeps no append-only file: its end loses votes. Set appendonly yes (docs/stores.md)',
    };
  }
  if (policy.startsWith('allkeys')) {
    return {
      unsafe: `The store’s server would throw votes away if it had a limit (maxmemory-policy ${policy}). Set noeviction (docs/stores.md)`,
    };
  }
  return { unsafe: undefined };
}
