import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startScene } from 'local-discord/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { copySeries } from '../../testkit/knowledge/series-copy.ts';
import { postgresPrograms, startPostgres } from '../../testkit/stores/postgres-server.ts';
import { redisProgram, startRedis } from '../../testkit/stores/redis-server.ts';
import { freePort } from '../../testkit/stores/server-process.ts';

const run = promisify(execFile);
const ADMIN = fileURLToPath(new URL('../../dist/src/admin/admin.js', import.meta.url));

for (const { name, program, start } of [
  { name: 'PostgreSQL', program: postgresPrograms(), start: startPostgres },
  { name: 'Redis', program: redisProgram(), start: startRedis },
]) {
  if (program === undefined) process.stderr.write(`${name} is not installed here: different data on it is skipped\n`);
  describe.skipIf(program === undefined)(`Two processes that share a ${name}`, { timeout: 180_000 }, () => {
    it('and have different knowledge files warn the operator, until the files are the same', async () => {
      const server = await start();
      onTestFinished(() => server.remove());
      const folder = await mkdtemp(join(tmpdir(), 'clematis-data-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      const scene = await startScene({ sessionStarts: { maxConcurrency: 16 } });
      const series = await copySeries(folder, { url: 'http://127.0.0.1:9/feed' });
      const newer = await copySeries(join(folder, 'newer'), { url: 'http://127.0.0.1:9/feed' });
      const rewritten = ([first, ...rest]: readonly { id: string; about: { text: object }[] }[]) => [
        { ...first, about: first?.about.map((fact) => ({ ...fact, text: { ...fact.text, en: 'A newer sentence.' } })) },
        ...rest,
      ];
      await newer.change('terms.json', rewritten);
      const environment = {
        DISCORD_TOKEN: scene.application.botToken,
        DISCORD_API_URL: scene.discord.api,
        STORE_URL: await server.newUrl(),
        CLEMATIS_SHARD_COUNT: '2',
      };
      const begin = async (shard: number, knowledge: string) => {
        const port = await freePort();
        const own = { CLEMATIS_SHARDS: `${shard}`, KNOWLEDGE_DIR: knowledge, HTTP_PORT: `${port}` };
        const bot = startBuiltBot({ ...environment, ...own }, { deadlineMs: 60_000 });
        onTestFinished(async () => void (await bot.end('SIGKILL')));
        await bot.ready();
        const readiness = async () => {
          const response = await fetch(`http://127.0.0.1:${port}/readyz`);
          return [response.status, ((await response.json()) as { otherData?: string[] }).otherData] as const;
        };
        return { bot, readiness };
      };
      onTestFinished(() => scene.discord.close());
      const admin = async (command: string) => {
        const env = { ...environment, PATH: process.env.PATH, KNOWLEDGE_DIR: newer.folder, FEED_ALLOW_PRIVATE: 'true' };
        return (await run(process.execPath, [ADMIN, command], { env })).stdout;
      };

      const first = await begin(0, series.folder);
      const second = await begin(1, newer.folder);
      const other = [expect.stringMatching(/^process \d+ on .+, started .+ has other data, since \d{4}-/)];
      await expect.poll(first.readiness, { timeout: 30_000 }).toEqual([200, other]);
      await expect.poll(second.readiness, { timeout: 30_000 }).toEqual([200, other]);
      expect(await admin('doctor')).toMatch(/^Data: of 2 processes .* not all have .* has other data, since .*reload/m);

      await series.change('terms.json', rewritten);
      expect(await admin('reload')).toContain('terms: 1 changed');
      await expect.poll(first.readiness, { timeout: 30_000 }).toEqual([200, undefined]);
      await expect.poll(second.readiness, { timeout: 30_000 }).toEqual([200, undefined]);
      expect(await admin('doctor')).toMatch(/^Data: all 2 processes that run .* have the same\.$/m);
      for (const { bot } of [first, second]) {
        const said = bot.log.map(({ msg }) => msg).filter((msg) => /other data|same data/.test(`${msg}`));
        expect(said).toEqual([
          expect.stringContaining('Other processes on the store have other data'),
          'All processes on the store have the same data again',
        ]);
      }
    });
  });
}
