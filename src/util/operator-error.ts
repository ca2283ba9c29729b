import { installFault } from './install-fault.ts';

/** What whoever runs the bot can mend: its message is a sentence (or a list of them) for that person. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
}

/** What to tell an operator: the sentence of what they can mend, and everything known of what they cannot. */
export function complaintOf(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  return installFault(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}
