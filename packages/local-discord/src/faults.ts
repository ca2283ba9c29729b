/**
 * A fault to happen on request, a number of times.
 *
 * @example { kind: 500, route: 'POST /channels/:channel/messages', times: 2 }
 */
export type FaultRequest = {
  /** How often. Default: 1. */
  readonly times?: number;
} & (
  | {
      /**
       * The status to answer with, without doing what was asked. A 429 tells how long to wait (`retryAfterSeconds`).
       */
      readonly kind: number;
      /**
       * A part of `METHOD /route`, with placeholders (`POST /channels/:channel/messages`) or as requested. Default:
       * every route.
       */
      readonly route?: string | undefined;
      /** Default: 0.1. */
      readonly retryAfterSeconds?: number;
      readonly global?: boolean;
      /** The scope of a 429. Default: `global` or `user`, depending on `global`. */
      readonly scope?: 'user' | 'global' | 'shared';
      /** A 429 without Discord's headers and JSON, as Cloudflare sends it. Default: false. */
      readonly bare?: boolean;
      /** Discord's code beside the status, such as 30046 with 429, or 50013 with 403. */
      readonly code?: number;
    }
  | {
      /** Does what was asked, and breaks the connection before the answer. */
      readonly kind: 'lost-answer';
      readonly route?: string | undefined;
    }
  | {
      /** Cuts the bot's gateway sockets; further times as soon as it is back. */
      readonly kind: 'drop-socket';
      readonly route?: undefined;
    }
  | {
      /** Cuts the sockets and forgets the sessions. */
      readonly kind: 'forget-session';
      readonly route?: undefined;
    }
);

export type RestFault = Extract<FaultRequest, { kind: number }> | Extract<FaultRequest, { kind: 'lost-answer' }>;

export interface Faults {
  add(fault: RestFault): void;
  /** The fault for this request, if any; asking uses it up. */
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
