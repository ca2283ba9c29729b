import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** How late the event loop of a bot was, in ms. */
export interface LoopDelay {
  readonly p99: number;
  /** The longest that it was held up at once. */
  readonly longest: number;
}

/** What a bot needs in its environment so that its delays can be asked for. */
export function watchedLoop(file: string): Readonly<Record<string, string>> {
  const monitor = fileURLToPath(new URL('./loop-monitor.js', import.meta.url));
  return { NODE_OPTIONS: `--import=${monitor}`, BENCH_LOOP_FILE: file };
}

/** The delay of a bot's event loop since the last call, from its loop monitor. */
export async function loopDelayOf(pid: number, file: string): Promise<LoopDelay> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file) || !readFileSync(file, 'utf8').endsWith('}')) await wait(20);
  return JSON.parse(readFileSync(file, 'utf8')) as LoopDelay;
}
