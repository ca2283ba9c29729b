import type { GuardedFetch, GuardedFetchOptions } from './guarded-fetch.ts';

/**
 * A guarded fetch that loads its HTTP client at the first request, because loading it takes longer than everything else
 * that a start does for feeds.
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
