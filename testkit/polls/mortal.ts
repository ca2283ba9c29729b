/** When a process dies: just before or just after its n-th act on the world outside. */
export interface DeathPlan {
  readonly after: number;
  readonly done: 'before' | 'after';
}

/**
 * One life of a process. Everything it does outside itself goes through `act`. After its death nothing it asks for
 * happens, and nothing it waits for ever resolves, as with a process that is really gone.
 */
export interface Life {
  act<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** For reading: the process must be alive, and does not die at it. */
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
