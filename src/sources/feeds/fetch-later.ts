import type { GuardedFetch, GuardedFetchOptions } from './guarded-fetch.ts';

/**
 * A guarded fetch that is loaded with its HTTP client at the first address: that takes longer than all else a start does for
 * feeds, and before the first look nobody needs it.
 */
export function createFetchLater(options: GuardedFetchOptions): GuardedFetch {
  let loaded: Promise<GuardedFetch> | undefined;
  const load = async () => (await import('./guarded-fetch.ts')).createGuardedFetch(options);
  return {
    async get(url, ask) {
      loaded ??= load();
      return (await loaded).get(url, ask);
    },
    close: async () => (await loaded)?.close(),
  };
}
