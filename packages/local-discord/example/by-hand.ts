import { startScene } from 'local-discord/testkit';
import { startBot } from './bot.ts';

const scene = await startScene({ port: 8050, page: true });
await startBot(scene.application.botToken, scene.discord.api);
process.stdout.write(`Open ${scene.discord.url}, choose who you are, and type /hello.\n`);
