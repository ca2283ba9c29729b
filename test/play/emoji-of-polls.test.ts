import type { Person, SeenMessage } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evening, startEvening, textOf } from '../../testkit/bot/evening.ts';

describe('The emoji of a poll', { shuffle: false }, () => {
  let evening: Evening;
  let mod: Person;
  let ada: Person;
  const channel = () => evening.scene.channels.predictions;
  const world = () => evening.scene.discord.world;
  const poll = (title: string) =>
    mod.waitForMessage(
      channel(),
      ({ embeds, reactions }) => embeds[0]?.title?.startsWith(title) === true && reactions?.length === 2,
    );
  const reactionsOf = (message: SeenMessage) => (message.reactions ?? []).map(({ emoji }) => emoji.id ?? emoji.name);

  beforeAll(async () => {
    evening = await startEvening();
    [mod, ada] = await evening.join(evening.scene.moderator, evening.scene.fans[0]);
  });
  afterAll(() => evening.end());

  it('is replaced where it belongs to a server that the bot is not in: the poll is posted, and its moderator is told', async () => {
    const elsewhere = world().createGuild({ name: 'Elsewhere' });
    const { id } = world().createEmoji(elsewhere.id, { name: 'ivan' });
    const custom = `Foreign: <:ivan:${id}> Ivan vs 🦋 Till`;
    const { message } = await mod.command(channel(), 'poll open', { closes: 'in 3h', custom });
    expect(message.content).toContain('cannot use emoji of other servers');
    expect(message.content).toContain('🔴 for Ivan instead of `:ivan:`');
    const opened = await poll('Foreign');
    expect(reactionsOf(opened)).toEqual(['🔴', '🦋']);
    expect((await ada.press(opened, 'Ivan')).message.content).toContain('Counted: 🔴 **Ivan**');
  });

  it('may be one of its own server; deleted there, another takes its place, and every vote stands', async () => {
    const { id } = world().createEmoji(evening.scene.guildId, { name: 'ivan' });
    const custom = `Own: <:ivan:${id}> Ivan vs ❤ Till`;
    const { message } = await mod.command(channel(), 'poll open', { closes: 'in 3h', custom });
    expect(message.content).not.toContain('instead of');
    const opened = await poll('Own');
    expect(reactionsOf(opened)).toEqual([id, '❤️']);
    world().react(ada.id, channel(), opened.id, `ivan:${id}`);
    await evening.here.bot.idle();
    evening.here.clock.advance(10_000);
    await mod.waitForChange(opened, (now) => textOf(now).includes('Ivan** · 1 '));
    world().deleteEmoji(id);
    await mod.press(opened, 'Till');
    evening.here.clock.advance(10_000);
    const drawn = await mod.waitForChange(opened, (now) => textOf(now).includes('🔴'));
    expect(textOf(drawn)).toContain('🔴 **Ivan** · 1 ');
    expect(textOf(drawn)).toContain('Till** · 1 ');
    const list = await mod.command(channel(), 'poll list');
    expect(list.message.content).toContain('it goes on with 🔴 for Ivan instead of `:ivan:`');
  });
});
