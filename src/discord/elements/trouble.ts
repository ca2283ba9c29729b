import type { Poll } from '../../domain/poll/poll.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { Damage, DamagedThing } from '../../services/damage.ts';
import { plain, shortened } from '../contract/markdown.ts';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const known = new Map([
  ['10003', 'refusal.channelGone'],
  ['10004', 'refusal.channelGone'],
  ['10008', 'refusal.messageGone'],
  ['10014', 'refusal.emoji'],
  ['90001', 'refusal.blockedByAuthor'],
  ['50001', 'refusal.noAccess'],
  ['50013', 'refusal.noPermission'],
  ['160002', 'refusal.noHistory'],
  ['50008', 'refusal.wrongKind'],
  ['50024', 'refusal.wrongKind'],
  // An archived thread that may not be reopened, and a locked one.
  ['50083', 'refusal.threadLocked'],
  ['160005', 'refusal.threadLocked'],
  ['160006', 'refusal.threadsFull'],
  ['160007', 'refusal.threadsFull'],
  ['30010', 'refusal.reactionsFull'],
  ['20016', 'refusal.tooOften'],
  ['20022', 'refusal.tooOften'],
  ['20028', 'refusal.tooOften'],
  ['30046', 'refusal.tooOften'],
  ['40005', 'refusal.unfit'],
  ['50006', 'refusal.unfit'],
  ['50035', 'refusal.unfit'],
  ['200000', 'refusal.blocked'],
  ['200001', 'refusal.blocked'],
  ['240000', 'refusal.blocked'],
] as const);
type KnownCode = Parameters<(typeof known)['get']>[0];

const LONGEST = 200;

/** A sentence on why Discord did not do what was asked; Discord's own words only where we have none. */
export function refusalText(refusal: Refusal, say: Say): string {
  switch (refusal.kind) {
    case 'answer': {
      const sentence = known.get(refusal.code as KnownCode);
      return sentence === undefined
        ? say('refusal.unknown', { code: plain(refusal.code), words: quoted(refusal.words) })
        : say(sentence);
    }
    case 'status':
      return say('refusal.outage', { status: String(refusal.status) });
    case 'wait':
      return say('refusal.tooOften');
    case 'no-history':
      return say('refusal.noHistory');
    case 'declined':
      return say('announce.gate.declined');
    case 'other':
      return say('refusal.unreachable', { words: quoted(refusal.words) });
  }
}

function quoted(words: string): string {
  return plain(shortened(words, LONGEST));
}

/** Why a poll waits; in a thread it may be a moderator's lock rather than a permission. */
export function pausedText(
  { reason, detail }: { readonly reason: NonNullable<Poll['paused']>['reason']; readonly detail?: Refusal | undefined },
  say: Say,
): string {
  const isLocked = detail?.kind === 'answer' && known.get(detail.code as KnownCode) === 'refusal.threadLocked';
  return say(reason === 'forbidden' && isLocked ? 'poll.paused.thread-locked' : `poll.paused.${reason}`);
}

const failures = [
  'http-status',
  'not-a-feed',
  'truncated',
  'too-large',
  'too-slow',
  'refused-address',
  'dns',
  'connection',
  'redirects',
  'hostile',
  'encoding',
] as const;

/** The key of a failure's sentence; reasons are saved as text, and one that another version wrote may be unknown. */
export function failureKey(reason: string): (typeof failures)[number] | 'unknown' {
  return failures.find((known) => known === reason) ?? 'unknown';
}

/** One line about records that cannot be read, of the kinds a list is about; undefined when all can be read. */
export function damageNote(damage: Damage, about: readonly DamagedThing[], say: Say): string | undefined {
  const parts = about.flatMap((thing) => {
    const count = damage.get(thing);
    return count === undefined ? [] : say(`damage.${thing}`, { count });
  });
  return parts.length === 0 ? undefined : `⚠️ ${say('damage.note', { what: parts.join(', ') })}`;
}
