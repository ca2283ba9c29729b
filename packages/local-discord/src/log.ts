/** Facts first, then one plain sentence; an error goes in as `{ err }`. pino's own loggers fit. */
export interface Log {
  debug(facts: Readonly<Record<string, unknown>>, sentence: string): void;
  error(facts: Readonly<Record<string, unknown>>, sentence: string): void;
}

/** Says nothing. */
export const silentLog: Log = { debug: () => {}, error: () => {} };
