import { DECLINED } from '../../../domain/announcement/flood.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { EntryStory } from '../../../services/announcements/entry-story.ts';
import type { SeenEntry } from '../../../services/announcements/entry-rules.ts';
import type { Call } from '../../contract/command.ts';
import { moment, plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { feedName } from '../../elements/feed-words.ts';
import { refusalText } from '../../elements/trouble.ts';

type Speaker = Pick<Call, 'say' | 'services' | 'language' | 'asker' | 'reading'>;

/** Fifteen of these and what stands around them stay within an embed's 4,096 characters. */
const LONGEST_LINE = 260;

/** What became of each of a feed's latest entries: every gate it passed, and the one where it stopped. */
export function whyList(feedUrl: string, channelId: string, stories: readonly EntryStory[], by: Speaker): MessageBody {
  const { say } = by;
  if (stories.length === 0) return { content: say('announce.whyNothing', { feed: feedName(feedUrl) }) };
  const lines = stories.map((story) => storyLine(feedUrl, story, by));
  return {
    content: say('announce.why', { feed: feedName(feedUrl), channel: `<#${channelId}>` }),
    embeds: [{ description: lines.map((line) => shortened(line, LONGEST_LINE)).join('\n') }],
  };
}

function storyLine(feedUrl: string, story: EntryStory, by: Speaker): string {
  const { say } = by;
  const title = plain(shortened(shownTitle({ ...story, feedUrl }, by), 60));
  const passed = story.isRenamed ? [say('announce.gate.renamed')] : [];
  const stoppedAt = endOf(story, passed, say);
  return `${stoppedAt.sign} **${title}** · ${takenFor(story.recognised, by)}\n-# ${[...passed, stoppedAt.text].join(' → ')}`;
}

/** Where its way ended; the gates before that are added to `passed`. */
function endOf(story: EntryStory, passed: string[], say: Say): { sign: string; text: string } {
  const { feed, filter, outbox } = story;
  switch (feed.kind) {
    case 'unknown-yet':
      return { sign: '⏳', text: say('announce.gate.unknown') };
    case 'silent':
      return { sign: '➖', text: say(`announce.gate.${feed.verdict}`) };
    case 'before-subscription':
      return { sign: '➖', text: say('announce.gate.beforeSubscription') };
    case 'short':
      return { sign: '➖', text: say('announce.gate.short') };
    case 'held':
      return { sign: '⏳', text: say('announce.gate.held') };
    case 'handed-over':
      passed.push(say('announce.gate.new'));
  }
  // What was made or is owed passed the filter as it was then, whatever it would say today.
  if (outbox === undefined && filter !== undefined && filter.kind !== 'passed') {
    if (filter.kind === 'other') return { sign: '➖', text: say('announce.gate.other', { kind: plain(filter.other) }) };
    if (filter.kind === 'no-episode') return { sign: '➖', text: say('announce.gate.noEpisode') };
    if (filter.kind === 'words-missing') return { sign: '➖', text: say('announce.gate.wordsMissing') };
    return { sign: '➖', text: say('announce.gate.wordForbidden', { word: plain(filter.word) }) };
  }
  passed.push(say('announce.gate.filterPassed'));
  if (outbox === undefined) return { sign: '✅', text: say('announce.gate.madeLongAgo') };
  switch (outbox.kind) {
    case 'asked':
      return { sign: '⏳', text: say('announce.gate.asked') };
    case 'elsewhere':
      return { sign: '➖', text: say('announce.gate.elsewhere') };
    case 'made':
      return { sign: '✅', text: say('announce.gate.made', { when: moment(outbox.atMs, 'R') }) };
    case 'owed':
      return outbox.reason === undefined
        ? { sign: '⏳', text: say('announce.gate.owed') }
        : { sign: '⚠️', text: say('announce.gate.waiting', { reason: refusalText(outbox.reason, say) }) };
    case 'dropped':
      if (outbox.reason === DECLINED) return { sign: '➖', text: say('announce.gate.declined') };
      return { sign: '❌', text: say('announce.gate.dropped', { reason: refusalText(outbox.reason, say) }) };
  }
}

/** What an entry is taken for, in words: the episode's neutral label, something else, or nothing known. */
export function takenFor(recognised: SeenEntry['recognised'], { say, services, language }: Speaker): string {
  if (recognised === undefined) return say('announce.takenForNothing');
  const { is, by } = recognised;
  const what =
    'episodeId' in is
      ? episodeText(is.episodeId, { services, language })
      : say('announce.takenForOther', { kind: plain(is.other) });
  return by === 'series'
    ? what
    : `${what} (${by === 'server' ? say('announce.byServer') : say('announce.byCorrection')})`;
}

/**
 * An entry's title, where the server chose to see this feed's titles or the asker has watched the episode; else what is
 * neutral about it.
 */
export function shownTitle({ feedUrl, entry, recognised }: SeenEntry, by: Speaker): string {
  const { services, asker, reading, say } = by;
  const episodeId = recognised && 'episodeId' in recognised.is ? recognised.is.episodeId : undefined;
  const server = services.announcements.subscriptions.ofServer(asker.place.guildId ?? '');
  const isChosen = server.some((subscription) => subscription.feedUrl === feedUrl && subscription.amount !== 'out');
  const hasWatched =
    reading.privateHorizon === 'all' ||
    (episodeId !== undefined && services.episodes.compareHorizons(reading.privateHorizon, episodeId) >= 0);
  if (isChosen || hasWatched) return entry.title || entry.key;
  return episodeId === undefined ? say('announce.hiddenTitle') : episodeText(episodeId, by);
}

export function episodeText(episodeId: string, { services, language }: Pick<Speaker, 'services' | 'language'>): string {
  const label = services.episodes.episodeLabels().find(({ id }) => id === episodeId)?.label;
  return label === undefined ? plain(episodeId) : plain(services.episodes.textIn(label, language));
}
