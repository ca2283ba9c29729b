import { type Person, reactionName, type SeenMessage } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evening, startEvening, textOf as text } from '../../testkit/bot/evening.ts';

/** What moderators and members do to polls, with a real client each. The clock stands still until it is moved. */
describe('An evening of predictions', { shuffle: false }, () => {
  let evening: Evening;
  let scene: Evening['scene'];
  let here: Evening['here'];
  let watch: Evening['watch'];
  let mod: Person;
  let other: Person;
  let ada: Person;
  let bea: Person;
  let poll: SeenMessage;
  const channel = () => scene.channels.predictions;
  const run = (who: Person, name: string, options: Record<string, string | boolean> = {}) =>
    who.command(channel(), name, options);
  const seen = (message: SeenMessage, part: string) => mod.waitForChange(message, (now) => text(now).includes(part));
  const openPoll = async (options: Record<string, string>) => {
    const before = new Set(mod.seen.map(({ id }) => id));
    await run(mod, 'poll open', options);
    return mod.waitForMessage(channel(), ({ id, reactions }) => !before.has(id) && (reactions?.length ?? 0) >= 2);
  };

  beforeAll(async () => {
    evening = await startEvening();
    ({ scene, here, watch } = evening);
    const second = scene.discord.world.createPerson({ name: 'Mod 2', guildId: scene.guildId, moderator: true });
    [mod, other, ada, bea] = await evening.join(scene.moderator, second, scene.fans[0], scene.fans[1]);
    await run(mod, 'spoilers server', { episode: 'round-5' });
    watch.server('round-5');
  });

  afterAll(() => evening.end());

  it('a poll says in which zone its deadline was understood, and refuses times that cannot be', async () => {
    const answer = (closes: string) => run(mod, 'poll open', { closes, match: 'round-6' });
    expect((await answer('soon')).message.content).toContain('cannot read');
    expect((await answer('2020-01-01')).message.content).toContain('passed already');
    expect((await answer('in 300w')).message.content).toContain('more than a year');
    const opened = await answer('tomorrow 20:00');
    expect(opened.message.content).toContain('read that by UTC');
    poll = await mod.waitForMessage(channel(), ({ reactions }) => reactions?.length === 2);
  });

  it('a super reaction is a vote, one with another emoji or by a bot is not, and reaction and button make the same vote', async () => {
    const emoji = reactionName(poll.reactions?.[0]?.emoji);
    const { world } = scene.discord;
    const otherBot = world.createApplication({ name: 'Another bot' });
    world.installApplication(otherBot.id, scene.guildId);
    world.react(otherBot.id, channel(), poll.id, emoji);
    world.react(ada.id, channel(), poll.id, emoji, true);
    await bea.react(channel(), poll.id, '🍕');
    here.clock.advance(10_000);
    expect(text(await seen(poll, '-# 1 vote'))).toMatch(/Till\*\* · 1 /);
    expect((await ada.press(poll, 'Ivan')).message.content).toContain('Moved from');
    here.clock.advance(10_000);
    expect(text(await seen(poll, 'Ivan** · 1 '))).toContain('-# 1 vote');
    expect((await bea.press(poll, 'Till')).message.content).toContain('Counted');
  });

  it('a receipt names no contestants to a member who has not watched far enough to know who meets', async () => {
    await run(bea, 'watched', { episode: 'none' });
    watch.member(bea.id, 'none');
    const receipt = await bea.press(poll, 'Till');
    expect(receipt.message.content).toBe('Your vote stands.');
    expect(text((await run(bea, 'picks')).message)).not.toContain('Till');
    await run(bea, 'watched', { episode: 'round-5' });
    watch.member(bea.id, 'round-5');
  });

  it('a deleted message pauses the poll, and it is posted again with every vote', async () => {
    scene.discord.world.deleteMessage(channel(), poll.id);
    here.clock.advance(60_000);
    await ada.press(poll, 'Till').catch(() => undefined);
    here.clock.advance(60_000);
    await expect
      .poll(async () => text((await run(mod, 'poll list')).message), { timeout: 10_000 })
      .toContain('deleted');
    const before = new Set(mod.seen.map(({ id }) => id));
    expect((await run(mod, 'poll edit', { poll: 'Round 6', again: true })).message.content).toContain(
      'Every vote stands',
    );
    poll = await mod.waitForMessage(
      channel(),
      ({ id, embeds }) => !before.has(id) && embeds[0]?.title === 'Round 6: who wins?',
    );
    expect(text(poll)).toContain('-# 2 votes');
  });

  it('a wrongly locked poll is reopened, and a stale confirmation does nothing', async () => {
    await run(mod, 'poll lock', { poll: 'Round 6' });
    const first = await run(mod, 'poll reopen', { poll: 'Round 6', closes: 'in 2h' });
    const second = await run(other, 'poll reopen', { poll: 'Round 6', closes: 'in 3h' });
    expect(first.message.content).toContain('Take votes on **Round 6** again');
    const done = await mod.press(first.message, 'Yes, do it');
    expect(done.message.content).toContain('takes votes again');
    const stale = await other.press(second.message, 'Yes, do it');
    expect(stale.message.content).toContain('Somebody else was faster');
    await seen(poll, 'React below');
  });

  it('a whole bracket is filled in the order of the tree, with one’s own picks in later matches', async () => {
    const form = await run(ada, 'bracket predict');
    const names = ({ components }: SeenMessage) =>
      ((components ?? []) as unknown as readonly { components: readonly { label?: string }[] }[])[0]?.components.map(
        ({ label }) => label,
      );
    const step = await ada.press(form.message, 'Start');
    expect(names(step.message)).toEqual(['Till', 'Ivan']);
    const after = await ada.press(step.message, 'Ivan');
    expect(names(after.message)).toEqual(['Luka', 'Ivan']);
    expect(text((await ada.press(after.message, 'Whole bracket')).message)).toContain('0 points · 10 more possible');
  });

  it('moving the server’s horizon says what it settles, and settles and publishes it once confirmed', async () => {
    watch.member(mod.id, 'round-5');
    const asked = await run(mod, 'spoilers server', { episode: 'round-6' });
    expect(asked.message.content).toContain('Voting ends: **Round 6**');
    expect(asked.message.content).toContain('Settled by what the series tells');
    watch.server('round-6');
    watch.member(mod.id, 'round-6');
    await mod.press(asked.message, 'Yes, do it');
    const result = await mod.waitForMessage(channel(), ({ content }) => content.includes('won **Round 6**'));
    expect(result.content).toContain('of 2 called it');
    await seen(poll, 'won.');
  });

  it('a correction asks first, is published once, and is one line in everybody’s picks', async () => {
    await run(ada, 'watched', { episode: 'round-6' });
    watch.member(ada.id, 'round-6');
    const before = text((await run(ada, 'picks')).message);
    const asked = await run(mod, 'poll result', { poll: 'Round 6', winner: 'Ivan' });
    expect(asked.message.content).toContain('By the series, **Till** won **Round 6**, but you said **Ivan**');
    expect((await mod.press(asked.message, 'Leave it as it is')).message.content).toBe('Nothing was changed.');
    const again = await run(mod, 'poll result', { poll: 'Round 6', winner: 'Ivan' });
    await mod.press(again.message, 'Ivan');
    await mod.waitForMessage(channel(), ({ content }) => content.includes('Corrected'));
    const after = text((await run(ada, 'picks')).message);
    expect(before).not.toContain('corrected');
    expect(after).toMatch(/[+-]20: the result was corrected/);
  });

  it('a void poll counts for nothing, in any standings', async () => {
    expect(text((await run(ada, 'standings')).message)).toContain('20 points');
    const asked = await run(mod, 'poll void', { poll: 'Round 6' });
    expect(asked.message.content).toContain('Its 2 votes');
    await mod.press(asked.message, 'Yes, do it');
    await seen(poll, 'does not count');
    expect(text((await run(ada, 'standings', { private: true })).message)).toContain('Nobody has points yet');
  });

  it('a match named on the spot takes ten contestants, closes with its episode, and is secret if asked', async () => {
    const names = ['Ada', 'Bea', 'Cem', 'Dee', 'Eli', 'Fay', 'Gil', 'Hal', 'Ida', 'Jo'];
    const opened = await run(mod, 'poll open', {
      closes: 'Final',
      custom: `Extra: ${names.join(' vs ')}`,
      secret: true,
    });
    expect(opened.message.content).toContain('when **Final** is out');
    const extra = await mod.waitForMessage(channel(), ({ embeds }) => embeds[0]?.title === 'Extra: who wins?');
    expect(extra.reactions ?? []).toEqual([]);
    await ada.press(extra, 'Jo');
    expect(text(await mod.message(channel(), extra.id))).not.toContain('Jo** ·');
    const again = await openPoll({ closes: 'in 2h', custom: 'Dance-off: A vs B' });
    expect(again.reactions?.map(({ emoji }) => emoji.name)).toEqual(['🔴', '🔵']);
  });

  it('and nothing that was sent told anybody more than they had watched', () => {
    watch.look();
    expect(watch.looked()).toBeGreaterThan(30);
  });
});
