import type { Say } from '../../i18n/sentences.ts';
import { plain, shortened } from '../contract/markdown.ts';
import { readRefusal } from '../contract/refusals.ts';

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

/** Why Discord did not do what was asked, from what was kept of it; Discord's own words only where we have none. */
export function refusalText(detail: string, say: Say): string {
  const refusal = readRefusal(detail);
  switch (refusal.kind) {
    case 'answer': {
      const sentence = known.get(refusal.code as KnownCode);
      return sentence === undefined
        ? say('refusal.unknown', { code: plain(refusal.code), words: quoted(refusal.words) })
        : say(sentence);
    }
    case 'status':
      return say('refusal.outage', { status: refusal.status });
    case 'wait':
      return say('refusal.tooOften');
    case 'no-history':
      return say('refusal.noHistory');
    case 'other':
      return say('refusal.unreachable', { words: quoted(refusal.words) });
  }
}

function quoted(words: string): string {
  return plain(shortened(words, LONGEST));
}
