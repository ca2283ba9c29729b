import type { Reader } from '../../../contract/reader.ts';
import { ACCENT, type Card, KIND_EMOJI } from './card.ts';
import { bare, words } from './words.ts';

/** What to watch next: its place in the order, and where the series is published. Its own address would tell its title. */
export function nextCard(reader: Reader): Card {
  const { say, view } = reader;
  const next = view.next();
  const [home] = view.series.links;
  const web = home === undefined ? [] : [{ label: bare(reader, home.label), url: home.url }];
  if (next === undefined) {
    return {
      title: `✨ ${say('know.allSeen')}`,
      color: ACCENT,
      lead: [say('know.allSeenText')],
      sections: [],
      links: [],
      web,
      claims: [],
    };
  }
  const seen = view.episodes.filter((episode) => episode.seen).at(-1);
  return {
    title: `${KIND_EMOJI.episode} ${say('know.next', { label: words(reader, next.label) })}`,
    color: ACCENT,
    lead: [seen === undefined ? say('know.nextFirst') : say('know.nextAfter', { label: words(reader, seen.label) })],
    sections: [],
    links: [],
    web,
    claims: [],
    unseenEpisode: next.id,
  };
}
