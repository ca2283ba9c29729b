import type { YoutubeApi, YoutubeApiOptions } from './youtube-api.ts';

/** The Data API, loaded with its HTTP client when it is first used: most bots have no key for it. */
export function createYoutubeApiLater(options: YoutubeApiOptions): YoutubeApi {
  let loaded: Promise<YoutubeApi> | undefined;
  const load = async () => (await import('./youtube-api.ts')).createYoutubeApi(options);
  const api = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    complete: async (document) => (await api()).complete(document),
    list: async (url) => (await api()).list(url),
  };
}
