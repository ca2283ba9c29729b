/** An object that is sent as JSON, or was received and is not yet checked. */
export type Json = Record<string, unknown>;
