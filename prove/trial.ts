/** What a trial found out. */
export interface Outcome {
  readonly held: boolean;
  readonly trials: number;
  /** The first of them, each as a sentence. */
  readonly failures: readonly string[];
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface TrialCall {
  readonly seed: number;
  /** How many times, where a trial can be longer or shorter (`--seeds`, `--runs`). */
  readonly count?: number | undefined;
  /** The folder of knowledge files. */
  readonly knowledgeDir: string;
  /** Tells whoever watches how far it is. */
  readonly progress: (sentence: string) => void;
}

/** One promise, tried for longer than a test may take. The same seed is the same trial. */
export interface Trial {
  readonly name: string;
  readonly about: string;
  run(call: TrialCall): Promise<Outcome>;
}
