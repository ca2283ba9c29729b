import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPerson, type Person, type Scene, type SeenMessage, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { textOf } from '../../testkit/bot/evening.ts';

describe('A member’s own data', () => {
  let folder: string;
  let scene: Scene;
  let here: BotHere;
  let mod: Person;
  let ada: Person;
  let ben: Person;
  const channel = () => scene.channels.predictions;

  async function open(custom: string): Promise<SeenMessage> {
    await mod.command(channel(), 'poll open', { closes: 'in 2h', custom });
    return mod.waitForMessage(
      channel(),
      ({ embeds, reactions }) =>
        embeds[0]?.title?.includes(custom.split(':')[0] ?? '') === true && reactions?.length === 2,
    );
  }

  /** The files of the store in which these words occur. */
  async function filesWith(words: string): Promise<string[]> {
    const names = await readdir(folder);
    const found = await Promise.all(
      names.map(async (name) => ((await readFile(join(folder, name))).includes(words) ? [name] : [])),
    );
    return found.flat();
  }

  /** Locks and settles a poll, saying yes to whatever is asked. */
  async function settle(poll: string, winner: string): Promise<void> {
    for (const [path, options] of [
      ['poll lock', { poll }],
      ['poll result', { poll, winner }],
    ] as const) {
      const { message } = await mod.command(channel(), path, options);
      if ((message.components?.length ?? 0) > 0) await mod.press(message, 'Yes, do it');
    }
  }

  async function eraseAll(person: Person): Promise<SeenMessage> {
    const { message: question } = await person.command(channel(), 'privacy erase');
    return (await person.press(question, 'Erase everything')).message;
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-privacy-'));
    scene = await startScene();
    const person = (token: string) => connectPerson({ url: scene.discord.url, token });
    [mod, ada, ben] = await Promise.all([
      person(scene.moderator.token),
      person(scene.fans[0].token),
      person(scene.fans[1].token),
    ]);
    here = await startBotHere(scene, { STORE_URL: `sqlite://${join(folder, 'store.sqlite')}` });
    await mod.command(channel(), 'spoilers server', { episode: 'round-5' });
  });

  afterEach(async () => {
    await Promise.all([mod, ada, ben].map((one) => one.close()));
    await here.bot.stop();
    await scene.discord.close();
    await rm(folder, { recursive: true });
  });

  it('is shown in one message, and comes as a file that holds each vote and nothing of anybody else', async () => {
    const poll = await open('Show: Sun vs Moon');
    await ada.press(poll, 'Sun');
    await ben.press(poll, 'Moon');
    await ada.command(channel(), 'watched', { episode: 'round-5' });
    const { message } = await ada.command(channel(), 'privacy show');
    expect(textOf(message)).toContain('How far you have watched');
    expect(textOf(message)).toContain('One vote');
    const { message: exported } = await ada.command(channel(), 'privacy export');
    const [file] = exported.attachments;
    const json = await (await fetch(file?.url ?? '')).text();
    expect(JSON.parse(json)).toMatchObject({ user: ada.id, votes: [{ ballot: { history: [{ door: 'button' }] } }] });
    expect(json).not.toContain(ben.id);
  });

  it('is nowhere in the files of the store once it is erased, whatever they had done', async () => {
    const settled = await open('Settled: Sun vs Moon');
    await ada.press(settled, 'Sun');
    await ben.press(settled, 'Moon');
    await settle('Settled', 'Sun');
    const still = await open('Open: Day vs Night');
    await ada.react(channel(), still.id, still.reactions?.[0]?.emoji.name ?? '');
    here.clock.advance(10_000);
    await mod.waitForChange(still, (now) => textOf(now).includes('1 vote'));
    await ada.command(channel(), 'watched', { episode: 'round-5' });
    await ada.command(channel(), 'bracket predict');
    expect(await filesWith(ada.id)).not.toEqual([]);

    const said = await eraseAll(ada);
    expect(said.content).toContain('erased');
    await here.bot.idle();
    expect(await filesWith(ada.id)).toEqual([]);
    expect(await filesWith(ben.id)).not.toEqual([]);
  });

  it('leaves a counted vote as a number, and a former member in the standings', async () => {
    const poll = await open('Round: Sun vs Moon');
    await ada.press(poll, 'Sun');
    await ben.press(poll, 'Sun');
    await settle('Round', 'Sun');
    await ben.command(channel(), 'watched', { episode: 'all' });
    const before = await ben.command(channel(), 'standings', { private: true });
    expect(textOf(before.message)).toContain(`<@${ada.id}>`);
    await eraseAll(ada);
    const after = await ben.command(channel(), 'standings', { private: true });
    expect(textOf(after.message)).toContain('a former member');
    expect(textOf(after.message)).not.toContain(ada.id);
    expect(textOf(after.message)).toContain(`<@${ben.id}>`);
    const { message: own } = await ada.command(channel(), 'privacy show');
    expect(textOf(own)).toContain('No votes');
  });

  it('leaves the standings with them where they left the server and somebody asks for who is here; ranks stay', async () => {
    const poll = await open('Gone: Sun vs Moon');
    await ada.press(poll, 'Sun');
    await ben.press(poll, 'Moon');
    await settle('Gone', 'Sun');
    await ben.command(channel(), 'watched', { episode: 'all' });
    const asked = async (here: boolean) => {
      scene.discord.clearTraffic();
      const { message } = await ben.command(channel(), 'standings', { private: true, here });
      const lookUps = scene.discord.traffic.filter(({ route }) => route === '/guilds/:guild/members/:user');
      return { text: textOf(message), lookUps: lookUps.length };
    };
    expect((await asked(true)).text).toContain(`<@${ada.id}>`);
    scene.discord.world.removeMember(scene.guildId, ada.id);
    expect(await asked(false)).toMatchObject({ text: expect.stringContaining(`<@${ada.id}>`), lookUps: 0 });
    here.clock.advance(600_000);
    const left = await asked(true);
    expect(left.text).not.toContain(ada.id);
    expect(left.text).toContain('one member who has left is not shown');
    expect(left.text).toMatch(new RegExp(`🥈 <@${ben.id}>`));
    expect(left.lookUps, 'one for each who would be shown').toBe(2);
    expect((await asked(true)).lookUps, 'and none for who was just asked about').toBe(0);
    // Discord does not answer: whoever may be here is shown.
    here.clock.advance(600_000);
    scene.discord.fault({ kind: 403, route: 'GET /guilds/:guild/members/:user', times: 2 });
    expect((await asked(true)).text).toContain(`<@${ada.id}>`);
  });

  it('goes with its server, a month after the bot has left that', async () => {
    const poll = await open('Left: Sun vs Moon');
    await ada.press(poll, 'Sun');
    scene.discord.world.removeMember(scene.guildId, scene.application.id);
    await expect.poll(() => filesWith('departure:')).not.toEqual([]);
    here.clock.advance(86_400_000 * 29);
    await here.bot.idle();
    expect(await filesWith(`server:${scene.guildId}`)).not.toEqual([]);
    here.clock.advance(86_400_000 * 2);
    await expect.poll(() => filesWith(scene.guildId), { timeout: 10_000 }).toEqual([]);
    expect(await filesWith(ada.id)).toEqual([]);
  });
});
