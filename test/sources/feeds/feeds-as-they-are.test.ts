import { describe, expect, test } from 'vitest';
import { playTimeline } from '../../../testkit/feeds/play-timeline.ts';
import { feedsAsTheyAre } from './feeds-as-they-are.ts';

describe('feeds as they are', () => {
  test.each(feedsAsTheyAre)('$name', async (timeline) => {
    const played = await playTimeline(timeline);
    const titles = played.map(({ posts }) => posts.map(({ title }) => title));
    expect(titles).toEqual(timeline.steps.map(({ expectTitles }) => expectTitles));
  });
});
