import type { Interaction } from '../interactions/interaction.ts';
import { FILE_LIMIT_BYTES } from '../validation/message-rules.ts';
import { memberWithUserJson, userJson } from '../world/account-json.ts';
import { messageEventJson } from '../world/message-json.ts';
import type { Application, Channel, Guild, Json } from '../world/model.ts';
import { channelJson } from '../world/place-json.ts';
import { rightsIn, type Store } from '../world/store.ts';

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
    app_permissions: rightsIn(store, application.bot, channel).toString(),
    locale: invoker.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: FILE_LIMIT_BYTES,
    authorizing_integration_owners: { 0: guild?.id ?? '0' },
    context: guild ? 0 : 1,
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
