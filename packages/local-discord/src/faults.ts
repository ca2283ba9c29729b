/**
 * Something that goes wrong on request, a number of times.
 * @example { kind: 500, route: 'POST /channels/:channel/messages', times: 2 }
 */
export type FaultRequest = {
  /** How often. Default: 1. */
  readonly times?: number;
} & (
  | {
      /** The status of the answer; nothing is done. A 429 says how long to wait (`retryAfterSeconds`). */
      readonly kind: number;
      /** Part of `METHOD /route`, as written (`POST /channels/:channel/messages`) or as asked for; every route when absent. */
      readonly route?: string | undefined;
      /** Default: 0.1. */
      readonly retryAfterSeconds?: number;
      readonly global?: boolean;
      /** Whose limit a 429 is; `global` and `user` follow from `global` when absent. */
      readonly scope?: 'user' | 'global' | 'shared';
      /** A 429 without Discord's headers and JSON, as what stands before Discord answers. */
      readonly bare?: boolean;
      /** Discord's code beside the status, such as 30046 with 429, or 50013 with 403. */
      readonly code?: number;
    }
  | {
      /** The act is done, and the line breaks before the answer. */
      readonly kind: 'lost-answer';
      readonly route?: string | undefined;
    }
  | {
      /** The bot's gateway sockets are cut; further times as soon as it is back. */
      readonly kind: 'drop-socket';
      readonly route?: undefined;
    }
  | {
      /** The same, and its sessions are forgotten. */
      readonly kind: 'forget-session';
      readonly route?: undefined;
    }
);

export type RestFault = Extract<FaultRequest, { kind: number }> | Extract<FaultRequest, { kind: 'lost-answer' }>;

export interface Faults {
  add(fault: RestFault): void;
  /** The fault this request is to meet, if any; it is used up by asking. */
  take(method: string, route: string, path: string): RestFault | undefined;
  reset(): void;
}

export function createFaults(): Faults {
  let waiting: { readonly fault: RestFault; left: number }[] = [];
  return {
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take(method, route, path) {
      const met = waiting.find(
        ({ fault }) =>
          fault.route === undefined ||
          `${method} ${route}`.includes(fault.route) ||
          `${method} ${path}`.includes(fault.route),
      );
      if (!met) return undefined;
      met.left -= 1;
      if (met.left <= 0) waiting = waiting.filter((other) => other !== met);
      return met.fault;
    },
    reset() {
      waiting = [];
    },
  };
}
