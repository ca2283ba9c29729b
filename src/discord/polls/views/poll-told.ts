import type { Poll } from '../../../domain/poll/poll.ts';
import { UserError } from '../../../i18n/user-error.ts';
import type { Refused } from '../../../services/publisher.ts';
import type { Call } from '../../contract/command.ts';
import { moment, plain } from '../../contract/markdown.ts';
import { refusalText } from '../../elements/trouble.ts';
import { horizonText } from '../../knowledge/views/how-far.ts';
import type { Deadline } from '../deadline-option.ts';
import { titleText } from './poll-message.ts';
import { replacedIn, replacedText } from './replaced-emoji.ts';

/** What was opened, when it locks, and in which zone that was understood. */
export function openedText(
  call: Call,
  poll: Poll,
  opened: {
    channel: string;
    deadline: Deadline;
    trouble: Refused | undefined;
    withoutReactions: Refused | undefined;
  },
): string {
  const { say, language } = call;
  const replaced = replacedIn(poll, language);
  const { withoutReactions } = opened;
  const lines = [
    whenOpened(call, poll, opened),
    ...(replaced.length === 0 ? [] : [say('poll.emojiUnusable', { replaced: replacedText(replaced, say) })]),
    ...(withoutReactions === undefined
      ? []
      : [say('poll.withoutReactions', { why: refusalText(withoutReactions.detail, say) })]),
  ];
  return lines.join('\n');
}

function whenOpened(
  call: Call,
  poll: Poll,
  opened: { channel: string; deadline: Deadline; trouble: Refused | undefined },
): string {
  const { say, language } = call;
  const { channel, deadline, trouble } = opened;
  if (trouble) return say('poll.openedLater', { channel, detail: refusalText(trouble.detail, say) });
  const title = titleText(poll, language);
  const { untilEpisodeId } = deadline;
  if (untilEpisodeId !== undefined) {
    return say('poll.openedUntilEpisode', { channel, title, label: plain(horizonText(call, untilEpisodeId)) });
  }
  const when = { when: moment(poll.closesAtMs), relative: moment(poll.closesAtMs, 'R') };
  return withZone(say('poll.opened', { channel, title, ...when }), deadline, call);
}

/** Changes a poll and says what it now is. @throws UserError when nothing was changed */
export async function pollChanged(
  call: Call,
  poll: Poll,
  edits: { deadline: Deadline | undefined; episodeId: string | undefined; roleId: string | undefined },
): Promise<string> {
  const { polls } = call.services;
  const { deadline, episodeId, roleId } = edits;
  if (deadline !== undefined) polls.opening.checkDeadline(deadline.closesAtMs);
  await polls.opening.checkClosingEpisode(poll.guildId, deadline?.untilEpisodeId);
  const moved = await polls.lifecycle.edit(
    { pollId: poll.id, revision: poll.revision },
    {
      ...(deadline === undefined ? {} : { closesAtMs: deadline.closesAtMs }),
      ...(episodeId === undefined ? {} : { episodeId }),
      ...(roleId === undefined ? {} : { roleId }),
      ...(deadline?.untilEpisodeId === undefined ? {} : { untilEpisode: true }),
    },
  );
  if (moved.kind === 'unknown') throw new UserError((say) => say('poll.noSuchPoll'));
  const title = titleText(moved.poll, call.language);
  if (moved.kind === 'stale') throw new UserError((say) => say('poll.resultWasFaster', { title }));
  if (moved.kind === 'nothing') throw new UserError((say) => say('poll.notOpen'));
  if (deadline === undefined) return call.say('poll.edited', { title });
  const { untilEpisodeId } = deadline;
  if (untilEpisodeId !== undefined) {
    return call.say('poll.editedUntilEpisode', { title, label: plain(horizonText(call, untilEpisodeId)) });
  }
  const { closesAtMs } = moved.poll;
  const text = call.say('poll.editedCloses', { title, when: moment(closesAtMs), relative: moment(closesAtMs, 'R') });
  return withZone(text, deadline, call);
}

export function repostedText({ say, language }: Call, poll: Poll, trouble: Refused | undefined): string {
  const title = titleText(poll, language);
  if (trouble) return say('poll.repostedLater', { title, detail: refusalText(trouble.detail, say) });
  return say('poll.reposted', { title, channel: `<#${poll.channelId}>` });
}

function withZone(text: string, deadline: Deadline, { say }: Call): string {
  return deadline.assumedUtc ? `${text}\n-# ${say('poll.zoneAssumed')}` : text;
}
