import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Beside this file where it was compiled itself, as for the long trials. */
const MAIN =
  ['../../src/main.js', '../../dist/src/main.js']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path)) ?? '';
/** Far longer than anything here takes; a wait that reaches it names what it waited for. */
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
  /** What it said outside its log, on standard error. */
  readonly complaints: () => string;
  /** The first line of the log, past or to come, that fits. */
  waitForLog(fits: (line: LogLine) => boolean, what: string): Promise<LogLine>;
  ready(): Promise<void>;
  advanceClock(seconds: number | 'next-deadline'): Promise<void>;
  /** Any signal, as an operator or a machine sends it: SIGSTOP pauses the process, SIGCONT wakes it. */
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM or SIGKILL; resolves with the exit code, null after a signal that it did not handle. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Resolves with the exit code when it ends by itself. */
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
      // A bot that is gone is an error of whoever wanted its clock moved.
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
