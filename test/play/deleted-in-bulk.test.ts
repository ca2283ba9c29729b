import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { asking, type Person, type SeenMessage } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evening, startEvening, textOf } from '../../testkit/bot/evening.ts';

const MINUTE_MS = 60_000;

/** A moderation bot sweeps a channel, and the message of one poll of two goes with the talk around it. */
describe('A poll whose message is deleted among others', { shuffle: false }, () => {
  let evening: Evening;
  let mod: Person;
  let ada: Person;
  let bea: Person;
  let swept: SeenMessage;
  let spared: SeenMessage;
  const channel = () => evening.scene.channels.predictions;
  const run = (name: string, options = {}) => mod.command(channel(), name, options);
  const notices = () =>
    evening.scene.discord.world
      .messages(evening.scene.channels.general)
      .map(({ content }) => String(content))
      .filter((content) => content.includes('Swept'));
  async function open(title: string): Promise<SeenMessage> {
    await run('poll open', { closes: 'in 20h', custom: `${title}: 🐍 Ann vs 🦋 Ben` });
    return mod.waitForMessage(
      channel(),
      ({ embeds, reactions }) => embeds[0]?.title?.startsWith(title) === true && reactions?.length === 2,
    );
  }

  beforeAll(async () => {
    evening = await startEvening();
    [mod, ada, bea] = await evening.join(evening.scene.moderator, ...evening.scene.fans);
    const screen = await mod.command(evening.scene.channels.general, 'setup');
    await mod.choose(screen.message, 'setupnotices', [evening.scene.channels.general]);
    spared = await open('Spared');
    swept = await open('Swept');
    await ada.press(swept, 'Ann');
    await bea.react(channel(), swept.id, '🦋');
    evening.here.clock.advance(MINUTE_MS);
    swept = await mod.waitForChange(swept, (now) => textOf(now).includes('2 votes'));
  });
  afterAll(() => evening.end());

  it('rests, and its moderators are told once how to bring it back, however often the bot looks', async () => {
    const { world } = evening.scene.discord;
    const sweeper = world.createApplication({ name: 'Sweeper' });
    world.installApplication(sweeper.id, evening.scene.guildId, P.ViewChannel | P.ManageMessages);
    const talk = await Promise.all(['one', 'two', 'three'].map((words) => ada.send(channel(), words)));
    const sweep = asking(evening.scene, `Bot ${sweeper.botToken}`);
    const messages = [...talk.map(({ id }) => id), swept.id];
    const { status } = await sweep('POST', `/channels/${channel()}/messages/bulk-delete`, { messages });
    expect(status).toBe(204);
    await run('poll edit', { poll: 'Swept', closes: 'in 21h' });
    for (let minutes = 0; minutes < 120; minutes += 20) {
      evening.here.clock.advance(20 * MINUTE_MS);
      await evening.here.bot.idle();
    }
    await expect.poll(async () => textOf((await run('poll list')).message)).toContain('its message was deleted');
    expect(notices()).toEqual([
      expect.stringMatching(/its message was deleted; <\/poll edit:\d+> with `again` posts it anew/),
    ]);
    const asked = evening.scene.discord.traffic.filter(({ path, status }) => path.includes(swept.id) && status === 404);
    expect(asked.length, 'a message that is gone is not asked for again and again').toBeLessThanOrEqual(2);
  });

  it('holds up no other poll of its channel', async () => {
    await ada.press(spared, 'Ben');
    evening.here.clock.advance(MINUTE_MS);
    await mod.waitForChange(spared, (now) => textOf(now).includes('**Ben** · 1 '));
  });

  it('is posted anew with every vote it had, and takes more', async () => {
    await run('poll edit', { poll: 'Swept', again: true });
    const anew = await mod.waitForMessage(
      channel(),
      ({ id, embeds, reactions }) =>
        id !== swept.id && embeds[0]?.title?.startsWith('Swept') === true && reactions?.length === 2,
    );
    expect(textOf(anew)).toContain('**Ann** · 1 ');
    expect(textOf(anew)).toContain('**Ben** · 1 ');
    expect((await ada.press(anew, 'Ben')).message.content).toContain('Moved from');
    evening.here.clock.advance(MINUTE_MS);
    await mod.waitForChange(anew, (now) => textOf(now).includes('**Ben** · 2 '));
  });
});
