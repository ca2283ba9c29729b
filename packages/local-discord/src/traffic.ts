import type { InteractionNote } from './interactions/interaction.ts';
import type { UploadedFile } from './uploaded-file.ts';

/** A request of a bot and how it ended. */
export interface BotRequest {
  readonly applicationId: string;
  readonly method: string;
  /** The route with placeholders, such as `/channels/:channel/messages`. */
  readonly route: string;
  /** The requested path without an interaction's token; without `/api/v10` too, unless the route is unknown. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  readonly status: number;
  /** Discord's code of the refusal. */
  readonly code: number | undefined;
  /** The body of the refusal, with each fault at its place. */
  readonly refusal: unknown;
  /** True if the answer was dropped after the act. */
  readonly answerLost: boolean;
  /** True if it met a fault that was asked for. */
  readonly metFault: boolean;
  readonly interaction: InteractionNote | undefined;
}

/** How many requests are kept; the oldest are dropped. */
const KEPT = 200_000;

export interface Traffic {
  readonly requests: readonly BotRequest[];
  record(request: BotRequest): void;
  /** Resolves with the first fitting request, past or future. */
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
