import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectPerson, type Scene, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startBotHere } from '../../testkit/bot/bot-here.ts';

const ADMIN = fileURLToPath(new URL('../../dist/src/admin/admin.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('An operator’s commands, as they are built', { shuffle: false }, () => {
  let folder: string;
  let scene: Scene;
  let url: string;
  let fan: string;

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
    const { bot } = await startBotHere(scene, { STORE_URL: url });
    const person = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    fan = person.id;
    await person.command(scene.channels.general, 'watched', { episode: 'round-5' });
    await person.close();
    await bot.stop();
  });
  afterAll(async () => {
    await scene.discord.close();
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

  it('tell what Discord says to the token, and the link with exactly the rights that are needed', async () => {
    const { out, code } = await admin(['doctor', scene.guildId]);
    expect([code, out]).toEqual([0, expect.stringContaining('Token: good')]);
    expect(out).toContain('Clock: right.');
    expect(out).toContain(`Server ${scene.guildId}: the bot is in it.`);
    expect(out).toContain(`client_id=${scene.application.id}&scope=bot+applications.commands&permissions=`);
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
});
