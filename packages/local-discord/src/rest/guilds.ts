import { refuse } from '../errors.ts';
import { roleJson } from '../world/account-json.ts';
import { emojisOf } from '../world/emoji.ts';
import type { Guild } from '../world/model.ts';
import { channelJson, guildJson } from '../world/place-json.ts';
import { guildOf, type Store } from '../world/store.ts';
import { type Call, ok, param, type Route } from './route.ts';

/** https://docs.discord.com/developers/resources/guild */
export function guildRoutes(store: Store): Route[] {
  const inside = (call: Call): Guild => {
    const guild = guildOf(store, param(call, 'guild'));
    if (!guild.members.has(call.caller.id)) throw refuse.missingAccess();
    return guild;
  };

  return [
    {
      method: 'GET',
      path: '/guilds/:guild',
      who: 'anyone',
      handle(call) {
        const guild = inside(call);
        const counts = { approximate_member_count: guild.members.size, approximate_presence_count: guild.members.size };
        return ok({
          ...guildJson(guild, emojisOf(store, { guildId: guild.id })),
          ...(call.query.get('with_counts') === 'true' ? counts : {}),
        });
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/channels',
      who: 'anyone',
      handle(call) {
        const channels = [...inside(call).channelIds].flatMap((id) => store.channels.get(id) ?? []);
        return ok(channels.filter((channel) => !channel.thread).map((channel) => channelJson(channel)));
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/roles',
      who: 'anyone',
      handle: (call) => ok([...inside(call).roles.values()].map(roleJson)),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/roles/:role',
      who: 'anyone',
      handle(call) {
        const role = inside(call).roles.get(param(call, 'role'));
        if (!role) throw refuse.unknownRole();
        return ok(roleJson(role));
      },
    },
  ];
}
