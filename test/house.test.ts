import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The rooms of each house from the ground up, a floor a line. A file may import from its own room and from lower floors:
 * not from above, and not from the room next door. There is no list of exceptions: a room that needs more is drawn wrong,
 * or the need is.
 */
const HOUSES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '.': [
    ['packages'],
    ['src/util'],
    ['src/domain'],
    ['src/storage', 'src/sources', 'src/i18n', 'src/pictures'],
    ['src/services'],
    ['src/discord'],
    ['commands'],
    ['src/config.ts', 'src/starter.ts', 'src/inside'],
    ['src/tenure'],
    ['src/assemble.ts', 'src/assemble-cluster.ts'],
    ['src/rehearsal', 'src/admin'],
    ['src/run.ts'],
    ['src/main.ts'],
    ['testkit'],
    ['prove', 'bench', 'docs', 'verify'],
    ['test'],
  ],
  'src/discord': [
    ['contract', 'rest', 'gateway'],
    ['elements', 'application'],
    ['knowledge'],
    ['polls'],
    ['announcements'],
    ['season'],
    ['notices'],
    ['setup', 'help', 'privacy'],
    ['publishing', 'interactions', 'components.ts'],
  ],
  'src/domain': [
    [
      'text-folding.ts',
      'permissions.ts',
      'refusal.ts',
      'keep-up.ts',
      'former-member.ts',
      'greeting.ts',
      'member.ts',
      'privacy.ts',
      'moments',
      'feed',
    ],
    ['sounds.ts', 'names-typed.ts', 'server.ts', 'additions', 'poll'],
    ['knowledge', 'scores', 'notices.ts'],
    ['announcement', 'bracket'],
  ],
  'src/domain/knowledge': [
    ['horizon.ts'],
    ['view-records.ts', 'records'],
    ['view-types.ts'],
    ['checks', 'cut', 'living.ts', 'contestants.ts', 'name-matching.ts', 'view-cache.ts', 'merge-additions.ts'],
    ['look-up'],
    ['search.ts', 'findables.ts'],
    ['view.ts'],
    ['assemble.ts'],
    ['index.ts'],
  ],
  'src/pictures': [
    ['drawing'],
    ['bracket', 'versus', 'plots', 'bar-cell.ts'],
    ['picks'],
    ['pictures.ts'],
    ['index.ts'],
  ],
  'src/sources': [
    ['dates', 'addresses', 'text', 'json-fault.ts'],
    ['fetching', 'knowledge-files.ts'],
    ['documents'],
    ['feeds'],
    ['youtube-api'],
  ],
  'src/services': [
    [
      'servers.ts',
      'members.ts',
      'place.ts',
      'shards.ts',
      'claim-store.ts',
      'reloads.ts',
      'data-in-use.ts',
      'drafts.ts',
      'scheduler.ts',
      'kept-units.ts',
      'poll-messages.ts',
    ],
    ['reading.ts', 'publisher.ts', 'damage.ts', 'retry-on-change.ts'],
    ['post-once.ts', 'presence.ts'],
    ['notices.ts', 'greetings.ts'],
    ['polls', 'announcements'],
    ['season'],
    ['privacy', 'keep-up.ts'],
    ['index.ts'],
    ['create-services.ts'],
  ],
  'src/services/polls': [
    ['resting-polls.ts', 'live-polls.ts', 'live-lists.ts', 'poll-lists.ts'],
    ['poll-book.ts', 'open-poll.ts', 'watched-by.ts', 'series-releases.ts', 'drafts.ts'],
    ['votes'],
    ['poll-parts.ts'],
    ['scores', 'brackets'],
    ['messages', 'voting-names.ts', 'private-reminders.ts'],
    ['lifecycle', 'forget-votes.ts'],
    ['opening.ts', 'messages-of-polls.ts', 'upkeep.ts'],
    ['polls.ts'],
  ],
  'src/services/announcements': [
    [
      'compose.ts',
      'entry-story.ts',
      'feed-book.ts',
      'offers.ts',
      'owed-entries.ts',
      'recogniser.ts',
      'resolve-feed.ts',
    ],
    ['series-feed.ts', 'subscription-book.ts'],
    ['floods.ts', 'note-trouble.ts', 'note-releases.ts'],
    ['deliver.ts', 'follow-ups.ts', 'keep-feed-reading.ts', 'entry-rules.ts'],
    ['feed-reads.ts'],
    ['status.ts', 'subscribing.ts'],
    ['announcements.ts'],
  ],
  'packages/local-discord': [
    ['tour'],
    ['page', 'src'],
    ['testkit'],
    ['probes'],
    ['example', 'test'],
    ['vitest.config.ts'],
  ],
  'packages/local-discord/page': [
    ['elements', 'wire', 'markdown'],
    ['messages', 'composer', 'director'],
    ['chat'],
    ['main.ts'],
  ],
  'packages/local-discord/src': [
    ['clock.ts', 'log.ts', 'json.ts', 'uploaded-file.ts', 'errors.ts'],
    ['snowflakes.ts', 'validation'],
    ['world'],
    ['gateway', 'interactions'],
    ['faults.ts', 'traffic.ts'],
    ['refusals.ts'],
    ['rest'],
    ['people'],
    ['director', 'routes.ts', 'page-files.ts', 'server.ts'],
    ['web.ts', 'options.ts'],
    ['local-discord.ts'],
    ['index.ts'],
  ],
};
/** Only these know the local Discord. */
const KNOW_LOCAL_DISCORD = ['src/rehearsal/', 'testkit/', 'test/', 'prove/', 'bench/', 'docs/', 'verify/', 'packages/'];
/** Packages that only one room knows, as far as the bot itself goes. */
const KEPT_TO: Readonly<Record<string, string>> = {
  'discord.js': 'src/discord/',
  '@discordjs/rest': 'src/discord/',
  keyv: 'src/storage/',
  '@keyv/sqlite': 'src/storage/',
  '@keyv/redis': 'src/storage/',
  '@keyv/postgres': 'src/storage/',
  pg: 'src/storage/',
  feedsmith: 'src/sources/',
  '@napi-rs/canvas': 'src/pictures/',
  fontkit: 'src/pictures/',
  hono: 'src/inside/',
  '@hono/node-server': 'src/inside/',
  'prom-client': 'src/inside/',
  ws: 'nowhere',
};

/** Every package of this repository: the rooms that run where its development dependencies are not, and files that are no TypeScript. */
const PACKAGES: Readonly<Record<string, { readonly runs: readonly string[]; readonly more: readonly string[] }>> = {
  '.': { runs: ['src', 'commands'], more: ['scripts/build.mjs', 'scripts/bundle.mjs'] },
  'packages/local-discord': { runs: ['src', 'testkit', 'probes'], more: ['packages/local-discord/build.mjs'] },
};

interface Import {
  readonly file: string;
  /** A path from the root, or the name of a package. */
  readonly to: string;
}

const FOLDERS = ['src', 'commands', 'packages', 'testkit', 'test', 'prove', 'bench', 'docs', 'verify'];

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : filesIn(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

const SPECIFIER =
  /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(SPECIFIER)].map((match) => {
    const to = match[1] ?? match[2] ?? match[3] ?? '';
    return { file, to: to.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), to)) : to };
  });
}

/** A whole statement that imports, and what it names. */
const IMPORT = /^import (?:(type) )?([^;]*?)(?: from )?'([^']+)';$/gm;

/** What a file imports as more than a type. */
function valueImportsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].flatMap(([, isType, names = '', to = '']) => {
    const all = names
      .replace(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim());
    const onlyTypes = isType !== undefined || all.every((name) => name === '' || name.startsWith('type '));
    return onlyTypes || !to.startsWith('.') ? [] : [relative(ROOT, resolve(ROOT, dirname(file), to))];
  });
}

interface PackageFile {
  readonly name: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readPackage(folder: string): PackageFile {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
}

/** The package of a module, such as `discord-api-types/v10`. */
function packageOf(to: string): string {
  return to.split('/', to.startsWith('@') ? 2 : 1).join('/');
}

const files = FOLDERS.flatMap(filesIn);
const known = new Set(files);
const imports = files.flatMap(importsOf);

/** The room of a file within a house, and its floor; undefined for what is not in it. */
function placeOf(file: string, house: string): { room: string; floor: number } | undefined {
  const inside = house === '.' ? file : file.startsWith(`${house}/`) ? file.slice(house.length + 1) : undefined;
  if (inside === undefined) return undefined;
  const floors = HOUSES[house] ?? [];
  for (const [floor, rooms] of floors.entries()) {
    const room = rooms.find((name) => inside === name || inside.startsWith(`${name}/`));
    if (room !== undefined) return { room, floor };
  }
  return undefined;
}

/** A circle of files that import one another, if there is one. */
function circle(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of edges.get(file) ?? []) {
      const found = walk(next, [...path, file]);
      if (found !== undefined) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const found = walk(file, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe('The house', () => {
  it('has one direction of imports, also inside its rooms, with no exemption', () => {
    const wrong = Object.keys(HOUSES).flatMap((house) =>
      imports.flatMap(({ file, to }) => {
        const from = placeOf(file, house);
        const target = placeOf(to, house);
        if (from === undefined || target === undefined || from.room === target.room) return [];
        return target.floor < from.floor ? [] : [`${file} → ${to}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has a floor for every file of its rooms', () => {
    const homeless = Object.keys(HOUSES).flatMap((house) =>
      files.filter((file) => (house === '.' || file.startsWith(`${house}/`)) && placeOf(file, house) === undefined),
    );
    expect(homeless).toEqual([]);
  });

  it('has no circle of files anywhere', () => {
    const edges = new Map<string, string[]>(files.map((file) => [file, []]));
    for (const { file, to } of imports) if (known.has(to)) edges.get(file)?.push(to);
    expect(circle(edges)).toBeUndefined();
  });

  it('has views that call no service and change nothing: they turn facts into a message', () => {
    const views = files.filter((file) => file.startsWith('src/discord/') && file.includes('/views/'));
    expect(views.length).toBeGreaterThan(30);
    const lowerRooms = ['src/services/', 'src/storage/', 'src/sources/'];
    const wrong = views.flatMap((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      const asks = text.replace(IMPORT, '').match(/\b(?:services|async|await|Promise|Call|Press|UserError)\b/);
      const reached = valueImportsOf(file).filter(
        (to) =>
          lowerRooms.some((room) => to.startsWith(room)) ||
          (to.startsWith('src/discord/') && !/\/(?:views|contract|elements)\/|\/ids\.ts$/.test(to)),
      );
      return [...(asks === null ? [] : [`${file}: ${asks[0]}`]), ...reached.map((to) => `${file} → ${to}`)];
    });
    expect(wrong).toEqual([]);
  });

  it('answers what is asked in many places in one: how long until the next try, and what is a thread', () => {
    const answers = (question: RegExp) =>
      files.filter((file) => file.startsWith('src/') && question.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(answers(/\* 2 \*\* [a-z]/i)).toEqual(['src/util/backoff.ts']);
    expect(answers(/ChannelType\.(?:Public|Private|Announcement)Thread/)).toEqual([
      'src/discord/contract/channel-kinds.ts',
    ]);
  });

  it('documents for every optional option what applies without it, with an example', () => {
    const silent = files.flatMap((file) => {
      const text = file.startsWith('src/') ? readFileSync(join(ROOT, file), 'utf8') : '';
      return [...text.matchAll(/^export interface (\w+Options)\b[^{]*\{\n([\s\S]*?)^\}/gm)].flatMap(
        ([, name, body = '']) =>
          [...body.matchAll(/((?:^ {2}(?:\/\*\*| \*).*\n)*)^ {2}readonly (\w+)\?:/gm)]
            .filter(([, told = '']) => !/Default:/.test(told) || !/Example:/.test(told))
            .map(([, , option]) => `${file}: ${name}.${option}`),
      );
    });
    expect(silent).toEqual([]);
  });

  it('exports no value that only its own file uses', () => {
    const texts = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
    const namedIn = new Map<string, number>();
    for (const text of texts.values()) {
      for (const word of new Set(text.match(/[\w$]+/g))) namedIn.set(word, (namedIn.get(word) ?? 0) + 1);
    }
    const alone = [...texts].flatMap(([file, text]) =>
      [...text.matchAll(/^export (?:async )?(?:const|function\*?|class) ([\w$]+)/gm)]
        .filter(([, name = '']) => namedIn.get(name) === 1)
        .map(([, name]) => `${file}: ${name}`),
    );
    expect(alone).toEqual([]);
  });

  it('takes every text that people see from src/i18n: no other room has a Korean sentence', () => {
    const speaking = files.filter((file) => /^(?:src\/(?:services|discord|inside|admin)|commands)\//.test(file));
    const korean = speaking.flatMap((file) => {
      const code = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      return [...code.matchAll(/(['"`])(?:(?!\1).)*\p{sc=Hangul}(?:(?!\1).)*\1/gu)].map(([text]) => `${file}: ${text}`);
    });
    expect(korean).toEqual([]);
  });

  it('lets only the room of Discord know discord.js, and each other library only the room that needs it', () => {
    const wrong = imports.filter(({ file, to }) => {
      const room = KEPT_TO[packageOf(to)];
      return room !== undefined && /^(src|commands)\//.test(file) && !file.startsWith(room);
    });
    expect(wrong).toEqual([]);
  });

  it('imports the local Discord only in the rehearsal, the tests and the trials', () => {
    const wrong = imports.filter(
      ({ file, to }) =>
        (to === 'local-discord' || to.startsWith('local-discord/')) &&
        !KNOW_LOCAL_DISCORD.some((room) => file.startsWith(room)),
    );
    expect(wrong).toEqual([]);
  });

  it('reads the environment in one file, and neither clock nor chance while being imported', () => {
    const ofTheBot = files.filter((file) => /^(src|commands)\//.test(file));
    const readsEnvironment = ofTheBot.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('process.env'));
    expect(readsEnvironment).toEqual(['src/config.ts']);

    const decides = ['domain', 'services', 'storage', 'sources', 'discord', 'i18n'].flatMap((room) =>
      filesIn(`src/${room}`),
    );
    const readsClock = decides.filter((file) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(readsClock).toEqual([]);
  });

  it('keeps every mention of the bot out of the local Discord', () => {
    const knows = filesIn('packages').filter((file) =>
      /clematis|alien stage/i.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(knows).toEqual([]);
  });

  it.each(Object.keys(PACKAGES))(
    'lists in package.json of “%s” every package that it imports, and no other',
    (folder) => {
      const listed = readPackage(folder);
      const { runs, more } = PACKAGES[folder] ?? { runs: [], more: [] };
      const own = files.filter((file) =>
        folder === '.' ? !file.startsWith('packages/') : file.startsWith(`${folder}/`),
      );
      const wanted = own.flatMap(importsOf).filter(({ to }) => !to.startsWith('node:') && !existsSync(join(ROOT, to)));
      const kinds = { ...listed.dependencies, ...listed.peerDependencies };
      const all = { ...kinds, ...listed.devDependencies };

      const unlisted = wanted.filter(({ file, to }) => {
        const isRun = runs.some((room) => relative(folder, file).startsWith(`${room}/`));
        return packageOf(to) !== listed.name && !(packageOf(to) in (isRun ? kinds : all));
      });
      expect(unlisted).toEqual([]);

      const texts = [...own, ...more].map((file) => readFileSync(join(ROOT, file), 'utf8'));
      const scripts = Object.values(listed.scripts ?? {})
        .join(' ')
        .split(/\s+/);
      const isUsed = (name: string): boolean =>
        name === '@types/node' ||
        (name.startsWith('@types/') && isUsed(name.slice('@types/'.length))) ||
        texts.some((text) => new RegExp(`['"\`]${name}['"\`/]`).test(text)) ||
        Object.keys(readPackage(`node_modules/${name}`).bin ?? {}).some((tool) => scripts.includes(tool));
      expect(Object.keys(all).filter((name) => !isUsed(name))).toEqual([]);
    },
  );
});
