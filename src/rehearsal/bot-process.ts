import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { ClockAnswer, type ClockRequest } from '../starter.ts';

export interface BotProcess {
  /** Moves the bot's clock and nothing else. Rejects when the process has ended. */
  advanceClock(by: number | 'next-deadline'): Promise<{ nowMs: number }>;
  /** Asks the process to stop, or kills it. Resolves when it has ended. */
  end(how: 'stop' | 'kill'): Promise<void>;
  /** Resolves with its exit code when it has ended, for whatever reason. */
  readonly ended: Promise<number | null>;
}

/** Starts the built bot with this environment, without that of this process. */
export function startBotProcess(environment: Readonly<Record<string, string>>): BotProcess {
  const child: ChildProcess = fork(fileURLToPath(new URL('../main.js', import.meta.url)), [], {
    env: environment,
    execArgv: [],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let lastId = 0;

  return {
    ended,
    async advanceClock(by) {
      lastId += 1;
      const id = lastId;
      const answered = new Promise<{ nowMs: number }>((resolve, reject) => {
        const listen = (message: unknown) => {
          const answer = ClockAnswer.safeParse(message);
          if (!answer.success || answer.data.id !== id) return;
          child.off('message', listen);
          resolve({ nowMs: answer.data.nowMs });
        };
        child.on('message', listen);
        void ended.then(() => reject(new Error('The bot is not running, so its clock cannot be moved')));
      });
      if (child.connected) child.send({ id, advanceSeconds: by } satisfies z.infer<typeof ClockRequest>);
      return answered;
    },
    async end(how) {
      if (child.exitCode === null && child.signalCode === null) child.kill(how === 'stop' ? 'SIGTERM' : 'SIGKILL');
      await ended;
    },
  };
}
