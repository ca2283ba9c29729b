import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { type Person, type SeenMessage, writtenIn } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picturesOf } from '../../testkit/bot/cards-seen.ts';
import { type Evening, startEvening } from '../../testkit/bot/evening.ts';

const HOUR_MS = 3_600_000;

/** The pictures that come with a poll and with its result, and the one of a member's rank. The clock stands still until it is moved. */
describe('The pictures of a poll and its result', { shuffle: false }, () => {
  let evening: Evening;
  let scene: Evening['scene'];
  let here: Evening['here'];
  let watch: Evening['watch'];
  let mod: Person;
  let ada: Person;
  let bea: Person;
  let round2: SeenMessage;
  let final: SeenMessage;
  const channel = () => scene.channels.predictions;
  const run = (name: string, options: Record<string, string> = {}) => mod.command(channel(), name, options);
  const files = ({ attachments }: SeenMessage) => attachments.map(({ filename }) => filename);
  const below = ({ embeds }: SeenMessage) => embeds.map(({ image }) => image?.url.split('/').at(-1));
  const posted = (part: string) => mod.waitForMessage(channel(), ({ content }) => content.includes(part));
  /** What was sent with the newest message whose text has this in it: file names and what is told instead of them. */
  const sent = (part: string) => {
    const requests = scene.discord.traffic.filter(({ status, body }) => status < 300 && textOf(body).includes(part));
    return (requests.at(-1)?.body ?? {}) as { attachments?: { filename: string; description: string }[] };
  };
  const altOf = (part: string, filename: string) =>
    sent(part).attachments?.find((file) => file.filename === filename)?.description ?? '';

  async function openPoll(match: string): Promise<SeenMessage> {
    const before = new Set(mod.seen.map(({ id }) => id));
    const opened = await run('poll open', { closes: 'in 2d', match });
    expect(opened.message.content).toContain('Opened');
    return mod.waitForMessage(channel(), ({ id, reactions }) => !before.has(id) && reactions?.length === 2);
  }

  /** Asks, lets ada, bea and the moderator vote, the later ones a day later, and moves the server on to the match. */
  async function play(match: string, votes: readonly [ada: string, bea: string, mod: string]): Promise<void> {
    const poll = await openPoll(match);
    await ada.press(poll, votes[0]);
    here.clock.advance(24 * HOUR_MS);
    await bea.press(poll, votes[1]);
    await mod.press(poll, votes[2]);
    const asked = await run('spoilers server', { episode: match });
    watch.server(match);
    watch.member(mod.id, match);
    await mod.press(asked.message, 'Yes, do it');
  }

  beforeAll(async () => {
    evening = await startEvening();
    ({ scene, here, watch } = evening);
    [mod, ada, bea] = await evening.join(scene.moderator, scene.fans[0], scene.fans[1]);
    await run('spoilers server', { episode: 'round-1' });
    watch.server('round-1');
    watch.member(mod.id, 'round-1');
  });

  afterAll(() => evening.end());

  it('are, while it is open, who faces whom: posted with the poll, and not sent again when it is drawn anew', async () => {
    const poll = await openPoll('round-2');
    expect(poll.attachments.map(({ filename, description }) => [filename, description])).toEqual([
      ['versus.png', 'ALIEN STAGE, Season 50, Round 2: Till (틸) vs Acorn.'],
    ]);
    await ada.press(poll, 'Till');
    here.clock.advance(10_000);
    const drawn = await mod.waitForChange(poll, (now) => JSON.stringify(now.embeds).includes('1 vote'));
    expect(drawn.attachments).toEqual(poll.attachments);
    const edits = scene.discord.traffic.filter(({ method, path }) => method === 'PATCH' && path.endsWith(poll.id));
    expect(edits.length).toBeGreaterThan(0);
    expect(edits.filter(({ body }) => Object.hasOwn(body as object, 'attachments'))).toEqual([]);
    await mod.press((await run('poll void', { poll: 'Round 2' })).message, 'Yes, do it');
  });

  it('are who won against whom, the bracket as the channel may see it, and how the votes came in, each told in words as well', async () => {
    await play('round-2', ['Acorn', 'Till', 'Till']);
    round2 = await posted('won **Round 2**');

    expect(files(round2)).toEqual(['versus.png']);
    expect(below(round2)).toEqual(['bracket.png', 'votes.png']);
    expect(altOf('won **Round 2**', 'versus.png')).toBe(
      'ALIEN STAGE, Season 50, Round 2: Till (틸) vs Acorn. Till won. 2 of 3 called it (67 %).',
    );
    expect(altOf('won **Round 2**', 'bracket.png')).toContain('Till won; out: Acorn');
    expect(altOf('won **Round 2**', 'bracket.png')).toContain('Shown up to: Round 2');
    const votes = altOf('won **Round 2**', 'votes.png');
    expect(round2.embeds[1]?.image?.description).toBe(votes);
    expect(votes).toContain('Till (틸) 67%, 2 votes; Till won. Acorn 33%, 1 vote.');
    expect(votes).toContain('Acorn 100%.');
    watch.look();
  });

  it('come once though the answer to the post was lost', async () => {
    scene.discord.fault({ kind: 'lost-answer', route: '/channels/:channel/messages', times: 1 });
    const poll = await openPoll('round-3');
    scene.discord.fault({ kind: 'lost-answer', route: '/channels/:channel/messages', times: 1 });
    await ada.press(poll, 'Ivan');
    const asked = await run('spoilers server', { episode: 'round-3' });
    watch.server('round-3');
    watch.member(mod.id, 'round-3');
    await mod.press(asked.message, 'Yes, do it');
    const result = await posted('won **Round 3**');

    expect(files(result)).toEqual(['versus.png']);
    const results = scene.discord.world
      .messages(channel())
      .filter((message) => textOf(message).includes('won **Round 3**'));
    expect(results).toHaveLength(1);
  });

  it('are left out in a channel that does not allow files, which gets the result in words', async () => {
    await run('spoilers server', { episode: 'round-5' });
    watch.server('round-5');
    watch.member(mod.id, 'round-5');
    scene.discord.world.setOverwrite(channel(), { roleId: scene.botRoleId, deny: P.AttachFiles });
    await play('round-6', ['Ivan', 'Ivan', 'Till']);
    const result = await posted('won **Round 6**');
    scene.discord.world.setOverwrite(channel(), { roleId: scene.botRoleId, deny: 0n });

    expect(result.attachments).toEqual([]);
    expect(result.embeds).toEqual([]);
  });

  it('are not posted in a channel that has not watched it, and shown privately to members who have', async () => {
    const poll = await openPoll('final');
    await ada.press(poll, 'Luka');
    here.clock.advance(5 * HOUR_MS);
    await confirmed((await run('poll result', { poll: 'Final', winner: 'Luka' })).message);
    final = await posted('result of **Final** is in');
    expect(final.attachments.map(({ filename, description }) => [filename, description])).toEqual([
      ['versus.png', 'ALIEN STAGE, Season 50, Final: Luka (루카) vs Till (틸).'],
    ]);
    expect(final.embeds).toEqual([]);

    const asked = await ada.press(final, 'Show the result');
    watch.member(ada.id, 'final');
    const shown = await ada.press(asked.message, 'I have watched Final: show me');
    expect(shown.private).toBe(true);
    expect(files(shown.message)).toEqual(['votes.png']);
    expect(shown.message.attachments[0]?.description).toMatch(/Luka .*100%, 1 vote; Luka won/);
    watch.look();
  });

  it('are drawn when the channel has watched it, once, and go when it has not after all', async () => {
    const forth = await run('spoilers server', { episode: 'final' });
    watch.server('final');
    watch.member(mod.id, 'final');
    await confirmed(forth.message);
    const shown = await mod.waitForChange(final, ({ embeds }) => embeds.length > 0);
    expect([files(shown), below(shown)]).toEqual([['versus.png'], ['bracket.png', 'votes.png']]);
    expect(shown.attachments[0]?.description).toContain('Luka won');

    const back = await run('spoilers server', { episode: 'round-6' });
    await confirmed(back.message);
    const hidden = await mod.waitForChange(shown, ({ embeds }) => embeds.length === 0);
    expect(files(hidden)).toEqual(['versus.png']);
    expect(hidden.attachments[0]?.description).not.toContain('won');
    expect(below(await mod.message(channel(), round2.id))).toEqual(['bracket.png', 'votes.png']);
    watch.server('round-6');
  });

  it('are only the winner and the votes where a moderator’s correction differs from the series', async () => {
    // The series tells another winner: which of the two it is, is asked.
    await mod.press((await run('poll result', { poll: 'Round 6', winner: 'Ivan' })).message, 'Ivan');
    const corrected = await posted('Corrected');
    expect([files(corrected), below(corrected)]).toEqual([['versus.png'], ['votes.png']]);
    expect(corrected.attachments[0]?.description).toContain('Ivan won');
  });

  it('of a member’s rank appear with their picks from the third result on', async () => {
    const { message, private: alone } = await ada.command(channel(), 'picks');
    expect(alone).toBe(true);
    const [plotted] = picturesOf(message);
    expect(plotted?.filename).toBe('rank.png');
    expect(plotted?.description).toContain('Your rank, after each match.');
    expect(plotted?.description).toMatch(/Round 2: #\d of 3\. Round 3: #\d of 3\. Round 6: #\d of 3\./);
    watch.look();
  });

  it('of a member’s rank are shared with everybody by their own press, as far as the channel has watched', async () => {
    // She has watched the final, and the channel has not: nothing of it goes along.
    const own = (await ada.command(channel(), 'picks')).message;
    expect(writtenIn(own)).toContain('Final');
    const shared = await ada.press(own, 'Share here');
    expect(shared.private).toBe(false);
    const seen = await bea.waitForMessage(channel(), ({ id }) => id === shared.message.id);
    const [plotted] = picturesOf(seen);
    expect([plotted?.filename, plotted?.description]).toEqual([
      'rank.png',
      expect.stringMatching(/Round 6: #\d of 3\.$/),
    ]);
    expect(writtenIn(seen)).toContain(`<@${ada.id}>`);
    expect(writtenIn(seen)).not.toMatch(/Final|Luka/);
    watch.look();
  });

  async function confirmed(message: SeenMessage): Promise<void> {
    if (JSON.stringify(message.components ?? []).includes('Yes, do it')) await mod.press(message, 'Yes, do it');
  }
});

function textOf(body: unknown): string {
  const { content } = (body ?? {}) as { content?: string };
  return content ?? '';
}
