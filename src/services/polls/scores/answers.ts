/** The last answers to questions that take long to answer. */
export interface Answers<Answer> {
  /**
   * The held answer to this question, as long as `madeOf` is the same; otherwise `make` runs, once for all who ask
   * meanwhile.
   */
  get(question: string, madeOf: string, make: () => Promise<Answer>): Promise<Answer>;
}

/** @param most held in memory; the one asked for longest ago goes first */
export function createAnswers<Answer>(most: number): Answers<Answer> {
  const kept = new Map<string, { madeOf: string; answer: Promise<Answer> }>();
  return {
    get(question, madeOf, make) {
      const known = kept.get(question);
      const current = known?.madeOf === madeOf ? known : { madeOf, answer: make() };
      kept.delete(question);
      kept.set(question, current);
      const [oldest] = kept.size > most ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      current.answer.catch(() => {
        if (kept.get(question) === current) kept.delete(question);
      });
      return current.answer;
    },
  };
}
