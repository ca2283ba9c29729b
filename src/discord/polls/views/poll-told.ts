import type { Poll } from '../../../domain/poll/poll.ts';
import type { Refused } from '../../../services/publisher.ts';
import { moment, plain } from '../../contract/markdown.ts';
import type { Speaker, Teller } from '../../contract/reader.ts';
import { refusalText } from '../../elements/trouble.ts';
import { horizonText } from '../../knowledge/views/how-far.ts';
import { pollLink, titleText, withPollLink } from './poll-words.ts';
import { replacedIn, replacedText } from './replaced-emoji.ts';

/** When voting ends. */
export interface Deadline {
  readonly closesAtMs: number;
  /** The episode it ends with, if any; `closesAtMs` is then only the latest moment. */
  readonly untilEpisodeId: string | undefined;
  /** The zone by which a time without one was read; undefined where a zone was given. */
  readonly assumedZone: string | undefined;
}

/** What a moderator should know about a poll that was just opened. */
export interface Opened {
  /** The channel, as a mention. */
  readonly channel: string;
  readonly deadline: Deadline;
  /** Why its message is not in the channel yet; undefined when it is. */
  readonly trouble: Refused | undefined;
  /** Why some of its reactions are missing; undefined when all are there. */
  readonly withoutReactions: Refused | undefined;
}

/** Says what was opened, when it locks, and in which zone the time was understood. */
export function openedText(poll: Poll, opened: Opened, by: Teller): string {
  const { say, language } = by;
  const replaced = replacedIn(poll, language);
  const { withoutReactions } = opened;
  const link = pollLink(poll);
  const lines = [
    link === undefined ? whenOpened(poll, opened, by) : `${whenOpened(poll, opened, by)} ${link}`,
    ...(poll.aboutNothing === true ? [`-# ${say('build.seenByAll')}`] : []),
    ...(replaced.length === 0 ? [] : [say('poll.emojiUnusable', { replaced: replacedText(replaced, say) })]),
    ...(withoutReactions === undefined
      ? []
      : [say('poll.withoutReactions', { why: refusalText(withoutReactions.detail, say) })]),
  ];
  return lines.join('\n');
}

function whenOpened(poll: Poll, { channel, deadline, trouble }: Opened, by: Teller): string {
  const { say, language } = by;
  if (trouble) return say('poll.openedLater', { channel, detail: refusalText(trouble.detail, say) });
  const title = titleText(poll, language);
  const { untilEpisodeId } = deadline;
  if (untilEpisodeId !== undefined) {
    return say('poll.openedUntilEpisode', { channel, title, label: plain(horizonText(by, untilEpisodeId)) });
  }
  return withZone(say('poll.opened', { channel, title, ...lockTimes(poll) }), deadline, by);
}

/** Says what a poll is after it was edited. `deadline`: the new one; undefined where it did not change. */
export function editedText(poll: Poll, deadline: Deadline | undefined, by: Teller): string {
  const { say, language } = by;
  const title = titleText(poll, language);
  if (deadline === undefined) return withPollLink(say('poll.edited', { title }), poll);
  const { untilEpisodeId } = deadline;
  if (untilEpisodeId !== undefined) {
    return say('poll.editedUntilEpisode', { title, label: plain(horizonText(by, untilEpisodeId)) });
  }
  return withZone(say('poll.editedCloses', { title, ...lockTimes(poll) }), deadline, by);
}

/** Says that a poll's message was posted anew. `trouble`: why it is not there yet. */
export function repostedText(poll: Poll, trouble: Refused | undefined, { say, language }: Speaker): string {
  const title = titleText(poll, language);
  if (trouble) return say('poll.repostedLater', { title, detail: refusalText(trouble.detail, say) });
  return say('poll.reposted', { title, channel: `<#${poll.channelId}>` });
}

function lockTimes({ closesAtMs }: Poll) {
  return { when: moment(closesAtMs), relative: moment(closesAtMs, 'R') };
}

function withZone(text: string, deadline: Deadline, { say }: Speaker): string {
  const { assumedZone: zone } = deadline;
  return zone === undefined ? text : `${text}\n-# ${say('poll.zoneAssumed', { zone })}`;
}
