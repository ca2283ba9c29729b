import { z } from 'zod';

const Told = z.discriminatedUnion('kind', [
  /** Discord's own answer: its code and its words. */
  z.strictObject({ kind: z.literal('answer'), status: z.number().int(), code: z.string(), words: z.string() }),
  /** The answer of a proxy, or of a server that is down. */
  z.strictObject({ kind: z.literal('status'), status: z.number().int() }),
  /** Discord asks to wait. */
  z.strictObject({ kind: z.literal('wait'), seconds: z.number() }),
  /** The post may exist but cannot be looked for, because the bot may not read the history. */
  z.strictObject({ kind: z.literal('no-history') }),
  /** A moderator decided against it. */
  z.strictObject({ kind: z.literal('declined') }),
  /** No answer came: what went wrong on the way. */
  z.strictObject({ kind: z.literal('other'), words: z.string() }),
]);

/** Why something was not done, as facts, so that it can be said in any language later. */
export type Refusal = z.infer<typeof Told>;

/** The form in the store. Earlier records have a sentence instead, which is converted here and nowhere else. */
export const Refusal = z.union([Told, z.string().transform(fromSentence)]);

function fromSentence(sentence: string): Refusal {
  if (sentence === 'Read Message History is missing') return { kind: 'no-history' };
  if (sentence === 'declined by a moderator') return { kind: 'declined' };
  const [, seconds] = /^Discord asks to wait (\d+) seconds$/.exec(sentence) ?? [];
  if (seconds !== undefined) return { kind: 'wait', seconds: Number(seconds) };
  const [, status, code, words = ''] = /^Discord answered (\d+)(?:, (\w+): ([\s\S]*))?$/.exec(sentence) ?? [];
  if (status === undefined) return { kind: 'other', words: sentence };
  return code === undefined
    ? { kind: 'status', status: Number(status) }
    : { kind: 'answer', status: Number(status), code, words };
}
