import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Child {
  /** Every whole line it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves once it has printed a line for which `fits` holds; rejects, with what it printed, if it ends before. */
  printed(fits: (line: string, count: number) => boolean): Promise<string>;
  /** Resolves when it has ended and all it printed is in `lines`. */
  signal(name: NodeJS.Signals): Promise<void>;
  /** Sends it one line and resolves when it has ended by itself. */
  finish(): Promise<void>;
  readonly process: ChildProcess;
}

/** Starts a script of this folder as a process of its own; killed at the end of the test if it still runs. */
export function startChild(script: string, ...args: readonly (string | number)[]): Child {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args.map(String)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let complaints = '';
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    wake();
  });
  child.stderr.on('data', (text) => {
    complaints += text;
  });
  let ended = false;
  const end = once(child, 'close').then(() => {
    ended = true;
    wake();
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await end;
  });

  return {
    lines,
    process: child,
    printed: (fits) =>
      new Promise((resolve, reject) => {
        let seen = 0;
        const look = () => {
          for (; seen < lines.length; seen += 1) {
            const line = lines[seen] ?? '';
            if (fits(line, seen + 1)) {
              waiting.delete(look);
              return resolve(line);
            }
          }
          if (ended) reject(new Error(`${script} ended:\n${lines.slice(-20).join('\n')}\n${complaints}`));
        };
        waiting.add(look);
        look();
      }),
    async signal(name) {
      child.kill(name);
      await end;
    },
    async finish() {
      child.stdin.end('finish\n');
      await end;
    },
  };
}
