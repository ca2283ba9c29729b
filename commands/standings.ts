import { defineCommand, flag } from '../src/discord/command.ts';
import { standingsList } from '../src/discord/views/standings-list.ts';

export default defineCommand({
  name: 'standings',
  where: 'servers',
  by: 'everyone',
  audience: 'by-reading',
  options: { private: flag() },
  async run({ asker, reading, services, say }) {
    return standingsList(await services.predictions.standings(asker.place.guildId ?? '', reading.horizon), say);
  },
});
