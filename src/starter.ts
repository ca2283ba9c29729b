import { z } from 'zod';
import type { MovableClock } from './util/clock.ts';

/** What a rehearsal asks of the bot it started as a process of its own: to move its clock. */
export const ClockRequest = z.strictObject({
  id: z.number(),
  advanceSeconds: z.union([z.number().min(0), z.literal('next-deadline')]),
});
export const ClockAnswer = z.strictObject({ id: z.number(), nowMs: z.number() });

/** Obeys the process that started it, if one did. */
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
  // Nobody is left to hear the answers: whoever started this bot is gone, and it goes with them.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
