import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startScene } from 'local-discord/testkit';
import { readEnvironment } from '../src/config.ts';
import { recordBodies } from './record-bodies.ts';
import { verify } from './verify.ts';

/**
 * `npm run verify:discord`: sends the same requests to the real Discord, in a server made for it
 * (docs/first-connection.md), and to the local one. The last line printed is the report as JSON; the exit code is 0
 * only if nothing differs.
 */
const NEEDED = ['DISCORD_TOKEN', 'VERIFY_GUILD_ID', 'VERIFY_TEXT_CHANNEL_ID', 'VERIFY_NEWS_CHANNEL_ID'] as const;
const environment = readEnvironment();
const missing = NEEDED.filter((name) => !environment[name]);

if (missing.length > 0) {
  process.stderr.write(`Not set: ${missing.join(', ')}. What they are stands in docs/first-connection.md.\n`);
  process.exitCode = 2;
} else {
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const scene = await startScene({ unknownFields: 'ignore' });
  const value = (name: (typeof NEEDED)[number]) => environment[name] ?? '';
  try {
    const report = await verify({
      local: {
        api: scene.discord.api,
        token: scene.application.botToken,
        guildId: scene.guildId,
        textChannelId: scene.channels.general,
        newsChannelId: scene.channels.news,
      },
      discord: {
        api: environment.DISCORD_API_URL ?? 'https://discord.com/api',
        token: value('DISCORD_TOKEN'),
        guildId: value('VERIFY_GUILD_ID'),
        textChannelId: value('VERIFY_TEXT_CHANNEL_ID'),
        newsChannelId: value('VERIFY_NEWS_CHANNEL_ID'),
      },
      bodies: await recordBodies(),
      progress: say,
    });
    const folder = join('var', 'verify');
    await mkdir(folder, { recursive: true });
    for (const [name, payload] of Object.entries(report.fixtures))
      await writeFile(join(folder, `${name}.json`), `${JSON.stringify(payload, null, 2)}\n`);
    say(`READY and GUILD_CREATE, redacted, are in ${folder}.`);
    const { fixtures, ...rest } = report;
    const held = rest.differences.length === 0 && rest.paces.length === 0 && rest.resumed && rest.left.length === 0;
    process.stdout.write(`${JSON.stringify({ held, ...rest })}\n`);
    process.exitCode = held ? 0 : 1;
  } finally {
    await scene.discord.close();
  }
}
