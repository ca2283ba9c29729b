/** What is done when the machine or an operator asks for it. */
export interface Obedience {
  /** SIGINT (Ctrl+C) or SIGTERM, each once; the second of its kind ends the process at once. */
  stop(signal: 'SIGINT' | 'SIGTERM'): void;
  /** SIGHUP, as often as it comes. */
  reload(): void;
}

export interface Signals {
  /** From now on they are obeyed so. A reload that was asked for before is made good now. */
  obey(by: Obedience): void;
  /** From now on they do what they do to a program that hears none. */
  letGo(): void;
}

/**
 * Hears signals before there is anything to stop or reload: to be called first of all. Until `obey`, one that asks to stop
 * ends the process in order (exit code 0, also as process 1 of a container, which the system ends for none it does not
 * hear), and SIGHUP, which would end it, is kept.
 */
export function hearSignals(): Signals {
  let obeying: Obedience | undefined;
  let reloadAsked = false;
  const stop = (signal: 'SIGINT' | 'SIGTERM') => {
    if (obeying === undefined) process.exit(0);
    obeying.stop(signal);
  };
  const reload = () => {
    if (obeying === undefined) reloadAsked = true;
    else obeying.reload();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop).on('SIGHUP', reload);
  return {
    obey(by) {
      obeying = by;
      if (reloadAsked) by.reload();
      reloadAsked = false;
    },
    letGo: () => void process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', reload),
  };
}
