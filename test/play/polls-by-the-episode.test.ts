import type { Person, SeenMessage } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evening, startEvening, textOf as text } from '../../testkit/bot/evening.ts';
import { renderFeed, type TimelineEntry } from '../../testkit/feeds/render-feed.ts';
import { type FeedServer, startFeedServer } from '../../testkit/network/feed-server.ts';

const MINUTE_MS = 60_000;
const OLD: TimelineEntry = { id: 'old0000000r', title: 'An old video', published: '2023-01-05T09:00:00Z', views: 9 };

/** The clock stands still until it is moved: what is between two looks at the feed is known to the millisecond. */
describe('An episode that comes out while its match is predicted', { shuffle: false }, () => {
  let evening: Evening;
  let scene: Evening['scene'];
  let feed: FeedServer;
  let here: Evening['here'];
  let watch: Evening['watch'];
  let mod: Person;
  let ada: Person;
  let poll: SeenMessage;
  const channel = () => scene.channels.predictions;
  const run = (who: Person, name: string, options: Record<string, string | boolean> = {}) =>
    who.command(channel(), name, options);
  const list = (...entries: readonly TimelineEntry[]) =>
    feed.set('/feed.xml', { headers: { 'content-type': 'text/xml' }, body: renderFeed('channel', entries) });

  beforeAll(async () => {
    feed = await startFeedServer();
    list(OLD);
    evening = await startEvening();
    ({ scene, here, watch } = evening);
    [mod, ada] = await evening.join(scene.moderator, scene.fans[0]);
    await run(mod, 'spoilers server', { episode: 'round-5' });
    watch.server('round-5');
    await mod.command(scene.channels.news, 'announce here', { feed: `${feed.origin}/feed.xml`, show: 'out' });
    await run(mod, 'poll open', { closes: 'round-6', match: 'round-6' });
    poll = await mod.waitForMessage(channel(), ({ reactions }) => reactions?.length === 2);
  });

  afterAll(async () => {
    await evening.end();
    await feed.close();
  });

  /** Goes to Round 6 in the form of the bracket, and presses one of its names. */
  async function predict(name: string): Promise<void> {
    const { message } = await run(ada, 'bracket predict');
    const whole = text(message).includes('Round 6** ·') ? message : (await ada.press(message, 'Whole bracket')).message;
    const step = await ada.choose(whole, 'bgo:live:season-50', ['round-6']);
    const after = await ada.press(step.message, name);
    expect(text(after.message)).toContain(`✅ Round 6: **`);
    expect(text(after.message)).toContain(name);
  }

  it('takes votes and picks until the feed shows it, also those that come too late', async () => {
    await ada.press(poll, 'Till');
    await predict('Till');
    here.clock.advance(10 * MINUTE_MS);
    const entry = { id: 'round60000r', title: 'ALIEN STAGE ROUND 6', views: 12, ratings: 3 };
    list({ ...entry, published: new Date(here.clock.now()).toISOString() }, OLD);
    // Five minutes later nobody has looked at the feed yet.
    here.clock.advance(4 * MINUTE_MS);
    expect((await ada.press(poll, 'Ivan')).message.content).toContain('Moved from');
    await predict('Ivan');
  });

  it('locks both as of the moment it came out: later changes do not count', async () => {
    here.clock.advance(10 * MINUTE_MS);
    const locked = await mod.waitForChange(poll, (now) => text(now).includes('The episode is out'));
    expect(text(locked)).toContain('Till** · 1 ');
    expect(text(locked)).toContain('Ivan** · 0 ');
    const form = await run(ada, 'bracket predict');
    const whole = (await ada.press(form.message, 'Whole bracket')).message;
    expect(text(whole)).toMatch(/\*\*Round 6\*\* · \S* ?Till · closed \(10 points\)/);
    expect(text(whole)).toContain('0 points · 10 more possible');
  });

  it('gives points for what was held at that moment, in the poll and in the bracket', async () => {
    const asked = await run(mod, 'spoilers server', { episode: 'round-6' });
    watch.server('round-6');
    watch.member(mod.id, 'round-6');
    watch.member(ada.id, 'round-6');
    await mod.press(asked.message, 'Yes, do it');
    await mod.waitForMessage(channel(), ({ content }) => content.includes('won **Round 6**'));
    expect(text((await run(ada, 'picks')).message)).toContain('+20: right');
    expect(text((await run(ada, 'standings', { of: 'season-50' })).message)).toContain(`<@${ada.id}> · 20 points`);
    // Rounds 2 and 3 were decided for her when she picked: half.
    expect(text((await run(ada, 'standings', { of: '~season-50' })).message)).toContain(`<@${ada.id}> · 10 points`);
    expect(text((await run(ada, 'picks')).message)).toContain('+10: right, picked after a match before it');
  });

  it('and nothing that was sent told anybody more than they had watched', () => {
    watch.look();
    expect(watch.looked()).toBeGreaterThan(15);
  });
});
