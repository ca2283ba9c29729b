import type { Person, SeenMessage } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evening, startEvening, textOf as text } from '../../testkit/bot/evening.ts';

/** The built form, its preview and what is asked about it, with a real client. */
describe('The builder of polls', { shuffle: false }, () => {
  let evening: Evening;
  let mod: Person;
  let ada: Person;
  const channel = () => evening.scene.channels.predictions;
  const form = async () => {
    const { modal } = await mod.command(channel(), 'poll open');
    if (modal === undefined) throw new Error('No form came up');
    return modal;
  };
  const filled = { about: ['NOTHING'], closes: 'in 2h', ticks: ['points'] };
  /** Presses, and waits for what that made of the message: a poll with its reactions takes more than a second to post. */
  const pressUntil = async (message: SeenMessage, label: string, part: string) => {
    await mod.press(message, label);
    return mod.waitForChange(message, ({ content }) => content.includes(part));
  };
  const selectOf = (message: SeenMessage, name: string) => {
    const rows = message.components as unknown as readonly { components: readonly { custom_id: string }[] }[];
    return (
      rows.flatMap((row) => row.components).find(({ custom_id: id }) => id.startsWith(`${name}:`))?.custom_id ?? ''
    );
  };

  beforeAll(async () => {
    evening = await startEvening();
    const { scene } = evening;
    [mod, ada] = await evening.join(scene.moderator, scene.fans[0]);
    await mod.command(channel(), 'spoilers server', { episode: 'round-5' });
    evening.watch.server('round-5');
  });
  afterAll(() => evening.end());

  it('shows a poll exactly as it will stand, and posts it where it was told to', async () => {
    const opened = await form();
    const answer = await mod.submit(opened, { ...filled, question: 'Best song?', options: '🎵 Ruler\n\n🎶 Cure' });
    expect(answer.private).toBe(true);
    expect(answer.message.embeds[0]?.title).toBe('Best song?');
    expect(answer.message.content).toContain('Everybody will see the result at once');
    const moved = await mod.choose(answer.message, selectOf(answer.message, 'draftchannel'), [
      evening.scene.channels.general ?? channel(),
    ]);
    await pressUntil(moved.message, 'Post', 'Opened in');
    const there = await mod.waitForMessage(
      evening.scene.channels.general ?? channel(),
      ({ embeds }) => embeds[0]?.title === 'Best song?',
    );
    expect((await ada.press(there, 'Ruler')).message.content).toContain('Counted');
  });

  it('a result about no episode is shown to everybody at once', async () => {
    const answer = await mod.command(channel(), 'poll result', { poll: 'Best song?', winner: 'Ruler' });
    await mod.press(answer.message, 'Yes, do it');
    const there = evening.scene.channels.general ?? channel();
    await mod.waitForMessage(there, ({ content }) => content.includes('Ruler') && content.includes('Best song?'));
  });

  it.each([
    ['one option', { options: '🐍 Till' }, 'at least two options'],
    ['the same option twice', { options: 'Till\n till ' }, 'are the same'],
    [
      'eleven options',
      { options: Array.from({ length: 11 }, (_, index) => `Option ${index}`).join('\n') },
      'at most ten',
    ],
    ['an option without an end', { options: `${'x'.repeat(700)}\nB` }, 'too long'],
    ['lines of blanks', { options: '   \nA\n\t\n' }, 'at least two options'],
    ['lines that nobody can see', { options: '\u200b\nA' }, 'nothing to read'],
    ['no time', { options: 'A\nB', closes: '' }, 'Say when it closes'],
    ['a lock with no episode', { options: 'A\nB', ticks: ['episode'] }, 'Choose which episode'],
  ])(
    'what was written with %s is refused with a sentence, and nothing of it is lost',
    async (_what, wrong, sentence) => {
      const { message } = await mod.submit(await form(), { ...filled, question: 'A slip?', ...wrong });
      expect(message.content).toContain(sentence);
      const { modal } = await mod.press(message, 'Edit');
      expect(JSON.stringify(modal)).toContain('A slip?');
    },
  );

  it('options full of mentions and formatting ping nobody and format nothing', async () => {
    const options = '@everyone **all**\n<@&1> [link](https://example.org)';
    const { message } = await mod.submit(await form(), { ...filled, question: 'Hello @here?', options });
    await pressUntil(message, 'Post', 'Opened in');
    const there = await ada.waitForMessage(channel(), ({ embeds }) => embeds[0]?.title?.includes('Hello') === true);
    expect(there.mention_everyone).toBe(false);
    expect(text(there)).not.toContain('**all**');
  });

  it('options that are one match of the series are asked about, and as that match it is polled once', async () => {
    const { message } = await mod.submit(await form(), { ...filled, question: 'Who?', options: 'ivan\nTill' });
    const asked = await mod.press(message, 'Post');
    expect(asked.message.content).toContain('Is this **Round 6**?');
    await pressUntil(asked.message, 'Yes, Round 6', 'Opened in');
    const held = await mod.command(channel(), 'poll open', { match: 'round-6', closes: 'in 1h' });
    expect(held.message.content).toContain('has its poll already');
    expect(held.message.content).toContain('https://discord.com/channels/');
    await pressUntil(held.message, 'Open without points', 'Opened in');
    const third = await mod.command(channel(), 'poll open', { match: 'round-6', closes: 'in 1h' });
    await pressUntil(third.message, 'Void that one, open this', 'Opened in');
  });

  it('a match whose contestants the channel does not know names nobody until a moderator agrees to tell them', async () => {
    await mod.command(channel(), 'spoilers server', { episode: 'round-3' });
    evening.watch.server('round-3');
    const asked = await mod.command(channel(), 'poll open', { match: 'final', closes: 'in 1h' });
    expect(asked.message.content).toContain('who meets');
    const sure = await mod.press(asked.message, 'Show who meets');
    expect(sure.message.content).toContain('Everybody who can read');
    for (const { message } of [asked, sure]) expect(JSON.stringify(message)).not.toMatch(/Till|Luka/);
    await mod.press(sure.message, 'Cancel');
    const again = await mod.command(channel(), 'poll open', { match: 'final', closes: 'in 1h' });
    await pressUntil(again.message, 'Poll over the places', 'Opened in');
    await mod.waitForMessage(channel(), (message) => text(message).includes('whoever wins Round 6'));
  });

  it('a custom poll about an episode hides its result from those who have not watched that far, until moderators say it is about none', async () => {
    await mod.command(channel(), 'spoilers server', { episode: 'round-5' });
    evening.watch.server('round-5');
    const opened = await mod.command(channel(), 'poll open', {
      custom: 'A vs B',
      question: 'Outfit?',
      about: 'round-6',
      closes: 'in 1h',
    });
    expect(opened.message.content).toContain('Opened in');
    const result = await mod.command(channel(), 'poll result', { poll: 'Outfit?', winner: 'A' });
    await mod.press(result.message, 'Yes, do it');
    const hidden = await ada.waitForMessage(channel(), ({ content }) => content.includes('Outfit?'));
    expect(hidden.content).toContain('is in');
    await mod.command(channel(), 'poll edit', { poll: 'Outfit?', episode: 'NOTHING' });
    evening.here.clock.advance(60_000);
    await ada.waitForChange(hidden, ({ content }) => content.includes('**A** won'));
  });

  it('the list tells what each poll waits for, with a link to it', async () => {
    const { message } = await mod.command(channel(), 'poll list');
    expect(text(message)).toMatch(/Hello.*open, locks.*https:\/\/discord\.com\/channels\//);
    expect(text(message)).toMatch(/Round 6.*void/);
  });

  it('a result against what the series tells a moderator asks which of the two is to be published', async () => {
    await mod.command(channel(), 'watched', { episode: 'round-6' });
    evening.watch.member(mod.id, 'round-6');
    const asked = await mod.command(channel(), 'poll result', { poll: 'Final', winner: 'whoever wins Round 5' });
    expect(asked.message.content).not.toContain('By the series');
    const round = await mod.command(channel(), 'poll open', { match: 'round-6', closes: 'in 1h' });
    await mod.press(round.message, 'Void that one, open this');
    await mod.waitForChange(round.message, ({ content }) => content.includes('Opened in'));
    const [newest] = await mod.suggest(channel(), 'poll result', { poll: 'Round 6' }, 'poll');
    const against = await mod.command(channel(), 'poll result', { poll: newest?.value ?? '', winner: 'Ivan' });
    expect(against.message.content).toContain('By the series, **Till** won');
    await pressUntil(against.message, 'Till', 'Noted: Till won');
  });

  it('a moderator who has not said to have watched is asked whether they have, in words that tell nothing, and then compared', async () => {
    await mod.command(channel(), 'watched', { episode: 'round-5' });
    const held = await mod.command(channel(), 'poll open', { match: 'round-6', closes: 'in 1h' });
    await mod.press(held.message, 'Void that one, open this');
    await mod.waitForChange(held.message, ({ content }) => content.includes('Opened in'));
    const [newest] = await mod.suggest(channel(), 'poll result', { poll: 'Round 6' }, 'poll');
    const asking = (winner: string) => mod.command(channel(), 'poll result', { poll: newest?.value ?? '', winner });
    const [wrong, right] = [await asking('Ivan'), await asking('Till')];
    const told = ({ message }: typeof wrong) => message.content.replaceAll(/Till|Ivan/g, 'X');
    expect(wrong.message.content).toContain('You have not told me that you have watched Round 6');
    expect(told(wrong)).toBe(told(right));
    const compared = await mod.press(wrong.message, 'I have watched Round 6');
    expect(compared.message.content).toContain('By the series, **Till** won');
    await mod.press(compared.message, 'Leave it as it is');
  });

  it('who wants to be reminded gets one private message before the lock, and none who took it back', async () => {
    await mod.command(channel(), 'poll open', { custom: 'Tea vs Coffee', question: 'Which cup?', closes: 'in 5h' });
    const there = await mod.waitForMessage(channel(), ({ embeds }) => embeds[0]?.title === 'Which cup?');
    const asked = await ada.press(there, 'Remind me');
    expect([asked.private, asked.message.content]).toEqual([
      true,
      expect.stringContaining('I will send you a private'),
    ]);
    await mod.press(there, 'Remind me');
    expect((await mod.press(there, 'Remind me')).message.content).toContain('Taken back');
    evening.here.clock.advance(4 * 3_600_000 + 1_000);
    const inPrivate = await ada.directChannel(evening.scene.application.id);
    const reminder = await ada.waitForMessage(inPrivate, ({ content }) => content.includes('Which cup?'));
    expect(JSON.stringify(reminder.components)).toContain(`/${there.channel_id}/${there.id}`);
    expect(reminder.content).not.toMatch(/Tea|Coffee/);
    expect((await ada.press(there, 'Remind me')).message.content).toContain('reminded you of this poll already');
  });

  it('a new game is begun by a moderator’s word, once, and by nobody else’s', async () => {
    const refused = await ada.command(channel(), 'standings', { 'new-game': true });
    expect(refused.message.content).toContain('Only those who may use `/poll`');
    const first = await mod.command(channel(), 'standings', { 'new-game': true });
    const second = await mod.command(channel(), 'standings', { 'new-game': true });
    expect([refused.private, first.private]).toEqual([true, true]);
    expect((await mod.press(first.message, 'Yes, do it')).message.content).toContain('A new game has begun');
    expect((await mod.press(second.message, 'Yes, do it')).message.content).toContain('begun already');
    expect(text((await mod.command(channel(), 'standings')).message)).toContain('Nobody');
  });

  it('a poll is deleted after a moderator confirms what that means: removed without votes, void with them', async () => {
    await mod.command(channel(), 'poll open', { custom: 'Left vs Right', question: 'Which way?', closes: 'in 1h' });
    const there = await mod.waitForMessage(channel(), ({ embeds }) => embeds[0]?.title === 'Which way?');
    const asked = await mod.command(channel(), 'poll delete', { poll: 'Which way?' });
    expect(asked.private).toBe(true);
    expect(asked.message.content).toContain('Nobody has voted in it');
    await ada.press(there, 'Left');
    const anew = await mod.press(asked.message, 'Yes, do it');
    expect(anew.message.content).toContain('has 1 vote');
    await mod.press(anew.message, 'Yes, do it');
    await ada.waitForChange(there, (message) => text(message).includes('does not count'));
    expect(text((await ada.command(channel(), 'picks')).message)).toContain('moderators made this poll void');

    await mod.command(channel(), 'poll open', { custom: 'Up vs Down', question: 'Which floor?', closes: 'in 1h' });
    const other = await mod.waitForMessage(channel(), ({ embeds }) => embeds[0]?.title === 'Which floor?');
    const sure = await mod.command(channel(), 'poll delete', { poll: 'Which floor?' });
    await mod.press(sure.message, 'Yes, do it');
    await evening.scene.discord.waitForRequest(({ method, path }) => method === 'DELETE' && path.endsWith(other.id));
    expect(text((await mod.command(channel(), 'poll list')).message)).not.toContain('Which floor?');
  });

  it('and nothing of all this told anybody more than they had watched', () => evening.watch.look());
});
