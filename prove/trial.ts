/** The result of a trial. */
export interface Outcome {
  readonly held: boolean;
  readonly trials: number;
  /** The first failures, each as a sentence. */
  readonly failures: readonly string[];
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface TrialCall {
  readonly seed: number;
  /** How many runs, for trials whose length can be chosen (`--seeds`, `--runs`). */
  readonly count?: number | undefined;
  /** The folder of knowledge files. */
  readonly knowledgeDir: string;
  /** Called with a sentence about the progress. */
  readonly progress: (sentence: string) => void;
}

/** One promise of the bot, tried for longer than a test may take. The same seed gives the same trial. */
export interface Trial {
  readonly name: string;
  readonly about: string;
  run(call: TrialCall): Promise<Outcome>;
}
