/** Anything that goes out as JSON, or came in as it and is not yet known to fit. */
export type Json = Record<string, unknown>;
