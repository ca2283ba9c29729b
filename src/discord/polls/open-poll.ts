import { channelOfThread } from '../contract/channel-kinds.ts';
import { channel, defineAction, flag, optional, role, text } from '../contract/command.ts';
import { targetChannel } from '../contract/target-channel.ts';
import { readDeadline, suggestDeadlines } from './deadline-option.ts';
import { readMatch, suggestMatches } from './match-option.ts';
import { openedText } from './views/poll-told.ts';

/** `/poll open`: a poll on a match of the series, or on one that was typed. */
export const open = defineAction({
  audience: 'private',
  options: {
    closes: text({ maxLength: 60, suggest: suggestDeadlines }),
    match: optional(text({ suggest: suggestMatches })),
    custom: optional(text({ maxLength: 800 })),
    channel: optional(channel()),
    secret: flag(),
    role: optional(role()),
  },
  async run(call) {
    const { asker, options, services } = call;
    const { channel: chosen } = options;
    const match = readMatch(options.match, options.custom);
    const deadline = readDeadline(options.closes, call);
    const target = targetChannel(
      asker,
      chosen,
      { embeds: true, reactions: options.secret !== true },
      { permissions: (inTheirs, facts) => inTheirs('poll.cannotPost', facts) },
    );
    const { poll, trouble, withoutReactions } = await services.polls.opening.open({
      id: asker.interactionId,
      guildId: asker.place.guildId ?? '',
      channelId: target.id,
      parentChannelId: chosen === undefined ? asker.place.parentChannelId : channelOfThread(chosen),
      channelName: chosen === undefined ? asker.channelName : chosen.name,
      openedBy: asker.userId,
      closesAtMs: deadline.closesAtMs,
      untilEpisodeId: deadline.untilEpisodeId,
      secret: options.secret ?? false,
      roleId: options.role?.id,
      match,
    });
    return { content: openedText(poll, { channel: target.mention, deadline, trouble, withoutReactions }, call) };
  },
});
