import type { Interaction } from '../interactions/interaction.ts';
import type { Json } from '../json.ts';
import { FILE_LIMIT_BYTES } from '../validation/message-rules.ts';
import { memberWithUserJson, userJson } from '../world/account-json.ts';
import { messageEventJson } from '../world/message-json.ts';
import type { Application, Channel, Guild } from '../world/model.ts';
import { channelJson } from '../world/place-json.ts';
import { rightsIn, type Store } from '../world/store.ts';

/**
 * The permissions of an application that only the user has installed: embed links, attach files, use external emojis.
 */
const BROUGHT_ALONG = (1n << 14n) | (1n << 15n) | (1n << 18n);

/** An interaction as the bot gets it. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export function interactionJson(
  store: Store,
  interaction: Interaction,
  {
    application,
    channel,
    guild,
  }: { readonly application: Application; readonly channel: Channel; readonly guild: Guild | undefined },
  data: Json,
): Json {
  const { invoker, source } = interaction;
  const member = guild?.members.get(invoker.id);
  return {
    id: interaction.id,
    application_id: application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...channelJson(channel, application.bot), permissions: rightsIn(store, invoker, channel).toString() },
    app_permissions: (interaction.owners[0] === undefined
      ? BROUGHT_ALONG
      : rightsIn(store, application.bot, channel)
    ).toString(),
    locale: invoker.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: FILE_LIMIT_BYTES,
    authorizing_integration_owners: interaction.owners,
    context: guild ? 0 : channel.recipients.includes(application.bot) ? 1 : 2,
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild_locale: guild.locale,
          guild: { id: guild.id, locale: guild.locale, features: ['COMMUNITY', 'NEWS'] },
          member: { ...memberWithUserJson(member), permissions: rightsIn(store, invoker, channel).toString() },
        }
      : { user: userJson(invoker) }),
    ...(source ? { message: messageEventJson(store, source, source.author) } : {}),
  };
}
