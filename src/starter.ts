import { z } from 'zod';
import type { MovableClock } from './util/clock.ts';

/** What a rehearsal asks the bot process that it started: to move its clock. */
export const ClockRequest = z.strictObject({
  id: z.number(),
  advanceSeconds: z.union([z.number().min(0), z.literal('next-deadline')]),
});
export const ClockAnswer = z.strictObject({ id: z.number(), nowMs: z.number() });

/** Answers requests of the process that started this one, if it has a channel to it. */
export function obeyStarter(parts: { clock: MovableClock; nextDeadlineMs: () => number | undefined }): void {
  const { clock, nextDeadlineMs } = parts;
  process.on('message', (message) => {
    const request = ClockRequest.safeParse(message);
    if (!request.success) return;
    const { id, advanceSeconds } = request.data;
    const ms =
      advanceSeconds === 'next-deadline' ? (nextDeadlineMs() ?? clock.now()) - clock.now() : advanceSeconds * 1000;
    clock.advance(Math.max(0, ms));
    process.send?.({ id, nowMs: clock.now() } satisfies z.infer<typeof ClockAnswer>);
  });
  // The rehearsal that started this bot has ended, so this process ends too.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
