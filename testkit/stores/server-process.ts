import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The server of a store, on this machine's loopback, which a test or trial can stop and start again. */
export interface StoreServer {
  readonly port: number;
  /** The folder with its data. */
  readonly folder: string;
  /** The URL of a store that nobody has used yet. */
  newUrl(): Promise<string>;
  /** Kills it at once. Resolves when it has ended. */
  kill(): Promise<void>;
  /** Shuts it down in order. Resolves when it has ended. */
  stop(): Promise<void>;
  /** Starts it again with its data; resolves when it answers. */
  start(): Promise<void>;
  /** Ends it and removes its data. May be called again. */
  remove(): Promise<void>;
}

/** A program that runs until it is ended. */
export interface RunningProgram {
  readonly process: ChildProcess;
  /** Everything it has said. */
  readonly output: () => string;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** The user that a program runs as; empty = the current user. */
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
 * Runs the program and asks until it answers. A program that ends at once is run again, since the one before may not be
 * completely gone.
 *
 * @throws Error with the output of the program, after half a minute
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
