import type { Horizon } from './horizon.ts';
import type { KnowledgeView } from './view-types.ts';

/** Recently made views, by knowledge and horizon; the one that was not asked for the longest is dropped first. */
export interface ViewCache {
  get(version: string, horizon: Horizon, cut: () => KnowledgeView): KnowledgeView;
  clear(): void;
}

/** @param most how many views are held. Default: all; the data alone has only as many as it has episodes. */
export function createViewCache(most = Number.POSITIVE_INFINITY): ViewCache {
  const views = new Map<string, KnowledgeView>();
  return {
    get(version, horizon, cut) {
      const key = `${version} ${horizon}`;
      const view = views.get(key) ?? cut();
      views.delete(key);
      views.set(key, view);
      for (const oldest of views.keys()) {
        if (views.size <= most) break;
        views.delete(oldest);
      }
      return view;
    },
    clear: () => views.clear(),
  };
}
