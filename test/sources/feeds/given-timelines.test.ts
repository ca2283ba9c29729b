import { describe, expect, test } from 'vitest';
import { givenTimelines } from './given-documents.ts';
import { playTimeline, type Timeline } from './play-timeline.ts';

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
      expect(played.map((step) => step.posts)).toEqual(timeline.steps.map((step) => step.expectPosts));
    });

    test.skip.each(ofDiscord)('$name is about what Discord answers, which is the outbox’s matter', () => {});
  },
);
