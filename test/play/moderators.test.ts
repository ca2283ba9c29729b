import type { Person } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evening, startEvening, textOf } from '../../testkit/bot/evening.ts';

describe('A moderator', { shuffle: false }, () => {
  let evening: Evening;
  let one: Person;
  let other: Person;
  let former: Person;
  let formerId: string;
  let roleId: string;
  const channel = () => evening.scene.channels.predictions;
  const world = () => evening.scene.discord.world;

  beforeAll(async () => {
    evening = await startEvening();
    const { guildId, moderator } = evening.scene;
    const second = world().createPerson({ name: 'Mod 2', guildId, moderator: true });
    roleId = world().createRole(guildId, { name: 'Mods', permissions: 1n << 5n }).id;
    const person = world().createPerson({ name: 'Mod for a day', guildId });
    formerId = person.id;
    [one, other, former] = await evening.join(moderator, second, person);
    await one.command(channel(), 'spoilers server', { episode: 'round-5' });
    evening.watch.server('round-5');
  });
  afterAll(() => evening.end());

  it('who has not watched learns from no question and no answer who won, whichever winner they enter', async () => {
    await one.command(channel(), 'watched', { episode: 'round-6' });
    evening.watch.member(one.id, 'round-6');
    await one.command(channel(), 'poll open', { closes: 'in 2h', match: 'round-6' });
    await one.command(channel(), 'poll lock', { poll: 'Round 6' });
    await one.command(channel(), 'poll result', { poll: 'Round 6', winner: 'Till' });
    await other.command(channel(), 'watched', { episode: 'round-5' });
    evening.watch.member(other.id, 'round-5');
    const said: string[] = [];
    for (const winner of ['Till', 'Ivan', 'Till']) {
      const question = await other.command(channel(), 'poll result', { poll: 'Round 6', winner });
      const answer = await other.press(question.message, 'Yes, do it');
      said.push(`${question.message.content} ${answer.message.content}`.replaceAll(winner, 'X'));
    }
    expect(new Set(said)).toHaveProperty('size', 1);
    // Who has watched it is told plainly.
    const question = await one.command(channel(), 'poll result', { poll: 'Round 6', winner: 'Till' });
    expect((await one.press(question.message, 'Yes, do it')).message.content).toContain('That is the result already');
  });

  it('who has lost the permission can do nothing with a screen they opened before', async () => {
    const { guildId } = evening.scene;
    world().giveRole(guildId, formerId, roleId);
    await one.command(channel(), 'poll open', { closes: 'in 2h', custom: 'Round 9: 🐍 Ann vs 🦋 Ben' });
    const question = await former.command(channel(), 'poll void', { poll: 'Round 9' });
    const setup = await former.command(channel(), 'setup');
    world().takeRole(guildId, formerId, roleId);
    expect((await former.press(question.message, 'Yes, do it')).message.content).toContain('may not use `/poll`');
    const moved = await former.choose(setup.message, 'setuphorizon', ['all']);
    expect(textOf(moved.message)).toContain('may not use </setup:');
    expect(textOf((await one.command(channel(), 'poll list')).message)).not.toContain('void');
  });

  it('whom only the server’s settings for the command allow can finish what they began', async () => {
    const { guildId, application } = evening.scene;
    const command = world()
      .commandsOf(application.id)
      .find(({ name }) => name === 'poll');
    const permission = { id: formerId, type: 2, permission: true } as const;
    world().setCommandPermissions(guildId, String(command?.id), [permission]);
    const question = await former.command(channel(), 'poll void', { poll: 'Round 9' });
    expect((await former.press(question.message, 'Yes, do it')).message.content).toContain('is void');
  });
});
