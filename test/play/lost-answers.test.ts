import { connectPerson, type Person, type Scene, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { type Instead, type Relay, startRelay } from '../../testkit/network/relay.ts';

/** The connection breaks just as an interaction is answered: what was done stays done, and nobody is told otherwise. */
describe('An answer that is lost on the network', { timeout: 60_000 }, () => {
  let scene: Scene;
  let relay: Relay;
  let here: BotHere;
  let mod: Person;
  let fan: Person;

  beforeEach(async () => {
    scene = await startScene();
    relay = await startRelay(scene.discord.url);
    here = await startBotHere(scene, { DISCORD_API_URL: relay.api });
    mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
    fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
  });
  afterEach(async () => {
    await Promise.all([mod.close(), fan.close()]);
    await here.bot.stop();
    await relay.close();
    await scene.discord.close();
  });

  /** The next callbacks go like this, one after the other; then all is well. */
  const callbacks = (...how: Instead[]) => {
    relay.rule = ({ path }) => (path.includes('/callback') ? how.shift() : undefined);
  };
  const failures = () => here.log.filter(({ msg }) => msg.startsWith('An interaction'));

  it.each<['lose-answer' | 'reset', string]>([
    ['lose-answer', 'after Discord took it'],
    ['reset', 'before Discord got it'],
  ])('%s, %s: the poll is opened once, the vote counted once, and both are told as they are', async (how, _when) => {
    const channel = scene.channels.predictions;
    callbacks(how);
    const opened = await mod.command(channel, 'poll open', { closes: 'in 2h', custom: 'Round 9: 🐍 Till vs 🦋 Ivan' });
    expect(opened.message.content).not.toMatch(/wrong|lost/i);
    const poll = await mod.waitForMessage(channel, ({ reactions }) => (reactions?.length ?? 0) >= 2);
    callbacks(how);
    const receipt = await fan.press(poll, 'Till');
    expect(receipt.message.content).toMatch(/counted/i);
    expect(failures()).toEqual([]);
    here.clock.advance(10_000);
    await mod.waitForChange(poll, ({ embeds }) => (embeds[0]?.description ?? '').includes('1 vote'));
  });

  it('and the second time by silence, is told within the three seconds', async () => {
    const channel = scene.channels.predictions;
    await mod.command(channel, 'poll open', { closes: 'in 2h', custom: 'Round 9: 🐍 Till vs 🦋 Ivan' });
    const poll = await mod.waitForMessage(channel, ({ reactions }) => (reactions?.length ?? 0) >= 2);
    callbacks('reset', 'silence');
    const receipt = await fan.press(poll, 'Till');
    expect(receipt.message.content).toMatch(/counted/i);
    expect(failures()).toEqual([]);
  });

  it.each<['lose-answer' | 'reset', string]>([
    ['lose-answer', 'after Discord took it'],
    ['reset', 'before Discord got it'],
  ])('%s, %s: so is a poll’s message, which is there once, and nobody is told of trouble', async (how, _when) => {
    const channel = scene.channels.predictions;
    const once: Instead[] = [how];
    relay.rule = ({ method, path }) => (method === 'POST' && path.endsWith('/messages') ? once.shift() : undefined);
    const opened = await mod.command(channel, 'poll open', { closes: 'in 2h', custom: 'Round 9: 🐍 Till vs 🦋 Ivan' });
    expect(opened.message.content).toMatch(/^Opened in/);
    expect(once).toEqual([]);
    expect(scene.discord.world.messages(channel)).toHaveLength(1);
    expect(here.log.filter(({ level }) => level > 30)).toEqual([]);
  });

  it('four times over is apologised for by saying that it was done, not that nothing was', async () => {
    const channel = scene.channels.predictions;
    await mod.command(channel, 'poll open', { closes: 'in 2h', custom: 'Round 9: 🐍 Till vs 🦋 Ivan' });
    const poll = await mod.waitForMessage(channel, ({ reactions }) => (reactions?.length ?? 0) >= 2);
    callbacks('reset', 'reset', 'reset', 'reset');
    const apology = await fan.press(poll, 'Till');
    expect(apology.message.content).toMatch(/^That was done, but my answer got lost/);
    const [failure] = failures();
    expect(apology.message.content).toContain(String(failure?.interactionId));
    here.clock.advance(10_000);
    await mod.waitForChange(poll, ({ embeds }) => (embeds[0]?.description ?? '').includes('1 vote'));
  });
});
