import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A store's server on this machine's loopback, which a test or trial may end and start again. */
export interface StoreServer {
  readonly port: number;
  /** Where it keeps everything: files of its own format. */
  readonly folder: string;
  /** The address of a store nobody has used yet. */
  newUrl(): Promise<string>;
  /** Ends it in an instant, as a power cut does to a process. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it in order. Resolves when it is gone. */
  stop(): Promise<void>;
  /** Starts it again, with what it kept; resolves when it answers. */
  start(): Promise<void>;
  /** Ends it and removes what it kept. Harmless when repeated. */
  remove(): Promise<void>;
}

/** A program that runs until it is ended. */
export interface RunningProgram {
  readonly process: ChildProcess;
  /** Everything it has said. */
  readonly output: () => string;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** As whom a program runs; as oneself when empty. */
export interface Person {
  readonly uid?: number;
  readonly gid?: number;
}

export function runProgram(command: string, args: readonly string[], as: Person = {}): RunningProgram {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...as });
  let output = '';
  const hear = (text: Buffer) => {
    output += text.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const gone = once(child, 'close').catch(() => {});
  return {
    process: child,
    output: () => output,
    async end(signal) {
      child.kill(signal);
      await gone;
    },
  };
}

/**
 * Runs it, and asks until it answers. What ends at once is run again: the one before may not be wholly gone.
 *
 * @throws what it said, after half a minute.
 */
export async function runUntilItAnswers(
  run: () => RunningProgram,
  ask: () => Promise<unknown>,
): Promise<RunningProgram> {
  const untilMs = performance.now() + 30_000;
  let program = run();
  while (true) {
    try {
      await ask();
      return program;
    } catch (error) {
      if (performance.now() >= untilMs)
        throw new Error(`The server does not answer: ${program.output()}`, { cause: error });
    }
    await sleep(20);
    if (program.process.exitCode !== null) program = run();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}
