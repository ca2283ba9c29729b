import type { InteractionNote } from './interactions/interaction.ts';
import type { UploadedFile } from './uploaded-file.ts';

/** A request of a bot and how it ended. */
export interface BotRequest {
  readonly applicationId: string;
  readonly method: string;
  /** As the route is written, such as `/channels/:channel/messages`. */
  readonly route: string;
  /** As it was asked for, without an interaction's token; without `/api/v10`, too, unless there is no such route. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  readonly status: number;
  /** Discord's code of the refusal. */
  readonly code: number | undefined;
  /** What the refusal said, each fault at its place. */
  readonly refusal: unknown;
  /** Whether the answer was kept back, after the act. */
  readonly answerLost: boolean;
  /** Whether it met a fault that somebody asked for. */
  readonly metFault: boolean;
  readonly interaction: InteractionNote | undefined;
}

/** Requests remembered; the oldest are let go. */
const KEPT = 200_000;

export interface Traffic {
  readonly requests: readonly BotRequest[];
  record(request: BotRequest): void;
  /** Resolves with the first request, past or to come, that fits. */
  waitFor(fits: (request: BotRequest) => boolean): Promise<BotRequest>;
  clear(): void;
}

export function createTraffic(): Traffic {
  const requests: BotRequest[] = [];
  const waiting = new Set<(request: BotRequest) => void>();
  return {
    requests,
    record(request) {
      requests.push(request);
      if (requests.length > KEPT) requests.splice(0, KEPT / 10);
      for (const listener of waiting) listener(request);
    },
    waitFor(fits) {
      const found = requests.find(fits);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => {
        const listener = (request: BotRequest) => {
          if (!fits(request)) return;
          waiting.delete(listener);
          resolve(request);
        };
        waiting.add(listener);
      });
    },
    clear() {
      requests.length = 0;
    },
  };
}
