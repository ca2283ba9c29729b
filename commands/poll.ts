import { ChannelType } from 'discord-api-types/v10';
import {
  type Call,
  type ChosenChannel,
  channel,
  defineAction,
  defineGroup,
  flag,
  optional,
  role,
  text,
} from '../src/discord/contract/command.ts';
import { targetChannel } from '../src/discord/contract/target-channel.ts';
import { confirmation, outcomeText } from '../src/discord/polls/views/confirm-poll.ts';
import {
  episodeNamed,
  readDeadline,
  suggestDeadlines,
  suggestEpisodes,
  suggestTimes,
} from '../src/discord/polls/deadline-option.ts';
import { openedText, pollChanged, repostedText } from '../src/discord/polls/views/poll-told.ts';
import { pollList } from '../src/discord/polls/views/poll-list.ts';
import { titleText } from '../src/discord/polls/views/poll-message.ts';
import {
  contestantNamed,
  pollNamed,
  suggestMatches,
  suggestPolls,
  suggestWinners,
} from '../src/discord/polls/poll-options.ts';
import { readCustomMatch } from '../src/domain/poll/custom-match.ts';
import type { Poll } from '../src/domain/poll/poll.ts';
import { UserError } from '../src/i18n/user-error.ts';

export default defineGroup({
  name: 'poll',
  where: 'servers',
  by: 'moderators',
  subcommands: {
    open: defineAction({
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
        const match = matchOf(options.match, options.custom);
        const deadline = readDeadline(options.closes, call);
        const target = targetChannel(
          asker,
          options.channel,
          { embeds: true, reactions: options.secret !== true },
          { permissions: (inTheirs, facts) => inTheirs('poll.cannotPost', facts) },
        );
        const { poll, trouble, withoutReactions } = await services.polls.opening.open({
          id: asker.interactionId,
          guildId: asker.place.guildId ?? '',
          channelId: target.id,
          parentChannelId: options.channel === undefined ? asker.place.parentChannelId : threadParent(options.channel),
          channelName: options.channel === undefined ? asker.channelName : options.channel.name,
          openedBy: asker.userId,
          closesAtMs: deadline.closesAtMs,
          untilEpisodeId: deadline.untilEpisodeId,
          secret: options.secret ?? false,
          roleId: options.role?.id,
          match,
        });
        return { content: openedText(call, poll, { channel: target.mention, deadline, trouble, withoutReactions }) };
      },
    }),
    edit: defineAction({
      audience: 'private',
      options: {
        poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['open', 'locked', 'settled']) }),
        closes: optional(text({ maxLength: 60, suggest: suggestDeadlines })),
        episode: optional(text({ suggest: suggestEpisodes })),
        role: optional(role()),
        again: flag(),
      },
      async run(call) {
        const { options, services } = call;
        const { poll } = await pollNamed(call, options.poll, ['open', 'locked', 'settled']);
        if (options.again === true) {
          if (poll.paused?.reason !== 'message-gone') throw new UserError((say) => say('poll.stillThere'));
          const trouble = await services.polls.messages.repost({ pollId: poll.id, revision: poll.revision });
          return { content: repostedText(call, poll, trouble) };
        }
        if (options.closes === undefined && options.episode === undefined && options.role === undefined) {
          throw new UserError((say) => say('poll.nothingToEdit'));
        }
        return {
          content: await pollChanged(call, poll, {
            ...edits(options.closes, options.episode, poll, call),
            roleId: options.role?.id,
          }),
        };
      },
    }),
    lock: defineAction({
      audience: 'private',
      options: { poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['open']) }) },
      async run(call) {
        const { poll, isCertain } = await pollNamed(call, call.options.poll, ['open']);
        if (!isCertain) return confirmation(call, poll, { act: 'lock' });
        const locked = await call.services.polls.lifecycle.lock({ pollId: poll.id, revision: poll.revision });
        if (locked.kind !== 'done') throw new UserError((say) => say('poll.notOpen'));
        return { content: call.say('poll.lockedNow', { title: titleText(poll, call.language) }) };
      },
    }),
    reopen: defineAction({
      audience: 'private',
      options: {
        poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['locked']) }),
        closes: text({ maxLength: 60, suggest: suggestTimes }),
      },
      async run(call) {
        const { poll } = await pollNamed(call, call.options.poll, ['locked', 'settled']);
        if (poll.state !== 'locked') throw new UserError((say) => say('poll.notLocked'));
        const { closesAtMs, untilEpisodeId } = readDeadline(call.options.closes, call);
        // A poll that an episode locked would be locked by it again, and of another one nobody asks.
        if (untilEpisodeId !== undefined) throw new UserError((say) => say('poll.reopenNeedsTime'));
        call.services.polls.opening.checkDeadline(closesAtMs);
        return confirmation(call, poll, { act: 'reopen', closesAtMs });
      },
    }),
    result: defineAction({
      audience: 'private',
      options: {
        poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['open', 'locked', 'settled']) }),
        winner: text({ suggest: suggestWinners }),
      },
      async run(call) {
        const { poll, isCertain } = await pollNamed(call, call.options.poll, ['open', 'locked', 'settled']);
        const act = { act: 'result', winnerId: contestantNamed(poll, call.options.winner) } as const;
        if (poll.state !== 'locked' || !isCertain) return confirmation(call, poll, act);
        const seen = { pollId: poll.id, revision: poll.revision };
        const moved = await call.services.polls.lifecycle.giveResult(seen, act.winnerId, call.asker.userId);
        return { content: outcomeText(call, moved, act) };
      },
    }),
    void: defineAction({
      audience: 'private',
      options: { poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['open', 'locked', 'settled']) }) },
      async run(call) {
        const { poll } = await pollNamed(call, call.options.poll, ['open', 'locked', 'settled']);
        return confirmation(call, poll, { act: 'void' });
      },
    }),
    list: defineAction({
      audience: 'private',
      async run({ services, asker, language, say }) {
        const guildId = asker.place.guildId ?? '';
        services.polls.upkeep.tryAgain(guildId);
        return pollList(await services.polls.book.ofServer(guildId), await services.damageIn(guildId), language, say);
      },
    }),
  },
});

function matchOf(known: string | undefined, typed: string | undefined) {
  if ((known === undefined) === (typed === undefined)) throw new UserError((say) => say('poll.matchOrCustom'));
  if (typed === undefined) return { known: known ?? '' };
  const custom = readCustomMatch(typed);
  if ('fault' in custom) throw new UserError((say) => say(`poll.custom.${custom.fault}`));
  return { custom };
}

/** A channel's parent is its category; only a thread's is the channel whose horizon counts. */
function threadParent({ type, parentId }: ChosenChannel): string | undefined {
  return [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread].some(
    (one) => one === type,
  )
    ? parentId
    : undefined;
}

function edits(closes: string | undefined, episode: string | undefined, poll: Poll, call: Call) {
  const deadline = closes === undefined ? undefined : readDeadline(closes, call);
  const named = episode === undefined ? undefined : episodeNamed(episode, call.services);
  if (episode !== undefined && named === undefined) throw new UserError((say) => say('know.noSuchEpisode'));
  if (named !== undefined && poll.matchId !== undefined) throw new UserError((say) => say('poll.episodeKnown'));
  const until = deadline?.untilEpisodeId;
  // To close with an episode is to be tied to it; a match has its own already.
  const own = named?.id ?? (poll.matchId === undefined ? undefined : poll.episodeId);
  if (until !== undefined && (own ?? until) !== until) throw new UserError((say) => say('poll.otherEpisode'));
  return { deadline, episodeId: until ?? named?.id };
}
