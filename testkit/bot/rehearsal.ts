import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** For tests, which run from the sources, and for trials, which are compiled together with the bot. */
const BUILT = ['../../dist/src/rehearsal/rehearse.js', '../../src/rehearsal/rehearse.js']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));

/** Why no rehearsal can be started, or undefined. */
export const noRehearsal: string | undefined = BUILT ? undefined : 'the bot is not built (npm run build)';

export interface Rehearsal {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a rehearsal in a process of its own, on a free port and with a store in memory; resolves when it is ready. */
export async function startRehearsal(): Promise<Rehearsal> {
  if (!BUILT) throw new Error('The bot is not built (npm run build)');
  const child = spawn(process.execPath, [BUILT], {
    env: { PATH: process.env.PATH, REHEARSAL_PORT: '0', STORE_URL: 'memory:', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    const url = /^Ready\. Open (\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    return {
      url,
      async close() {
        if (child.exitCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      },
    };
  }
  throw new Error(`The rehearsal ended before it was ready: ${said.join('\n')}`);
}
