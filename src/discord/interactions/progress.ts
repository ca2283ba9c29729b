import { DamagedRecordError } from '../../storage/index.ts';

/** How far an interaction came: what may be said of it when something fails. */
export type Stage =
  /** What was asked for was not begun: nothing was changed. */
  | 'before'
  /** It failed in the middle: something may have been changed. */
  | 'during'
  /** It was done; the answer failed. */
  | 'after';

export interface Progress {
  stage(): Stage;
  /** Runs what was asked for. */
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

/** The sentence that says what is true, by its name. */
export function apologyFor(error: unknown, stage: Stage) {
  if (error instanceof DamagedRecordError) return 'talk.damaged';
  if (stage === 'before') return 'talk.apology';
  return stage === 'during' ? 'talk.apologyUnsure' : 'talk.answerLost';
}
