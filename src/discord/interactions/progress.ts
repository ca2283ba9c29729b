import { DamagedRecordError } from '../../storage/index.ts';

/** How far the handling of an interaction got, which decides what an apology may say. */
export type Stage =
  /** The action had not begun: nothing was changed. */
  | 'before'
  /** The action failed: something may have been changed. */
  | 'during'
  /** The action succeeded, and only the answer failed. */
  | 'after';

export interface Progress {
  stage(): Stage;
  /** Runs the action. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

export function createProgress(): Progress {
  let stage: Stage = 'before';
  return {
    stage: () => stage,
    async during(work) {
      stage = 'during';
      const made = await work();
      stage = 'after';
      return made;
    },
  };
}

/** The key of the apology that is true at this stage. */
export function apologyFor(error: unknown, stage: Stage) {
  if (error instanceof DamagedRecordError) return 'talk.damaged';
  if (stage === 'before') return 'talk.apology';
  return stage === 'during' ? 'talk.apologyUnsure' : 'talk.answerLost';
}
