import { ChannelType } from 'discord-api-types/v10';
import {
  type ChosenChannel,
  channel,
  defineAction,
  defineGroup,
  optional,
  text,
} from '../src/discord/contract/command.ts';
import {
  AS_SERVER,
  readChannelHorizon,
  readHorizon,
  suggestChannelHorizons,
  suggestHorizons,
} from '../src/discord/knowledge/horizon-option.ts';
import { askToMoveHorizon } from '../src/discord/setup/move-horizon.ts';
import { channelHorizonText } from '../src/discord/setup/views/spoilers-text.ts';

export default defineGroup({
  name: 'spoilers',
  where: 'servers',
  by: 'moderators',
  subcommands: {
    server: defineAction({
      audience: 'private',
      options: { episode: text({ suggest: suggestHorizons }) },
      async run(call) {
        return askToMoveHorizon(call, readHorizon(call.options.episode, call));
      },
    }),
    channel: defineAction({
      audience: 'private',
      options: { episode: text({ suggest: suggestChannelHorizons }), channel: optional(channel('readable')) },
      async run(call) {
        const { services, asker } = call;
        const { place } = asker;
        const horizon = readChannelHorizon(call.options.episode, call);
        // What is set in a thread is set for its channel: threads have no horizon of their own.
        const here = place.parentChannelId ?? place.channelId;
        const chosen = call.options.channel;
        const channelId = chosen === undefined ? here : channelOf(chosen);
        await services.polls.horizons.moveChannel(place.guildId ?? '', (server) => {
          const { [channelId]: _, ...others } = server.channels;
          return {
            ...server,
            channels: horizon === AS_SERVER ? others : { ...others, [channelId]: horizon },
          };
        });
        return { content: channelHorizonText(call, channelId, horizon) };
      },
    }),
  },
});

const threads = [ChannelType.PublicThread, ChannelType.PrivateThread, ChannelType.AnnouncementThread];

function channelOf(chosen: ChosenChannel): string {
  return threads.includes(chosen.type) ? (chosen.parentId ?? chosen.id) : chosen.id;
}
