import {
  type Call,
  channel,
  choice,
  defineAction,
  defineGroup,
  flag,
  optional,
  role,
  text,
} from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import { targetChannel } from '../src/discord/target-channel.ts';
import { feedName, subscriptionList } from '../src/discord/views/subscription-list.ts';
import { amounts } from '../src/domain/announcement/subscription.ts';
import { UserError } from '../src/i18n/user-error.ts';

export default defineGroup({
  name: 'announce',
  where: 'servers',
  by: 'moderators',
  subcommands: {
    here: defineAction({
      audience: 'private',
      options: {
        channel: optional(channel()),
        feed: optional(text({ maxLength: 500 })),
        role: optional(role()),
        show: optional(choice(amounts.map((value) => ({ value, name: (say) => say(amountSentences[value]) })))),
        shorts: flag(),
      },
      async run(call) {
        const { asker, options, say, services } = call;
        const target = targetChannel(
          asker,
          options.channel,
          { embeds: false, reactions: false },
          { permissions: (inTheirs, facts) => inTheirs('announce.cannotPost', facts) },
        );
        const guildId = asker.place.guildId ?? '';
        const feedUrl = await feedOf(call, options.feed);
        const same = services.announcements
          .ofServer(guildId)
          .some((other) => other.channelId === target.id && other.feedUrl === feedUrl);
        if (same) throw new UserError((inTheirs) => inTheirs('announce.already', { channel: target.mention }));

        const { reading } = await services.announcements.subscribe({
          id: asker.interactionId,
          guildId,
          channelId: target.id,
          feedUrl,
          ...(options.role === undefined ? {} : { roleId: options.role }),
          amount: options.show ?? 'title',
          shorts: options.shorts ?? false,
          upcoming: 'post',
          language: asker.placeLanguage,
          createdBy: asker.userId,
        });
        const facts = { channel: target.mention, feed: feedName(feedUrl) };
        return {
          content:
            reading.kind === 'failed'
              ? say('announce.hereLater', { ...facts, reason: reading.failure.reason })
              : say('announce.here', facts),
        };
      },
    }),
    stop: defineAction({
      audience: 'private',
      options: { subscription: text({ suggest: (typed, call) => subscriptions(call, typed) }) },
      async run(call) {
        const { services, asker, say, options } = call;
        const guildId = asker.place.guildId ?? '';
        const wanted = subscriptions(call, options.subscription)[0]?.value;
        const subscription = services.announcements.ofServer(guildId).find(({ id }) => id === wanted);
        if (subscription === undefined || !(await services.announcements.stop(guildId, subscription.id))) {
          throw new UserError((inTheirs) => inTheirs('announce.noSuch'));
        }
        const facts = { channel: `<#${subscription.channelId}>`, feed: feedName(subscription.feedUrl) };
        return { content: say('announce.stopped', facts) };
      },
    }),
    status: defineAction({
      audience: 'private',
      async run({ services, asker, say }) {
        return subscriptionList(await services.announcements.status(asker.place.guildId ?? ''), say);
      },
    }),
  },
});

const amountSentences = {
  everything: 'announce.amountEverything',
  title: 'announce.amountTitle',
  out: 'announce.amountOut',
} as const;

/** The address of the feed that a moderator gave, or of the series' own. @throws UserError */
async function feedOf({ services }: Call, typed: string | undefined): Promise<string> {
  const { channelId, handle } = services.episodes.seriesFeed();
  const wanted = typed ?? channelId ?? handle;
  const found = await services.resolveFeed(wanted);
  if ('url' in found) return found.url;
  const facts = { typed: plain(wanted) };
  throw new UserError((say) => {
    if (found.failure === 'not-an-address') return say('announce.notAnAddress', facts);
    return found.failure === 'unreachable' ? say('announce.unreachable', facts) : say('announce.notFound', facts);
  });
}

function subscriptions({ services, asker }: Call, typed: string) {
  const wanted = typed.toLowerCase();
  return services.announcements
    .ofServer(asker.place.guildId ?? '')
    .map(({ id, feedUrl, channelId }) => ({ name: `${feedUrl} → ${channelId}`.slice(0, 100), value: id }))
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === typed);
}
