import { connectPerson, type Person, type Scene, type SeenMessage, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../src/util/clock.ts';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';

/** What happens to votes while the connection to Discord is gone. */
describe('A lost connection', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let mod: Person;
  let fans: Person[];
  let poll: SeenMessage;

  beforeAll(async () => {
    scene = await startScene();
    here = await startBotHere(scene, {}, createSystemClock());
    mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
    fans = await Promise.all(scene.fans.map(({ token }) => connectPerson({ url: scene.discord.url, token })));
    const opened = await mod.command(scene.channels.predictions, 'poll open', {
      closes: 'in 1h',
      custom: '🐍 Ann vs 🦋 Ben',
    });
    expect(opened.message.content).toContain('Opened');
    poll = await mod.waitForMessage(scene.channels.predictions, ({ reactions }) => reactions?.length === 2);
  });

  afterAll(async () => {
    await Promise.all([mod, ...fans].map((someone) => someone.close()));
    await here.bot.stop();
    await scene.discord.close();
  });

  const react = (index: number, emoji: string) => fans[index]?.react(poll.channel_id, poll.id, emoji);
  const split = (ann: number, ben: number) => (message: SeenMessage) => {
    const text = message.embeds[0]?.description ?? '';
    return text.includes(`**Ann** · ${ann} `) && text.includes(`**Ben** · ${ben} `);
  };

  it('resumes, and the reactions made meanwhile arrive and are counted', async () => {
    scene.discord.fault({ kind: 'drop-socket' });
    await react(0, '🐍');
    poll = await mod.waitForChange(poll, split(1, 0));
    expect(scene.discord.sessionStarts()).toBe(1);
  });

  it('that cannot be resumed starts a new session, and the reactions made meanwhile are read from the message', async () => {
    scene.discord.fault({ kind: 'forget-session' });
    await react(1, '🦋');
    await react(0, '🦋');
    poll = await mod.waitForChange(poll, split(0, 2));
    expect(scene.discord.sessionStarts()).toBe(2);
    await fans[0]?.unreact(poll.channel_id, poll.id, '🦋');
    poll = await mod.waitForChange(poll, split(0, 1));
  });

  it('leaves no line of error, and the bot answers as before', async () => {
    const answer = await fans[2]?.command(scene.channels.general, 'help');
    expect(answer?.private).toBe(true);
    expect(here.log.filter(({ level }) => level >= 50)).toEqual([]);
  });
});
