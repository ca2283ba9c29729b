import type { Person, SeenMessage } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evening, startEvening, textOf } from '../../testkit/bot/evening.ts';

describe('A poll for one role', { shuffle: false }, () => {
  let evening: Evening;
  let mod: Person;
  let ada: Person;
  let poll: SeenMessage;
  let roleId: string;
  const channel = () => evening.scene.channels.predictions;
  const world = () => evening.scene.discord.world;
  const roleOf = (id: string) => ({ role: id }) as Record<string, string>;

  beforeAll(async () => {
    evening = await startEvening();
    [mod, ada] = await evening.join(evening.scene.moderator, evening.scene.fans[0]);
    roleId = world().createRole(evening.scene.guildId, { name: 'Fans' }).id;
    const custom = 'Round 9: 🐍 Till vs 🦋 Ivan';
    await mod.command(channel(), 'poll open', { closes: 'in 2h', custom, ...roleOf(roleId) });
    poll = await mod.waitForMessage(channel(), ({ reactions }) => reactions?.length === 2);
  });
  afterAll(() => evening.end());

  it('says that nobody can vote, in its message and to those who try, once that role is deleted, and tells its moderators', async () => {
    expect(textOf(poll)).toContain(`Only <@&${roleId}> may vote`);
    expect((await ada.press(poll, 'Till')).message.content).toContain('Only members with the role');
    world().deleteRole(evening.scene.guildId, roleId);
    await mod.waitForChange(poll, (now) => textOf(now).includes('has been deleted'));
    expect((await ada.press(poll, 'Till')).message.content).toContain('has been deleted');
    const { message } = await mod.command(channel(), 'poll list');
    expect(message.content).toContain('The role that the poll **[Round 9](');
  });

  it('takes everyone’s vote once it is given @everyone', async () => {
    const { guildId } = evening.scene;
    await mod.command(channel(), 'poll edit', { poll: 'Round 9', ...roleOf(guildId) });
    await mod.waitForChange(poll, (now) => textOf(now).includes('React below') && !textOf(now).includes('may vote'));
    expect((await ada.press(poll, 'Till')).message.content).toContain('Counted');
    const custom = 'All: A vs B';
    await mod.command(channel(), 'poll open', { closes: 'in 2h', custom, ...roleOf(guildId) });
    const all = await mod.waitForMessage(channel(), ({ embeds }) => embeds[0]?.title?.startsWith('All') === true);
    expect((await ada.press(all, 'A')).message.content).toContain('Counted');
  });
});
