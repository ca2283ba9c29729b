import type { Say } from '../../../i18n/sentences.ts';
import type { EntryStory } from '../../../services/announcements/entry-story.ts';
import { moment, plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { feedName } from '../../elements/names.ts';
import { refusalText } from '../../elements/trouble.ts';
import { type EntryReader, shownTitle, takenFor } from './entry-title.ts';

/** Fifteen lines of this length, with the text around them, stay within an embed's 4,096 characters. */
const LONGEST_LINE = 260;

/** What became of each of a feed's latest entries: every gate it passed, and the one where it stopped. */
export function whyList(
  feedUrl: string,
  channelId: string,
  stories: readonly EntryStory[],
  by: EntryReader,
): MessageBody {
  const { say } = by;
  if (stories.length === 0) return { content: say('announce.whyNothing', { feed: feedName(feedUrl) }) };
  const lines = stories.map((story) => storyLine(feedUrl, story, by));
  return {
    content: say('announce.why', { feed: feedName(feedUrl), channel: `<#${channelId}>` }),
    embeds: [{ description: lines.map((line) => shortened(line, LONGEST_LINE)).join('\n') }],
  };
}

function storyLine(feedUrl: string, story: EntryStory, by: EntryReader): string {
  const { say } = by;
  const title = plain(shortened(shownTitle({ ...story, feedUrl }, by), 60));
  const passed = story.isRenamed ? [say('announce.gate.renamed')] : [];
  const stoppedAt = endOf(story, passed, say);
  return `${stoppedAt.sign} **${title}** · ${takenFor(story.recognised, by)}\n-# ${[...passed, stoppedAt.text].join(' → ')}`;
}

/** Where the entry stopped; the gates before that are added to `passed`. */
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
  // An entry that was announced or is owed passed the filter as it was then, whatever the filter would say today.
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
      if (outbox.reason.kind === 'declined') return { sign: '➖', text: say('announce.gate.declined') };
      return { sign: '❌', text: say('announce.gate.dropped', { reason: refusalText(outbox.reason, say) }) };
  }
}
