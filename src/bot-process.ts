import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { MovableClock } from './util/clock.ts';

/** What a rehearsal asks of the bot it started as a process of its own: to move its clock. */
const Request = z.strictObject({
  id: z.number(),
  advanceSeconds: z.union([z.number().min(0), z.literal('next-deadline')]),
});
const Answer = z.strictObject({ id: z.number(), nowMs: z.number() });

export interface BotProcess {
  /** Moves the bot's clock, and nothing else's. Rejects when the process is gone. */
  advanceClock(by: number | 'next-deadline'): Promise<{ nowMs: number }>;
  /** Asks it to finish and end, or ends it on the spot. Resolves when it is gone. */
  end(how: 'stop' | 'kill'): Promise<void>;
  /** Resolves with its exit code when it has ended, however that came. */
  readonly ended: Promise<number | null>;
}

/** Starts the built bot with this environment and nothing of this process's own. */
export function startBotProcess(environment: Readonly<Record<string, string>>): BotProcess {
  const child: ChildProcess = fork(fileURLToPath(new URL('./main.js', import.meta.url)), [], {
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
          const answer = Answer.safeParse(message);
          if (!answer.success || answer.data.id !== id) return;
          child.off('message', listen);
          resolve({ nowMs: answer.data.nowMs });
        };
        child.on('message', listen);
        void ended.then(() => reject(new Error('The bot is not running, so its clock cannot be moved')));
      });
      if (child.connected) child.send({ id, advanceSeconds: by } satisfies z.infer<typeof Request>);
      return answered;
    },
    async end(how) {
      if (child.exitCode === null && child.signalCode === null) child.kill(how === 'stop' ? 'SIGTERM' : 'SIGKILL');
      await ended;
    },
  };
}

/** The bot's side: obeys the process that started it, if one did. */
export function obeyStarter(parts: { clock: MovableClock; nextDeadlineMs: () => number | undefined }): void {
  const { clock, nextDeadlineMs } = parts;
  process.on('message', (message) => {
    const request = Request.safeParse(message);
    if (!request.success) return;
    const { id, advanceSeconds } = request.data;
    const ms =
      advanceSeconds === 'next-deadline' ? (nextDeadlineMs() ?? clock.now()) - clock.now() : advanceSeconds * 1000;
    clock.advance(Math.max(0, ms));
    process.send?.({ id, nowMs: clock.now() } satisfies z.infer<typeof Answer>);
  });
  // Nobody is left to hear the answers: whoever started this bot is gone, and it goes with them.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
