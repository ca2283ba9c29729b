import { channel, defineAction, defineGroup, optional, text } from '../src/discord/contract/command.ts';
import {
  readChannelHorizon,
  readHorizon,
  suggestChannelHorizons,
  suggestHorizons,
} from '../src/discord/knowledge/horizon-option.ts';
import { askToMoveHorizon, setChannelHorizon } from '../src/discord/setup/move-horizon.ts';

export default defineGroup({
  name: 'spoilers',
  where: 'servers',
  by: 'moderators',
  subcommands: {
    server: defineAction({
      audience: 'private',
      options: { episode: text({ suggest: suggestHorizons }) },
      run: (call) => askToMoveHorizon(call, readHorizon(call.options.episode, call)),
    }),
    channel: defineAction({
      audience: 'private',
      options: { episode: text({ suggest: suggestChannelHorizons }), channel: optional(channel('readable')) },
      run: (call) => setChannelHorizon(call, readChannelHorizon(call.options.episode, call), call.options.channel),
    }),
  },
});
