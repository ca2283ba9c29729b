import type { Horizon } from '../domain/knowledge/horizon.ts';
import type { Poll } from '../domain/poll/poll.ts';
import type { SplitOverTime } from '../domain/poll/split-over-time.ts';
import type { Tally } from '../domain/poll/tally.ts';
import type { Climb } from '../domain/scores/standings.ts';

/** Facts of a poll that are shown to a whole channel. */
export type PollMessage =
  | {
      readonly kind: 'poll';
      readonly poll: Poll;
      readonly tally: Tally;
      readonly showWinner: boolean;
      /** How far the channel has watched: nothing past it may be shown. */
      readonly horizon: Horizon;
      /** How the votes came in over time; undefined before the lock. */
      readonly split: SplitOverTime | undefined;
      /** The neutral label of the episode the poll is tied to. */
      readonly episodeLabel: string | undefined;
      readonly language: string;
    }
  | {
      readonly kind: 'result';
      readonly poll: Poll;
      readonly tally: Tally;
      /** Which of the poll's results this message shows, from 0. */
      readonly index: number;
      /** False where the channel has not watched the match: the message then says only that the result is in. */
      readonly showWinner: boolean;
      /** How far the channel has watched: nothing past it may be shown. */
      readonly horizon: Horizon;
      /** How the votes came in. */
      readonly split: SplitOverTime | undefined;
      /** Where the server's next open poll is, with its title if the readers of this channel may know it. */
      readonly next?:
        | {
            readonly channelId: string;
            readonly messageId: string;
            readonly title: Poll['title'] | undefined;
          }
        | undefined;
      /** Members who gained places by this result, as far as the channel may know, most places first. */
      readonly climbs: readonly Climb[];
      readonly language: string;
    }
  | { readonly kind: 'reminder'; readonly poll: Poll; readonly tally: Tally; readonly language: string };
