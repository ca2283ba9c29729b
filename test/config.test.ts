import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, readEnvFile } from '../src/config.ts';

const EXAMPLE = fileURLToPath(new URL('../.env.example', import.meta.url));

describe('The environment', () => {
  it('needs nothing: every variable has a default', () => {
    expect(loadConfig({})).toEqual({
      ...loadConfig({}),
      token: undefined,
      apiUrl: 'https://discord.com/api',
      storeUrl: 'sqlite://var/clematis.sqlite',
      feedIntervalSeconds: 900,
      feedAllowPrivate: false,
      shards: 'auto',
      production: false,
    });
  });

  it('is documented in .env.example: every variable with its default', () => {
    expect(loadConfig(parse(readFileSync(EXAMPLE)))).toEqual(loadConfig({}));
    const named = Object.keys(parse(readFileSync(EXAMPLE)));
    const used = readFileSync(fileURLToPath(new URL('../src/config.ts', import.meta.url)), 'utf8').match(
      /^ {2}[A-Z_]+(?=:)/gm,
    );
    expect(named).toEqual(used?.map((name) => name.trim()).filter((name) => name !== 'NODE_ENV'));
  });

  it.each([
    ['FEED_INTERVAL_SECONDS', '-5'],
    ['FEED_ALLOW_PRIVATE', 'maybe'],
    ['REHEARSAL_PORT', '99999'],
    ['DISCORD_API_URL', 'discord.com'],
    ['DISCORD_TOKEN', 'two words'],
    ['CLEMATIS_SHARDS', '3-0'],
    ['CLEMATIS_SHARD_COUNT', 'many'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s by its name', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(new RegExp(`^${name}: it must be `));
  });

  describe('in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clematis-env-'));
    const file = join(folder, '.env');
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each([
      ['as editors of today write it', Buffer.from('DISCORD_TOKEN=a.b.c\nLOG_LEVEL="debug"\n')],
      [
        'with line ends of Windows and a byte order mark',
        Buffer.from('\uFEFFDISCORD_TOKEN=a.b.c\r\nLOG_LEVEL=debug\r\n'),
      ],
    ])('is read %s', (_how, bytes) => {
      writeFileSync(file, bytes);
      expect(readEnvFile(file)).toEqual({ DISCORD_TOKEN: 'a.b.c', LOG_LEVEL: 'debug' });
    });

    it.each([
      ['with a byte order mark', Buffer.from('\uFEFFDISCORD_TOKEN=a.b.c\r\n', 'utf16le')],
      ['without one', Buffer.from('DISCORD_TOKEN=a.b.c\r\n', 'utf16le')],
    ])('is refused in UTF-16 %s, instead of starting without its token', (_how, bytes) => {
      writeFileSync(file, bytes);
      expect(() => readEnvFile(file)).toThrow(/is not written in UTF-8/);
    });

    it('that is not there says nothing, and one that cannot be read is an error', () => {
      expect(readEnvFile(join(folder, 'nowhere'))).toEqual({});
      expect(() => readEnvFile(folder)).toThrow(ConfigError);
    });
  });

  it('never repeats the token it refuses', () => {
    expect(() => loadConfig({ DISCORD_TOKEN: 'sec ret' })).toThrow(expect.not.stringContaining('sec ret'));
  });

  it.each([
    ['auto', 'auto'],
    ['0', [0]],
    ['0-3', [0, 1, 2, 3]],
    ['4,5', [4, 5]],
    ['0-1,5', [0, 1, 5]],
  ])('reads the shards %s', (text, shards) => {
    expect(loadConfig({ CLEMATIS_SHARDS: text, CLEMATIS_SHARD_COUNT: '8' }).shards).toEqual(shards);
  });

  it('wants to know of how many shards the named ones are', () => {
    expect(() => loadConfig({ CLEMATIS_SHARDS: '0' })).toThrow(ConfigError);
  });
});
