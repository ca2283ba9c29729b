import type { Horizon } from '../domain/knowledge/horizon.ts';
import type { Poll } from '../domain/poll/poll.ts';
import type { SplitOverTime } from '../domain/poll/split-over-time.ts';
import type { Tally } from '../domain/poll/tally.ts';
import type { Climb } from '../domain/scores/standings.ts';

/** What of a poll is shown to a whole channel, as facts. */
export type PollMessage =
  | {
      readonly kind: 'poll';
      readonly poll: Poll;
      readonly tally: Tally;
      readonly showWinner: boolean;
      /** How far the channel has watched: nothing past it may be shown. */
      readonly horizon: Horizon;
      /** How the votes came in; undefined before the lock. */
      readonly split: SplitOverTime | undefined;
      /** The neutral label of the episode the poll is tied to. */
      readonly episodeLabel: string | undefined;
      readonly language: string;
    }
  | {
      readonly kind: 'result';
      readonly poll: Poll;
      readonly tally: Tally;
      /** Which of the poll's results this message brings, from 0. */
      readonly index: number;
      /** False where the channel has not watched the match: then only that the result is in. */
      readonly showWinner: boolean;
      /** How far the channel has watched: nothing past it may be shown. */
      readonly horizon: Horizon;
      /** How the votes came in. */
      readonly split: SplitOverTime | undefined;
      /** Where the server's next open poll stands; what it is about, where whoever reads this may be told. */
      readonly next?:
        | {
            readonly channelId: string;
            readonly messageId: string;
            readonly title: Poll['title'] | undefined;
          }
        | undefined;
      /** Who gained places by it, as far as the channel may know: those who gained most first. */
      readonly climbs: readonly Climb[];
      readonly language: string;
    }
  | { readonly kind: 'reminder'; readonly poll: Poll; readonly tally: Tally; readonly language: string };
