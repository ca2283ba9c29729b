import { z } from 'zod';

/** The fields used of Google's answers: https://developers.google.com/youtube/v3/docs */
export const PlaylistItems = z.object({
  items: z.array(z.object({ contentDetails: z.object({ videoId: z.string() }) })),
});

const Count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
  .optional();

export const Videos = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      snippet: z.object({
        title: z.string(),
        publishedAt: z.string(),
        channelTitle: z.string().optional(),
        liveBroadcastContent: z.enum(['none', 'upcoming', 'live']).catch('none'),
      }),
      statistics: z.object({ viewCount: Count, likeCount: Count }).optional(),
      liveStreamingDetails: z.object({ scheduledStartTime: z.string().optional() }).optional(),
    }),
  ),
});
export type Video = z.infer<typeof Videos>['items'][number];

export const ApiRefusal = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string() })).default([]) }),
});
