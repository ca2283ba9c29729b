import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { connectPerson, type Scene, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startBotHere } from '../../testkit/bot/bot-here.ts';
import { renderFeed } from '../../testkit/feeds/render-feed.ts';
import { copySeries } from '../../testkit/knowledge/series-copy.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';

const ADMIN = fileURLToPath(new URL('../../dist/src/admin/admin.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('An operator’s commands, as they are built', { shuffle: false, timeout: 120_000 }, () => {
  let folder: string;
  let scene: Scene;
  let url: string;
  let fan: string;
  let feed: FeedServer;

  function admin(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const env = {
      PATH: process.env.PATH,
      DISCORD_TOKEN: scene.application.botToken,
      DISCORD_API_URL: scene.discord.api,
      STORE_URL: url,
      KNOWLEDGE_DIR: join(ROOT, 'data/alien-stage'),
      ...more,
    };
    return new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(process.execPath, [ADMIN, ...args], { cwd: folder, env }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-admin-'));
    url = `sqlite://${join(folder, 'store.sqlite')}`;
    scene = await startScene();
    feed = await startFeedServer();
    const { bot } = await startBotHere(scene, { STORE_URL: url });
    const person = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    fan = person.id;
    await person.command(scene.channels.general, 'watched', { episode: 'round-5' });
    await person.close();
    const mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
    await mod.command(scene.channels.general, 'announce here', {
      channel: scene.channels.news,
      feed: `${feed.origin}/feed.xml`,
    });
    await mod.close();
    await bot.stop();
  });
  afterAll(async () => {
    await scene.discord.close();
    await feed.close();
    await rm(folder, { recursive: true });
  });

  it('show every setting, and no secret', async () => {
    const { out, code } = await admin(['config'], { STORE_URL: 'postgres://me:hush@db/clematis' });
    expect(code).toBe(0);
    expect(out).toContain('token: set');
    expect(out).toContain('storeUrl: postgres://…@db/clematis');
    expect(out).toContain('feedIntervalSeconds: 900 (default)');
    expect(out).not.toContain('hush');
    expect(out).not.toContain(scene.application.botToken);
  });

  it('say what is sound, and what is wrong in one sentence with exit code 1', async () => {
    expect((await admin(['check'])).out).toMatch(/^Knowledge: sound; .*\nStore: can be used; \d+ records\.\n$/);
    for (const [args, more, said] of [
      [['check'], { STORE_URL: 'mysql://x' }, /^STORE_URL.*mysql:\/\//],
      [['check'], { KNOWLEDGE_DIR: '/nowhere/at/all' }, /nowhere/],
      [['erase', 'everybody'], {}, /^erase: “everybody” is no id of a person/],
      [['erase'], {}, /^erase: the id of a person is missing/],
      [['restore', 'nothing.jsonl'], {}, /not empty/],
      [['vacuum'], {}, /^There is no command “vacuum”/],
      [[], {}, /^npm run admin -- COMMAND/],
    ] as const) {
      const { code, err } = await admin(args, more);
      expect([code, err]).toEqual([1, expect.stringMatching(said)]);
      expect(err).not.toContain('    at ');
    }
  });

  it('refuse a wrong token in one sentence', async () => {
    const wrong = await admin(['doctor'], { DISCORD_TOKEN: 'wrong' });
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('DISCORD_TOKEN')]);
  });

  it('have the running bot take in changed knowledge files: it says what changed, or every fault and keeps what it knew', async () => {
    const knowledge = join(folder, 'knowledge');
    await cp(join(ROOT, 'data/alien-stage'), knowledge, { recursive: true });
    const none = await admin(['reload']);
    expect([none.code, none.err]).toEqual([1, expect.stringMatching(/^reload: no bot is running on this store/)]);

    const { bot } = await startBotHere(scene, { STORE_URL: url, KNOWLEDGE_DIR: knowledge });
    onTestFinished(() => bot.stop());
    const fanHere = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    onTestFinished(() => fanHere.close());
    const asked = async () => {
      const { message } = await fanHere.command(scene.channels.general, 'lore', { term: 'anakt garden' });
      return JSON.stringify(message);
    };
    const file = join(knowledge, 'terms.json');
    const terms = JSON.parse(await readFile(file, 'utf8')) as { id: string; about: { text: { en: string } }[] }[];
    const garden = terms.find(({ id }) => id === 'anakt-garden')?.about[0];
    if (garden === undefined) throw new Error('There is no such term any more');
    garden.text.en = 'A sentence that is new.';
    await writeFile(file, JSON.stringify(terms));
    expect(await asked()).not.toContain('A sentence that is new.');
    const taken = await admin(['reload']);
    expect([taken.code, taken.out]).toEqual([0, 'a test: took the files in.\n  terms: 1 changed (anakt-garden)\n']);
    expect(await asked()).toContain('A sentence that is new.');
    expect((await admin(['reload'])).out).toContain('nothing is another than it was');

    await writeFile(file, JSON.stringify([...terms, { id: 'No Id', about: 'wrong' }]));
    await writeFile(join(knowledge, 'songs.json'), '[');
    const refused = await admin(['reload']);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('a test: did not take the files in')]);
    expect(refused.err).toMatch(/ {2}songs\.json/);
    await writeFile(join(knowledge, 'songs.json'), await readFile(join(ROOT, 'data/alien-stage/songs.json')));
    const faults = (await admin(['reload'])).err;
    expect(faults).toMatch(/ {2}terms\.json › \d+ › id/);
    expect(faults).toMatch(/ {2}terms\.json › \d+ › about/);
    expect(await asked()).toContain('A sentence that is new.');
  });

  it('back up and restore, and erase somebody while no bot runs', async () => {
    const file = join(folder, 'backup.jsonl');
    expect((await admin(['backup', file])).out).toMatch(/^\d+ records are in /);
    const other = { STORE_URL: `sqlite://${join(folder, 'restored/store.sqlite')}` };
    expect((await admin(['restore', file], other)).out).toMatch(/^\d+ records are restored/);
    expect((await readFile(file, 'utf8')).includes(fan)).toBe(true);
    expect((await admin(['erase', fan])).out).toMatch(/^Erased/);
    for (const name of (await readdir(folder)).filter((each) => each.startsWith('store.sqlite'))) {
      expect((await readFile(join(folder, name))).includes(fan), name).toBe(false);
    }
  });

  describe('with a token, the doctor', () => {
    const lineOf = (out: string, what: string) => out.split('\n').find((line) => line.startsWith(what)) ?? '';
    let knowledge: string;
    const doctor = (args: readonly string[] = []) =>
      admin(['doctor', ...args], { KNOWLEDGE_DIR: knowledge, FEED_ALLOW_PRIVATE: 'true' });

    beforeAll(async () => {
      knowledge = (await copySeries(folder, { url: `${feed.origin}/feed.xml` })).folder;
    });

    it('finds nothing wrong where nothing is, says so in a sentence each, and ends with the link that invites', async () => {
      const entry = { id: 'old0000000r', title: 'A TITLE', published: '2023-01-05T09:00:00Z', views: 9 };
      feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', [entry]) });
      const { out, code } = await doctor([scene.guildId]);
      expect(code).toBe(0);
      expect(out.trim().split('\n')).toEqual([
        expect.stringMatching(/^Token: good; it is of Bot, application \d+\.$/),
        'Clock: right.',
        'Intents: none that has to be switched on is on, and the bot needs none.',
        'User Install: on; fans can bring the bot along.',
        expect.stringMatching(/^Commands: all \d+ are registered\.$/),
        expect.stringMatching(/^Emoji: (?:all )?\d+ of the bot’s own /),
        expect.stringMatching(/^Sessions: \d+ of 1000 starts are left today; Discord recommends 1 shard\.$/),
        `Feed: ${feed.origin}/feed.xml can be read (entries: 1, the newest of 2023-01-05).`,
        'Data: no bot is running on the store; one that starts here takes in KNOWLEDGE_DIR.',
        `Server ${scene.guildId}: the bot is in it, and its roles give it every right it needs.`,
        `Server ${scene.guildId}: nothing is lacking in the channels that it uses (1).`,
        expect.stringContaining(`client_id=${scene.application.id}&scope=bot+applications.commands&permissions=`),
      ]);
    });

    it('names what is wrong, each with what to do', async () => {
      const { world } = scene.discord;
      feed.set('/feed.xml', { status: 404, headers: {}, body: 'gone' });
      world.setOverwrite(scene.channels.news, { roleId: scene.guildId, deny: P.SendMessages });
      world.setOverwrite(scene.channels.news, { roleId: scene.botRoleId, deny: P.SendMessages });
      world.setRolePermissions(scene.guildId, scene.guildId, P.ViewChannel | P.UseApplicationCommands);
      world.setRolePermissions(scene.guildId, scene.botRoleId, P.ViewChannel | P.SendMessages);
      const { out } = await doctor([scene.guildId]);
      expect(lineOf(out, 'Feed:')).toMatch(
        /cannot be read from here now: the server answers with an error \(404\)\. .*YOUTUBE_API_KEY/,
      );
      expect(lineOf(out, 'Server')).toMatch(/its roles do not give it .*Read Message History.*Server Settings › Roles/);
      expect(lineOf(out, 'Channel')).toMatch(
        /^Channel #news \(\d+\): Send Messages.* is lacking; Edit Channel › Permissions/,
      );
      const elsewhere = (await doctor(['123456789012345678'])).out;
      expect(lineOf(elsewhere, 'Server')).toMatch(/the bot is not in it.*Invite it with the link below/);
      expect((await doctor(['a-server'])).err).toMatch(/^doctor: “a-server” is no id of a server/);
    });
  });
});
