import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { connectPerson, type Person, type Scene, type SeenMessage, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../src/util/clock.ts';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';

const CROWD = 24;

/** Discord takes one change of reactions in 250 ms of a channel: what a crowd does in a second keeps the bot busy for longer. */
describe('A busy evening at Discord’s own pace', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let mod: Person;
  let poll: SeenMessage;
  let crowd: string[];

  beforeAll(async () => {
    scene = await startScene();
    const { world } = scene.discord;
    world.setRolePermissions(scene.guildId, scene.botRoleId, P.ManageMessages);
    crowd = Array.from(
      { length: CROWD },
      (_, at) => world.createPerson({ name: `Fan ${at}`, guildId: scene.guildId }).id,
    );
    here = await startBotHere(scene, {}, createSystemClock());
    mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
    await mod.command(scene.channels.predictions, 'poll open', {
      closes: 'in 1h',
      custom: '🐍 Ann vs 🦋 Ben vs 🐯 Cem',
    });
    poll = await mod.waitForMessage(scene.channels.predictions, ({ reactions }) => reactions?.length === 3);
  });

  afterAll(async () => {
    await mod.close();
    await here.bot.stop();
    await scene.discord.close();
  });

  const react = (emoji: string) => {
    for (const id of crowd) scene.discord.world.react(id, poll.channel_id, poll.id, emoji);
  };
  const now = () => scene.discord.world.messages(poll.channel_id).find(({ id }) => id === poll.id) ?? {};
  const shown = () => (now().embeds as { description?: string }[] | undefined)?.[0]?.description ?? '';
  const reactions = () =>
    Object.fromEntries(
      ((now().reactions ?? []) as { emoji: { name: string }; count: number }[]).map(({ emoji, count }) => [
        emoji.name,
        count,
      ]),
    );
  const eventually = { timeout: 25_000, interval: 200 };

  it('everybody who changes their mind is counted at once and once, and their earlier reaction is removed in turn', async () => {
    react('🐍');
    react('🦋');
    await expect.poll(shown, eventually).toContain(`**Ben** · ${CROWD} `);
    expect(shown()).toContain('**Ann** · 0 ');
    await expect.poll(reactions, eventually).toEqual({ '🐍': 1, '🦋': CROWD + 1, '🐯': 1 });
    expect(shown()).toContain(`**Ben** · ${CROWD} `);
  });

  it('a vote is confirmed at once meanwhile', async () => {
    react('🐯');
    const fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    const receipt = await fan.press(poll, 'Ann');
    expect([receipt.private, receipt.message.content]).toEqual([true, expect.stringContaining('Ann')]);
    await expect.poll(shown, eventually).toContain(`**Cem** · ${CROWD} `);
    expect(shown()).toContain('**Ann** · 1 ');
    await fan.close();
  });

  it('Discord was asked in vain seldom enough, and nothing else was refused', () => {
    const { traffic } = scene.discord;
    expect(traffic.filter(({ status }) => status >= 400 && status !== 429)).toEqual([]);
    const changes = traffic.filter(({ route }) => route.includes('/reactions/'));
    const inVain = changes.filter(({ status }) => status === 429).length;
    expect(inVain).toBeLessThanOrEqual(changes.length / 10);
  });
});
