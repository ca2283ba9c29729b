import type { Asking } from '../../../contract/reader.ts';
import { ACCENT, type Card, KIND_EMOJI } from './card.ts';
import { toEpisode } from './links.ts';
import { bare, words } from './words.ts';

/**
 * What to watch next: its place in the order, and the series' channel. A link to the video itself would tell its title.
 */
export function nextCard(reader: Asking): Card {
  const { say, view, reading } = reader;
  const subtitle = say(reading.audience === 'public' ? 'know.nextForAll' : 'know.nextForYou');
  const next = view.next();
  const [home] = view.series.links;
  const web = home === undefined ? [] : [{ label: bare(reader, home.label), url: home.url }];
  if (next === undefined) {
    return {
      title: `✨ ${say('know.allSeen')}`,
      subtitle,
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
    subtitle,
    color: ACCENT,
    lead: [seen === undefined ? say('know.nextFirst') : say('know.nextAfter', { label: words(reader, seen.label) })],
    sections: [],
    links: seen === undefined ? [] : [toEpisode(reader, seen)],
    web,
    claims: [],
    unseenEpisode: next.id,
  };
}
