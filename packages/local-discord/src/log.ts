/** Facts first, then one plain sentence; an error is passed as `{ err }`. pino's loggers fit. */
export interface Log {
  debug(facts: Readonly<Record<string, unknown>>, sentence: string): void;
  error(facts: Readonly<Record<string, unknown>>, sentence: string): void;
}

/** Discards everything. */
export const silentLog: Log = { debug: () => {}, error: () => {} };
