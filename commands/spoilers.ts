import { defineAction, defineGroup, text } from '../src/discord/command.ts';
import { readHorizon, suggestHorizons } from '../src/discord/horizon-option.ts';
import { horizonText } from '../src/discord/views/how-far.ts';

export default defineGroup({
  name: 'spoilers',
  where: 'servers',
  by: 'moderators',
  subcommands: {
    server: defineAction({
      audience: 'private',
      options: { episode: text({ suggest: suggestHorizons }) },
      async run(call) {
        const { say, services, asker } = call;
        const horizon = readHorizon(call.options.episode, call);
        await services.servers.update(asker.place.guildId ?? '', (server) => ({
          ...server,
          horizon,
          language: asker.placeLanguage,
        }));
        if (horizon === 'none') return { content: say('know.serverNothing') };
        if (horizon === 'all') return { content: say('know.serverEverything') };
        return { content: say('know.serverSet', { label: horizonText(call, horizon) }) };
      },
    }),
  },
});
