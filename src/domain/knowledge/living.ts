import type { Knowledge } from './view-types.ts';

/**
 * A `Knowledge` that always answers with what `current` returns, so that reloaded data takes effect everywhere at once;
 * `forServer` returns that of a server with additions.
 */
export function livingKnowledge(
  current: () => Knowledge,
  forServer: (guildId: string) => Knowledge = () => current(),
): Knowledge {
  const living: Knowledge = {
    get seriesId() {
      return current().seriesId;
    },
    get seriesName() {
      return current().seriesName;
    },
    get languages() {
      return current().languages;
    },
    get version() {
      return current().version;
    },
    seenFrom: (horizon) => current().seenFrom(horizon),
    forServer: (guildId) => (guildId === undefined ? living : forServer(guildId)),
    wearEmblems: (emblems) => current().wearEmblems(emblems),
    episodeLabels: () => current().episodeLabels(),
    episodeLabel: (id) => current().episodeLabel(id),
    idsOf: (episodeId) => current().idsOf(episodeId),
    newestOut: () => current().newestOut(),
    isOut: (episodeId) => current().isOut(episodeId),
    isHorizon: (text) => current().isHorizon(text),
    keep: (horizon) => current().keep(horizon),
    held: (kept) => current().held(kept),
    lowerHorizon: (a, b) => current().lowerHorizon(a, b),
    compareHorizons: (a, b) => current().compareHorizons(a, b),
    recognise: (entryTitle) => current().recognise(entryTitle),
    seriesFeed: () => current().seriesFeed(),
    matchOfEpisode: (episodeId) => current().matchOfEpisode(episodeId),
    textIn: (text, language) => current().textIn(text, language),
  };
  return Object.freeze(living);
}
