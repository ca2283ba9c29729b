import type { Horizon } from '../domain/knowledge/horizon.ts';
import type { Poll } from '../domain/poll/poll.ts';
import type { SplitOverTime } from '../domain/poll/split-over-time.ts';
import type { Tally } from '../domain/poll/tally.ts';

/** What of a poll is shown to a whole channel, as facts. */
export type PollMessage =
  | {
      readonly kind: 'poll';
      readonly poll: Poll;
      readonly tally: Tally;
      readonly showWinner: boolean;
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
      /** Where the server's next open poll stands. */
      readonly next?: { readonly guildId: string; readonly channelId: string; readonly messageId: string } | undefined;
      /** Who gained most places by it, as far as the channel may know. */
      readonly climb: { readonly userId: string; readonly from: number; readonly to: number } | undefined;
      readonly language: string;
    }
  | { readonly kind: 'reminder'; readonly poll: Poll; readonly tally: Tally; readonly language: string };
