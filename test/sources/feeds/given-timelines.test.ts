import { describe, expect, test } from 'vitest';
import { givenTimelines } from '../../../testkit/feeds/given-documents.ts';
import { playTimeline, type Timeline } from '../../../testkit/feeds/play-timeline.ts';

const timelines = givenTimelines() as readonly Timeline[];
/** What Discord answers is the outbox's matter; a feed cannot know. Played in the plays of the announcements. */
const [ofDiscord, ofFeeds] = [
  timelines.filter((timeline) => timeline.steps.some((step) => step.discord !== undefined)),
  timelines.filter((timeline) => timeline.steps.every((step) => step.discord === undefined)),
];

if (timelines.length === 0) test.skip('../shared/feeds was not found, so none of its timelines was tried', () => {});

describe.skipIf(timelines.length === 0)(
  'feeds over time, from elsewhere (skipped where ../shared/feeds is missing)',
  () => {
    test.each(ofFeeds)('$name posts exactly what it should', async (timeline) => {
      const played = await playTimeline(timeline);
      expect(played.map((step) => step.posts.map(({ channel, key }) => ({ channel, key })))).toEqual(
        timeline.steps.map((step) => step.expectPosts),
      );
    });

    test('a real channel after eight months posts all that it still lists, oldest first, and shorts only where wanted', async () => {
      const played = await playTimeline({
        name: 'captured',
        source: 'channel',
        targets: [{ channel: 'A' }, { channel: 'B', shorts: false }],
        steps: [
          { at: '2024-11-10T17:36:41Z', file: 'yt-channel-kurzgesagt-2024-11-10.xml', expectPosts: [] },
          { at: '2025-07-12T10:25:50Z', file: 'yt-channel-kurzgesagt-2025-07-12.xml', expectPosts: [] },
          { at: '2025-07-12T10:40:50Z', file: 'yt-channel-kurzgesagt-2025-07-12.xml', expectPosts: [] },
        ],
      });
      const [first, second, third] = played.map((step) => step.posts);
      expect([first, third]).toEqual([[], []]);
      expect(second?.filter((post) => post.channel === 'A')).toHaveLength(15);
      expect(second?.filter((post) => post.channel === 'B')).toHaveLength(5);
      expect(second?.at(-1)).toMatchObject({ channel: 'A', key: 'yt:video:rHQeg5EtqDQ' });
      expect(played[1]?.windowExceeded).toBe(true);
    });

    test.skip.each(ofDiscord)('$name is about what Discord answers, which is the outbox’s matter', () => {});
  },
);
