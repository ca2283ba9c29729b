/** The point at which a process dies: the n-th thing it does outside itself, just before or just after it is done. */
export interface DeathPlan {
  readonly after: number;
  readonly done: 'before' | 'after';
}

/**
 * One life of a process. Everything it does outside itself goes through `act`; once it has died nothing it asks for
 * happens, and nothing it waits for ever comes, just as for a process that is gone.
 */
export interface Life {
  act<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** For reading: needs a living process, and is no place to die at. */
  read<T>(work: () => Promise<T>): Promise<T>;
  plan(plan: DeathPlan | undefined): void;
  kill(): void;
  readonly isDead: () => boolean;
  /** Resolves when it dies. */
  readonly died: Promise<void>;
  /** Everything done so far, in order. */
  readonly acts: readonly string[];
}

export function createLife(): Life {
  const acts: string[] = [];
  let plan: DeathPlan | undefined;
  let left = 0;
  let dead = false;
  let tell: () => void = () => {};
  const died = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const never = <T>() => new Promise<T>(() => {});
  const kill = () => {
    dead = true;
    tell();
  };

  return {
    acts,
    died,
    isDead: () => dead,
    kill,
    plan(next) {
      plan = next;
      left = next?.after ?? 0;
    },
    async act(what, work) {
      if (dead) return never();
      left -= 1;
      const isLast = plan !== undefined && left === 0;
      if (isLast && plan?.done === 'before') {
        kill();
        return never();
      }
      acts.push(what);
      const made = await work();
      if (isLast) kill();
      return dead ? never() : made;
    },
    async read(work) {
      const made = dead ? never<Awaited<ReturnType<typeof work>>>() : await work();
      return dead ? never() : made;
    },
  };
}
