import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import type { Publisher } from '../publisher.ts';
import type { ReadingService } from '../reading.ts';
import type { Servers } from '../servers.ts';
import type { PollBook } from './poll-book.ts';
import type { BallotBox } from './votes/ballot-box.ts';
import type { Comparisons } from './votes/comparisons.ts';
import type { LockGate } from './votes/lock-gate.ts';
import type { ReactionTidier } from './votes/tidy-reactions.ts';

/** What the parts that work on polls share. */
export interface PollParts {
  readonly book: PollBook;
  readonly box: BallotBox;
  readonly publisher: Publisher;
  readonly tidier: ReactionTidier;
  readonly gate: LockGate;
  readonly comparisons: Comparisons;
  readonly servers: Servers;
  readonly reading: ReadingService;
  readonly knowledge: Knowledge;
  readonly clock: Clock;
  readonly log: Log;
}
