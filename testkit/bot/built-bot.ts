import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The second path is for the trials, which are compiled together with the bot. */
const MAIN =
  ['../../src/main.js', '../../dist/src/main.js']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path)) ?? '';
/** Far longer than anything here takes. The error of a wait that reaches it names what was waited for. */
const DEADLINE_MS = 25_000;

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [fact: string]: unknown;
}

/** The built bot as a process of its own, as an operator runs it. */
export interface BuiltBot {
  readonly pid: number;
  readonly log: readonly LogLine[];
  /** Everything it wrote to standard error. */
  readonly complaints: () => string;
  /**
   * Resolves with the first line of the log that fits, whether it came already or comes later.
   *
   * @param what named in the error where none comes in time
   */
  waitForLog(fits: (line: LogLine) => boolean, what: string): Promise<LogLine>;
  ready(): Promise<void>;
  advanceClock(seconds: number | 'next-deadline'): Promise<void>;
  /** Sends a signal as an operator or the system does: SIGSTOP pauses the process, SIGCONT resumes it. */
  signal(signal: NodeJS.Signals): void;
  /** Sends the signal and resolves with the exit code; null where the signal ended the process. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Resolves with the exit code when the process ends, for whatever reason. */
  readonly ended: Promise<number | null>;
}

export function startBuiltBot(
  environment: Readonly<Record<string, string>>,
  {
    cwd,
    deadlineMs = DEADLINE_MS,
    args = [],
  }: { readonly cwd?: string; readonly deadlineMs?: number; readonly args?: readonly string[] } = {},
): BuiltBot {
  const child: ChildProcess = fork(MAIN, [...args], {
    env: { PATH: process.env.PATH ?? '', LOG_FORMAT: 'json', LOG_LEVEL: 'debug', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const log: LogLine[] = [];
  const listeners = new Set<(line: LogLine) => void>();
  let complaints = '';
  child.stderr?.on('data', (chunk) => {
    complaints += String(chunk);
  });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (!text.startsWith('{')) return;
      const line = JSON.parse(text) as LogLine;
      log.push(line);
      for (const listener of listeners) listener(line);
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);

  function waitForLog(fits: (line: LogLine) => boolean, what: string): Promise<LogLine> {
    const found = log.find(fits);
    if (found) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        listeners.delete(listener);
        act();
      };
      const listener = (line: LogLine) => {
        if (fits(line)) settle(() => resolve(line));
      };
      const fail = (why: string) =>
        settle(() =>
          reject(new Error(`${why} while waiting for: ${what}\n${complaints}${JSON.stringify(log.slice(-5))}`)),
        );
      const timer = setTimeout(() => fail('Time ran out'), deadlineMs);
      listeners.add(listener);
      void ended.then((code) => fail(`The bot ended with ${code}`));
    });
  }

  let asked = 0;
  return {
    pid: child.pid ?? 0,
    log,
    complaints: () => complaints,
    waitForLog,
    ready: async () => void (await waitForLog(({ msg }) => msg === 'The bot is ready', 'the bot to be ready')),
    async advanceClock(advanceSeconds) {
      asked += 1;
      const id = asked;
      let fail: (error: Error) => void = () => {};
      const answered = new Promise<void>((resolve, reject) => {
        fail = reject;
        const listener = (message: unknown) => {
          if ((message as { id?: number }).id !== id) return;
          child.off('message', listener);
          resolve();
        };
        child.on('message', listener);
      });
      // If the process is gone, the call that wanted to move its clock fails.
      child.send({ id, advanceSeconds }, (error) => error && fail(error));
      await answered;
    },
    signal: (signal) => void child.kill(signal),
    end(signal) {
      child.kill(signal);
      return ended;
    },
    ended,
  };
}
