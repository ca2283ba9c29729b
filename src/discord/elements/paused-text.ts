import type { Poll } from '../../domain/poll/poll.ts';
import type { Say } from '../../i18n/sentences.ts';
import { readRefusal } from '../contract/refusals.ts';

/** An archived thread that may not be opened, and a locked one. */
const LOCKED = ['50083', '160005'];

/** Why a poll rests; in a thread it may be a moderator's lock rather than a permission. */
export function pausedText(
  {
    reason,
    detail = '',
  }: { readonly reason: NonNullable<Poll['paused']>['reason']; readonly detail?: string | undefined },
  say: Say,
): string {
  const refusal = readRefusal(detail);
  const isLocked = refusal.kind === 'answer' && LOCKED.includes(refusal.code);
  return say(reason === 'forbidden' && isLocked ? 'poll.paused.thread-locked' : `poll.paused.${reason}`);
}
