import type { Poll } from '../../../domain/poll/poll.ts';
import { isOver } from '../../../domain/poll/poll-state.ts';
import type { PollMessages } from '../messages/update-messages.ts';
import type { PollParts } from '../poll-parts.ts';
import type { PrivateReminders } from '../private-reminders.ts';
import type { CountedPolls } from '../scores/counted-polls.ts';
import type { Splits } from '../scores/splits.ts';
import type { AskAbout } from './ask-about.ts';
import type { FinishDeleting } from './deleted-polls.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { RolesGone } from './roles-gone.ts';

/** What happens to a poll by itself, as time passes and the bot comes and goes. */
export interface Advance {
  /**
   * Does whatever is due now: the lock, a comparison of reactions, messages owed. Resolves with when to call again, in
   * ms since 1970.
   */
  advance(pollId: string): Promise<number>;
  /** The bot was away: the poll's next `advance` first compares the reactions on its message. */
  noteAbsence(pollId: string): void;
}

/**
 * When the deadline is noticed later than this, nobody watched it: new reactions on the message may be later than it.
 */
const PROMPT_MS = 60_000;
/** After a comparison that Discord refused. */
const COMPARE_AGAIN_MS = 30_000;

export function createAdvance(
  parts: PollParts & {
    lifecycle: Lifecycle;
    messages: PollMessages;
    splits: Pick<Splits, 'keep'>;
    counted: Pick<CountedPolls, 'keep'>;
    roles: Pick<RolesGone, 'lookForRole'>;
    reminders: Pick<PrivateReminders, 'see' | 'removeAll'>;
    askAbout: AskAbout;
    finishDeleting: FinishDeleting;
  },
): Advance {
  const {
    book,
    box,
    comparisons,
    lifecycle,
    messages,
    splits,
    counted,
    roles,
    reminders,
    askAbout,
    finishDeleting,
    clock,
    log,
  } = parts;

  /** Polls that have not been compared since the bot came back: a new reaction there may be later than the deadline. */
  const away = new Set<string>();

  /** False when the comparison could not be done now. */
  async function catchUp(poll: Poll): Promise<boolean> {
    const compared = await comparisons.compare(poll, clock.now());
    if (compared.kind === 'refused') {
      log.warn({ pollId: poll.id, detail: compared.detail }, 'The reactions made meanwhile cannot be read yet');
      return false;
    }
    const votes = compared.changed;
    if (votes > 0) log.info({ pollId: poll.id, votes }, 'Votes made meanwhile were counted');
    messages.changed(poll.id);
    return compared.left === 0;
  }

  /**
   * Keeps how the votes came in before the first history is trimmed; after a crash in between, all of it is done again.
   */
  async function trim(poll: Poll): Promise<void> {
    if (poll.state === 'settled') await splits.keep(poll);
    await box.trim(poll);
    await reminders.removeAll(poll.id);
  }

  /** Trims and counts the votes of a poll that is over. False where nothing was left to do. */
  async function finishVotes(poll: Poll): Promise<boolean> {
    if (!isOver(poll) || poll.counted === true) return false;
    if (poll.trimmed !== true) await trim(poll);
    await counted.keep(poll.id);
    return true;
  }

  return {
    async advance(pollId) {
      if ((await book.get(pollId))?.deleted === true) return finishDeleting(pollId);
      await lifecycle.lockIfOut(pollId);
      const poll = await book.get(pollId);
      if (poll?.state === 'open' && clock.now() >= poll.closesAtMs) {
        const isLate = clock.now() - poll.closesAtMs > PROMPT_MS;
        await lifecycle.lockAtDeadline(pollId, isLate || away.has(pollId));
      }
      const wasAway = away.delete(pollId);
      const now = await book.get(pollId);
      if (wasAway && now?.state === 'open') await roles.lookForRole(now);
      const behind = now?.state === 'open' && comparisons.isOwed(pollId) && !(await catchUp(now));
      let nextAtMs = await messages.update(pollId);
      if (behind) nextAtMs = Math.min(nextAtMs, clock.now() + COMPARE_AGAIN_MS);
      const after = await book.get(pollId);
      if (after !== undefined) {
        reminders.see(after);
        await askAbout(after);
      }
      if (after !== undefined && (await finishVotes(after))) return messages.update(pollId);
      return after?.state === 'open' ? Math.min(nextAtMs, after.closesAtMs) : nextAtMs;
    },
    noteAbsence(pollId) {
      comparisons.owe(pollId);
      away.add(pollId);
    },
  };
}
