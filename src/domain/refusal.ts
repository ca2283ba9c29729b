import { z } from 'zod';

const Told = z.discriminatedUnion('kind', [
  /** Discord's own answer: its code and its words. */
  z.strictObject({ kind: z.literal('answer'), status: z.number().int(), code: z.string(), words: z.string() }),
  /** The answer of a server in between, or of one that is down. */
  z.strictObject({ kind: z.literal('status'), status: z.number().int() }),
  /** Discord asks to be left alone with it for a while. */
  z.strictObject({ kind: z.literal('wait'), seconds: z.number() }),
  /** A post may be there that cannot be looked for, since the history may not be read. */
  z.strictObject({ kind: z.literal('no-history') }),
  /** A moderator decided that it is not to be done. */
  z.strictObject({ kind: z.literal('declined') }),
  /** No answer came: what went wrong on the way. */
  z.strictObject({ kind: z.literal('other'), words: z.string() }),
]);

/** What is known of why something was not done, kept so that it can be said in anybody's language later. */
export type Refusal = z.infer<typeof Told>;

/** As it is kept. Earlier records have a sentence in its place, which is read here and nowhere else. */
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
