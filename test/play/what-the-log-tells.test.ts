import { connectPerson, type Person } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../testkit/bot/evening.ts';
import { newEntry, OLD_ENTRY, openStage, type Stage } from './announce-stage.ts';

const POST = 'POST /channels/:channel/messages';
const CALLBACK = 'POST /interactions';

/** Whatever goes wrong with what people wrote, the log of the built bot says what happened, and to which id. */
describe('The log', { shuffle: false }, () => {
  let stage: Stage;
  let fan: Person;
  const lines = () => stage.bot.log;
  const failing = { id: 'failing0000', title: 'TITLEOFANENTRY' };

  beforeAll(async () => {
    stage = await openStage();
    const { world, url } = stage.scene.discord;
    const { token } = world.createPerson({ name: 'NAMEOFAPERSON', guildId: stage.scene.guildId });
    fan = await connectPerson({ url, token });
  });
  afterAll(async () => {
    await fan.close();
    await stage.close();
  });

  it('names the interaction in each line that it led to, and nothing of what was typed or answered', async () => {
    const { scene } = stage;
    // Refused, then refused again: neither the answer nor the apology gets through.
    scene.discord.fault({ kind: 400, route: CALLBACK, times: 4 });
    await fan.command(scene.channels.general, 'search', { query: 'TEXTTHATWASTYPED' }).then(
      () => {},
      () => {},
    );
    const line = await stage.bot.waitForLog(({ err }) => err !== undefined, 'the failure to be logged');
    scene.discord.resetFaults();
    expect(line.interactionId).toMatch(/^\d{17,20}$/);
    expect(line.err).toMatchObject({ status: 400, url: expect.stringMatching(/\/interactions\/\d+\/…\/callback/) });
  });

  it('names the poll in each line about one', async () => {
    const { scene, mod } = stage;
    scene.discord.fault({ kind: 503, route: POST, times: 8 });
    await mod.command(scene.channels.predictions, 'poll open', {
      closes: 'in 1h',
      custom: 'QUESTIONOFAPOLL: Sun vs Moon',
    });
    const { pollId } = await stage.bot.waitForLog(
      (line) => line.pollId !== undefined && line.level >= 40,
      'the poll to wait',
    );
    expect(pollId).toMatch(/^\d{17,20}$/);
    scene.discord.resetFaults();
    await stage.bot.advanceClock(600);
    const poll = await mod.waitForMessage(scene.channels.predictions, (message) =>
      textOf(message).includes('QUESTIONOFAPOLL'),
    );
    await fan.press(poll, 'Sun');
    await mod.command(scene.channels.predictions, 'poll lock', { poll: 'QUESTIONOFAPOLL' });
    const locked = await stage.bot.waitForLog(({ msg }) => msg === 'A poll was locked', 'the poll to be locked');
    expect(locked).toMatchObject({ pollId, interactionId: expect.stringMatching(/^\d+$/) });
  });

  it('names the entry in each line about one, also where a feed has text for an id', async () => {
    const { scene } = stage;
    await stage.announce('here', { channel: scene.channels.news, feed: stage.feedUrl });
    scene.discord.fault({ kind: 403, code: 50013, route: POST, times: 1 });
    stage.list(newEntry(failing.id, failing.title), OLD_ENTRY);
    await stage.bot.advanceClock(2);
    const kept = await stage.bot.waitForLog(({ msg }) => msg.startsWith('An announcement cannot'), 'the post to wait');
    expect(kept.entry).toBe(`yt:video:${failing.id}`);
    await stage.bot.advanceClock(3_600);
    const made = await stage.bot.waitForLog(({ msg }) => msg === 'An entry was announced', 'the post to be made');
    expect(made.entry).toBe(kept.entry);
  });

  it('holds no token, no text and no name in any of its lines', () => {
    const { scene } = stage;
    const all = lines()
      .map((line) => JSON.stringify(line))
      .join('\n');
    expect(lines().filter(({ level }) => level >= 40).length).toBeGreaterThan(2);
    const texts = [
      'NAMEOFAPERSON',
      'TEXTTHATWASTYPED',
      'QUESTIONOFAPOLL',
      failing.title,
      'A small server',
      'predictions',
    ];
    const tokens = [scene.application.botToken, scene.moderator.token, ...scene.fans.map(({ token }) => token)];
    for (const words of [...texts, ...tokens]) expect(all.includes(words), words).toBe(false);
    expect(all).not.toMatch(/\/(?:interactions|webhooks)\/\d+\/[^…/]/);
  });
});
