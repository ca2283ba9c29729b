import { MessageFlags } from 'discord-api-types/v10';
import type { SeenMessage } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFeed } from '../../src/sources/documents/parse-feed.ts';
import { givenBytes, givenDocuments } from '../../testkit/feeds/given-documents.ts';
import { newEntry, OLD_ENTRY, openStage, type Stage } from './announce-stage.ts';

const REACTION = 'ALIEN STAGE ROUND 6 (a fan reacts)';
const captured = ['kurzgesagt-2024-11-10', 'kurzgesagt-2025-07-12'].map((name) => `yt-channel-${name}.xml`);
const areCapturedThere = captured.every((file) => givenDocuments().some((given) => given.file.endsWith(file)));

/** What a moderator sets up and asks, one command after the other. */
describe('A moderator’s announcements', { shuffle: false }, () => {
  let stage: Stage;
  let roleId: string;
  let listed = [OLD_ENTRY];
  /** How far the bot's clock was moved: what comes out now, comes out by that clock. */
  let movedMs = 0;
  const outNow = () => ({ published: new Date(Date.now() + movedMs).toISOString() });
  const channels = () => stage.scene.channels;
  const publish = async (entry: (typeof listed)[number]) => {
    listed = [entry, ...listed];
    stage.list(...listed);
    await stage.bot.advanceClock(2);
    movedMs += 2_000;
  };
  const appears = (channelId: string, text: string) =>
    stage.mod.waitForMessage(channelId, ({ content }) => content.includes(text));
  const text = (message: Pick<SeenMessage, 'content' | 'embeds'>) => JSON.stringify([message.content, message.embeds]);

  beforeAll(async () => {
    stage = await openStage();
    roleId = stage.scene.discord.world.createRole(stage.scene.guildId, { name: 'Pings', mentionable: true }).id;
    stage.watch.member(stage.mod.id, 'all');
    stage.watch.server('round-3');
    await stage.mod.command(channels().general, 'spoilers server', { episode: 'round-3' });
  });
  afterAll(async () => {
    await stage.close();
  });

  it('tell as much as each channel chose: a preview, the title, or only that something is out', async () => {
    await stage.announce('here', { channel: channels().general, feed: stage.feedUrl, show: 'everything' });
    await stage.announce('here', { channel: channels().news, feed: stage.feedUrl, role: roleId, publish: true });
    await stage.announce('here', { channel: channels().predictions, feed: stage.feedUrl, show: 'out', thread: true });
    const title = '@everyone **look** <@&1> [here](https://evil.example)';
    await publish(newEntry('amounts', title));

    const out = await appears(channels().predictions, 'Something new is out');
    expect(out.content).not.toContain('look');
    const inFull = await appears(channels().general, 'look');
    expect(inFull.content).toContain('\nhttps://www.youtube.com/watch?v=amounts');
    const titled = await appears(channels().news, 'look');
    expect(titled.content).toContain('<https://www.youtube.com/watch?v=amounts');
    const isSuppressed = ({ flags }: SeenMessage) => (Number(flags ?? 0) & MessageFlags.SuppressEmbeds) !== 0;
    expect([inFull, titled, out].map(isSuppressed)).toEqual([false, true, true]);

    for (const message of [inFull, titled, out]) expect(message.mention_everyone).toBe(false);
    expect([inFull, titled, out].map(({ mention_roles: roles }) => roles)).toEqual([[], [roleId], []]);
    expect(titled.content).toContain('\\*\\*look\\*\\*');
  });

  it('are changed by the same command, and refused where they could not work', async () => {
    const changed = await stage.announce('here', {
      channel: channels().general,
      feed: stage.feedUrl,
      words: 'round, -live',
    });
    expect(changed.content).toContain('Changed');
    const status = text(await stage.announce('status'));
    expect(status).toContain('words: round, -live');
    const refused = await stage.announce('here', { channel: channels().general, feed: stage.feedUrl, publish: true });
    expect(refused.content).toContain('Only an announcement channel');
  });

  it('can be tried: a test says so, says whom a real one would notify, and notifies nobody', async () => {
    const [subscription] = await stage.mod.suggest(
      channels().general,
      'announce test',
      { subscription: channels().news },
      'subscription',
    );
    const answer = await stage.announce('test', { subscription: subscription?.value ?? '' });
    expect(answer.content).toContain('Posted a test');
    const posted = await appears(channels().news, 'Only a test');
    expect(posted.content).toContain(`would notify <@&${roleId}>`);
    expect(posted.mention_roles).toEqual([]);
  });

  it('take a new title for an episode, lock its poll, and say where the prediction stands', async () => {
    await stage.mod.command(channels().predictions, 'poll open', { closes: 'in 2h', match: 'round-6' });
    const poll = await stage.mod.waitForMessage(channels().predictions, ({ embeds }) => embeds.length > 0);
    stage.watch.allow(REACTION);
    await publish(newEntry('reaction', REACTION, outNow()));
    const post = await appears(channels().news, 'A new episode is out: **Round 6**');
    expect(post.content).toContain(
      `The prediction is locked: https://discord.com/channels/${stage.scene.guildId}/${channels().predictions}/${poll.id}`,
    );
    await stage.mod.waitForChange(poll, (message) => text(message).includes('locked'));
    const inPredictions = await appears(channels().predictions, 'Round 6');
    expect(inPredictions.content).not.toContain('fan reacts');
  });

  it('follow a correction: where an entry was no episode, its post is drawn again and the poll is open', async () => {
    const [entry] = await stage.mod.suggest(
      channels().general,
      'announce correct',
      { entry: 'fan reacts', is: '' },
      'entry',
    );
    const answer = await stage.announce('correct', { entry: entry?.value ?? '', is: 'other' });
    expect(answer.content).toContain('Noted');
    const posts = stage.posts(channels().news).filter(({ content }) => content.includes('fan reacts'));
    expect(posts.map(({ content }) => content.split('\n')[0])).toEqual([`<@&${roleId}> Something new is out.`]);
    const poll = (await stage.mod.messages(channels().predictions)).find(({ embeds }) =>
      embeds[0]?.title?.includes('who wins'),
    );
    if (poll === undefined) throw new Error('There is no poll');
    const open = text(poll).includes('Your last choice')
      ? poll
      : await stage.mod.waitForChange(poll, (message) => text(message).includes('Your last choice'));
    expect(text(open)).not.toContain('is locked');
  });

  it('tell for each of the latest entries which gates it passed and where it stopped', async () => {
    await publish(newEntry('trailer', 'A trailer of things'));
    const why = await stage.announce('why', { subscription: channels().news });
    const lines = (why.embeds[0]?.description ?? '').split('\n');
    const below = (title: string) => lines[lines.findIndex((line) => line.includes(title)) + 1];
    expect(below('trailer of things')).toContain('new → stopped by kind: extra');
    expect(below('fan reacts')).toContain('new → wanted → announced');
    expect(below('An old video')).toContain('was listed already at my first look');
    expect(lines.find((line) => line.includes('fan reacts'))).toContain('by your correction');
  });

  it('learn a pattern only after it was tried on the latest entries, and forget it again', async () => {
    const tried = await stage.announce('patterns', { words: 'trailer of', is: 'special-1' });
    expect(text(tried)).toContain('Fits 1 of the latest entries');
    expect(tried.content).toContain('Nothing is saved yet');
    expect(text(await stage.announce('patterns'))).toContain('no patterns of its own');

    await stage.announce('patterns', { words: 'trailer of', is: 'special-1', save: true });
    const saved = text(await stage.announce('patterns'));
    expect(saved).toContain('by your pattern');
    const [own] = await stage.mod.suggest(channels().general, 'announce patterns', { remove: '' }, 'remove');
    await stage.announce('patterns', { remove: own?.value ?? '' });
    expect(text(await stage.announce('patterns'))).toContain('no patterns of its own');

    const refused = await stage.announce('patterns', { words: '^(a+)+$', is: 'other' });
    expect(refused.content).toContain('cannot use that as a pattern');
  });

  it('open a thread whose name tells nothing but that there is a video', () => {
    const threads = stage
      .posts(channels().predictions)
      .flatMap(({ thread }) => (thread as { name: string } | undefined)?.name ?? []);
    expect(new Set(threads)).toEqual(new Set(['New video', 'Round 6']));
  });

  it('stop when asked to', async () => {
    const stopped = await stage.announce('stop', { subscription: channels().news });
    expect(stopped.content).toContain('Stopped');
    await publish(newEntry('after', 'After the stop, round 99'));
    await appears(channels().general, 'After the stop');
    expect(stage.posts(channels().news).filter(({ content }) => content.includes('After the stop'))).toEqual([]);
  });

  it.skipIf(!areCapturedThere)(
    'of a real channel, eight months apart, are exactly its five new videos that are no Shorts, oldest first',
    async () => {
      const [before, after] = captured.map((file) => givenBytes(file));
      if (before === undefined || after === undefined) throw new Error('A captured feed is missing');
      const read = (body: Buffer) => {
        const parsed = parseFeed(body.toString('utf8'), stage.feedUrl);
        if (parsed.kind === 'failed') throw new Error(parsed.detail);
        return parsed.document.entries;
      };
      const known = new Set(read(before).map(({ key }) => key));
      const fresh = read(after).filter(({ key, isShort }) => !known.has(key) && !isShort);
      const expected = fresh
        .toSorted((a, b) => (a.publishedMs ?? 0) - (b.publishedMs ?? 0))
        .map(({ link }) => `<${link}>`);
      expect(expected).toHaveLength(5);

      const serve = (body: Buffer) =>
        stage.feed.set('/captured.xml', { headers: { 'content-type': 'text/xml' }, body });
      serve(before);
      await stage.announce('here', {
        channel: channels().news,
        feed: `${stage.feed.origin}/captured.xml`,
        kinds: 'all',
      });
      const earlier = stage.posts(channels().news).length;
      serve(after);
      await stage.bot.advanceClock(2);
      await appears(channels().news, expected.at(-1) ?? '');
      const links = stage
        .posts(channels().news)
        .slice(earlier)
        .map(({ content }) => content.split('\n').at(-1));
      expect(links).toEqual(expected);
    },
  );

  it('never told anybody more than they had watched, and Discord found nothing to refuse', () => {
    stage.watch.look();
    expect(stage.watch.looked()).toBeGreaterThan(30);
    const refused = stage.scene.discord.traffic.filter(({ status }) => status >= 400 && status !== 429);
    expect(refused.map(({ method, path, status, code }) => ({ method, path, status, code }))).toEqual([]);
  });
});
