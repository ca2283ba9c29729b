import type { Sentence } from './sentences.ts';

/**
 * Something a person can mend, said to that person alone in their own language. Every other error is for the log.
 *
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
