import { nonceOf } from '../../../domain/announcement/outbox.ts';
import type { Notice, StoredNotice } from '../../../domain/notices.ts';
import type { Say } from '../../../i18n/sentences.ts';
import { moment, plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { button, rows } from '../../elements/controls.ts';
import { feedName, permissionsText } from '../../elements/names.ts';
import { failureKey, pausedText, refusalText } from '../../elements/trouble.ts';
import { aboutNothingId, whoWonId } from '../../polls/ids.ts';
import { linked, pollLink } from '../../polls/views/poll-words.ts';
import { replacedText } from '../../polls/views/replaced-emoji.ts';
import {
  correctResultId,
  keepResultId,
  newEpisodeId,
  noEpisodeId,
  noneOursId,
  showTitleId,
  whichEpisodeId,
  whichOursId,
} from '../../season/ids.ts';
import { noticeId } from '../ids.ts';

/** A notice as a message in the channel chosen for notices. */
export function noticeMessage(stored: StoredNotice, say: Say): MessageBody {
  return {
    content: noticeText(stored, say),
    // The bot recognises its own post by the first button.
    components: rows([
      button({ id: noticeId.write({ mark: stored.id }), label: say('notice.about') }),
      ...answersTo(stored.notice, say),
    ]),
    withoutPreviews: true,
  };
}

/** A button for each contestant; a press leads to a confirmation. */
function winnerButtons(notice: Notice) {
  if (notice.kind !== 'poll-who-won') return [];
  return notice.contestants.map(({ id, name, emoji }) =>
    button({ id: whoWonId.write({ poll: notice.pollId, winner: id }), label: name, emoji }),
  );
}

/** The buttons to answer a notice that asks something; none for other notices. */
function answersTo(notice: Notice, say: Say) {
  return [...winnerButtons(notice), ...aboutButtons(notice, say), ...uploadButtons(notice, say)];
}

/** For “could its answer spoil anybody?”: a button for “no”. An episode can only be given by a command. */
function aboutButtons(notice: Notice, say: Say) {
  if (notice.kind !== 'poll-about') return [];
  return [button({ id: aboutNothingId.write({ poll: notice.pollId }), label: say('poll.aboutNothing') })];
}

/** The buttons to say what an unrecognised upload is. */
function uploadButtons(notice: Notice, say: Say) {
  if (notice.kind === 'data-episode') {
    const { episodeId: episode } = notice;
    return [
      button({ id: whichOursId.write({ episode }), label: say('season.isOneOfOurs'), style: 'primary' }),
      button({ id: noneOursId.write({ episode }), label: say('season.isNoneOfOurs') }),
    ];
  }
  if (notice.kind === 'result-differs') {
    const { pollId: poll } = notice;
    return [
      button({ id: correctResultId.write({ poll }), label: say('season.correctIt'), style: 'primary' }),
      button({ id: keepResultId.write({ poll }), label: say('season.keepOurs') }),
    ];
  }
  if (notice.kind !== 'new-upload') return [];
  const entry = nonceOf(notice.feedUrl, notice.key);
  return [
    button({ id: newEpisodeId.write({ entry }), label: say('season.isNewEpisode'), style: 'primary' }),
    button({ id: whichEpisodeId.write({ entry }), label: say('season.isOneOfThese') }),
    button({ id: noEpisodeId.write({ entry }), label: say('season.isNoEpisode') }),
    ...(notice.title === undefined
      ? [button({ id: showTitleId.write({ entry }), label: say('season.showTitle') })]
      : []),
  ];
}

/**
 * Notices nobody was told yet, oldest first, in one text of at most 1,900 characters, and which of them it contains;
 * where the server has no channel for notices, also how to choose one. At most one notice with a question is included,
 * with its buttons, because with two it would not be clear which button answers which. The others wait for the next
 * answer.
 *
 * @param rowsLeft how many rows of buttons the answer has room for
 */
export function noticesText(
  pending: readonly StoredNotice[],
  { channelId, rowsLeft, say }: { channelId: string | undefined; rowsLeft: number; say: Say },
): {
  readonly text: string;
  readonly told: readonly string[];
  readonly components: NonNullable<MessageBody['components']>;
} {
  let text = say('notice.pending');
  const told: string[] = [];
  let components: NonNullable<MessageBody['components']> = [];
  for (const stored of pending) {
    const line = `\n- ${noticeText(stored, say)}`;
    if (text.length + line.length > 1_750) break;
    const answers = rows(answersTo(stored.notice, say));
    if (answers.length > 0 && (components.length > 0 || answers.length > rowsLeft)) continue;
    if (answers.length > 0) components = answers;
    text += line;
    told.push(stored.id);
  }
  return { text: channelId === undefined ? `${text}\n${say('notice.chooseChannel')}` : text, told, components };
}

function noticeText({ notice, atMs }: StoredNotice, say: Say): string {
  return `${sentence(notice, say)} ${moment(atMs, 'R')}`;
}

function sentence(notice: Notice, say: Say): string {
  switch (notice.kind) {
    case 'feed-down':
      return say('notice.feedDown', {
        feed: feedName(notice.feedUrl),
        since: moment(notice.sinceMs),
        reason: say(`announce.failure.${failureKey(notice.reason)}`),
      });
    case 'feed-back':
      return say('notice.feedBack', { feed: feedName(notice.feedUrl), since: moment(notice.sinceMs) });
    case 'feed-gap':
      return say('notice.feedGap', { feed: feedName(notice.feedUrl) });
    case 'feed-flood':
      return say('notice.feedFlood', {
        feed: feedName(notice.feedUrl),
        channel: `<#${notice.channelId}>`,
        count: notice.count,
      });
    case 'new-upload':
      if (notice.title === undefined) return say('notice.newUploadHidden');
      return say('notice.newUpload', { title: plain(shortened(notice.title, 100)) });
    case 'given-up': {
      const reason = refusalText(notice.detail, say);
      return say('notice.givenUp', { channel: `<#${notice.channelId}>`, count: notice.count, reason });
    }
    case 'channel-stopped': {
      const channel = `<#${notice.channelId}>`;
      if (notice.reason === 'channel-gone') return say('notice.channelGone', { channel });
      const surely = notice.reason === 'cannot-look' ? (['readHistory'] as const) : [];
      const permissions = permissionsText([...notice.missing, ...surely], say);
      return permissions === ''
        ? say('notice.channelForbidden', { channel })
        : say('notice.channelLacks', { channel, permissions });
    }
    case 'follow-up-stopped': {
      const facts = { channel: `<#${notice.channelId}>`, permissions: permissionsText(notice.missing, say) };
      return notice.what === 'publish' ? say('notice.publishStopped', facts) : say('notice.threadStopped', facts);
    }
    case 'poll-emoji': {
      const replaced = replacedText(notice.replaced, say);
      return say('notice.pollEmoji', { title: linkedPoll(notice), channel: `<#${notice.channelId}>`, replaced });
    }
    case 'poll-reactions':
      return say('notice.pollReactions', {
        title: linkedPoll(notice),
        channel: `<#${notice.channelId}>`,
        why: refusalText(notice.detail, say),
      });
    case 'poll-who-won':
      return say('notice.pollWhoWon', { title: linkedPoll(notice), channel: `<#${notice.channelId}>` });
    case 'data-episode':
      return say('notice.dataEpisode', { label: plain(notice.label) });
    case 'result-differs':
      return say('notice.resultDiffers', { title: linkedPoll(notice), channel: `<#${notice.channelId}>` });
    case 'kept-up':
      return say('notice.keptUp', { label: plain(notice.label), count: notice.days });
    case 'poll-about':
      return say('notice.pollAbout', { title: linkedPoll(notice), channel: `<#${notice.channelId}>` });
    case 'poll-role-gone':
      return say('notice.pollRoleGone', { title: linkedPoll(notice), channel: `<#${notice.channelId}>` });
    case 'poll-paused':
      return say('notice.pollPaused', {
        title: linkedPoll(notice),
        channel: `<#${notice.channelId}>`,
        why: pausedText(notice, say),
      });
  }
}

/** The poll's title, as a link to its message where that is known. */
function linkedPoll({
  title,
  guildId,
  channelId,
  messageId,
}: {
  readonly title: string;
  readonly channelId: string;
  readonly guildId?: string | undefined;
  readonly messageId?: string | undefined;
}): string {
  const link = guildId === undefined ? undefined : pollLink({ guildId, channelId, message: { id: messageId } });
  return linked(plain(title), link);
}
