import type { Sentence } from './sentences.ts';

/**
 * Something that the person can mend, told to them privately in their own language. Every other error goes to the log.
 * `throw new UserError((say) => say('poll.unknown'))`
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super('A sentence for the person who asked');
    this.sentence = sentence;
  }
}
