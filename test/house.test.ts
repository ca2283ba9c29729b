import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Each room and the rooms it may import from. There is no list of exceptions: a room that needs more is drawn wrong, or
 * the need is.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  util: [],
  domain: ['util'],
  storage: ['util', 'domain'],
  sources: ['util', 'domain'],
  i18n: ['util', 'domain'],
  pictures: ['util', 'domain'],
  services: ['util', 'domain', 'storage', 'sources', 'i18n', 'pictures'],
  discord: ['util', 'domain', 'storage', 'sources', 'i18n', 'pictures', 'services'],
  commands: ['util', 'domain', 'storage', 'sources', 'i18n', 'pictures', 'services', 'discord'],
  'local-discord': ['util'],
  'config.ts': ['util'],
  'bot-process.ts': ['util'],
  'check-knowledge.ts': ['util', 'domain', 'sources'],
  'rehearsal-tour.ts': ['local-discord'],
};
/** Files at the top of src that put the rooms together; in the order in which they may import one another. */
const TOP = [
  'config.ts',
  'bot-process.ts',
  'check-knowledge.ts',
  'tenure.ts',
  'assemble.ts',
  'rehearsal-tour.ts',
  'rehearse.ts',
  'run.ts',
  'main.ts',
];
/** Packages that only one room knows. */
const KEPT_TO: Readonly<Record<string, string>> = {
  'discord.js': 'discord',
  '@discordjs/rest': 'discord',
  keyv: 'storage',
  '@keyv/sqlite': 'storage',
  feedsmith: 'sources',
  i18next: 'i18n',
  '@napi-rs/canvas': 'pictures',
  fontkit: 'pictures',
  'discord-api-spec': 'local-discord',
  hono: 'local-discord',
  ws: 'local-discord',
  '@skyra/discord-components-core': 'local-discord',
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly to: string;
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function roomOf(file: string): string {
  const [first = '', second = ''] = relative(ROOT, resolve(ROOT, file)).split('/');
  return first === 'src' ? second : first;
}

const SPECIFIER =
  /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(SPECIFIER)].map((match) => {
    const to = match[1] ?? match[2] ?? match[3] ?? '';
    return { file, room: roomOf(file), to: to.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), to)) : to };
  });
}

const imports = [...filesIn('src'), ...filesIn('commands')].flatMap(importsOf);
const inside = imports.filter(({ to }) => /^(src|commands)\//.test(to));
const packages = imports.filter(({ to }) => !/^(src|commands)\//.test(to));

describe('The house', () => {
  it('has one direction of imports, with no exemption', () => {
    expect(inside.length).toBeGreaterThan(200);
    const wrong = inside.filter(({ room, to }) => {
      const target = roomOf(to);
      if (room === target) return false;
      if (TOP.includes(room) && TOP.includes(target)) return TOP.indexOf(target) > TOP.indexOf(room);
      if (room === 'assemble.ts' || room === 'tenure.ts') return target === 'local-discord';
      if (room === 'rehearse.ts') return !['util', 'local-discord'].includes(target);
      if (room === 'run.ts' || room === 'main.ts') return target === 'local-discord';
      return !(MAY_IMPORT[room] ?? []).includes(target);
    });
    expect(wrong).toEqual([]);
  });

  it('lets only the room of Discord know discord.js, and each other library only the room that needs it', () => {
    const wrong = packages.filter(({ room, to }) => {
      const name = to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : (to.split('/')[0] ?? '');
      return KEPT_TO[name] !== undefined && KEPT_TO[name] !== room;
    });
    expect(wrong).toEqual([]);
  });

  it('reads the environment in one file, and neither clock nor chance while being imported', () => {
    const readsEnvironment = [...filesIn('src'), ...filesIn('commands')].filter((file) =>
      readFileSync(join(ROOT, file), 'utf8').includes('process.env'),
    );
    expect(readsEnvironment).toEqual(['src/config.ts']);

    const decides = ['domain', 'services', 'storage', 'sources', 'discord', 'i18n'].flatMap((room) =>
      filesIn(`src/${room}`),
    );
    const readsClock = decides.filter((file) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(readsClock).toEqual([]);
  });

  it('tells the local Discord nothing of the bot', () => {
    const knows = filesIn('src/local-discord').filter((file) =>
      /clematis|alien stage/i.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(knows).toEqual([]);
  });
});
