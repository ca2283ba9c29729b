import { invalidForm, Refusal } from '../errors.ts';
import type { Json } from '../json.ts';

/** An interaction as people's clients send it. */
export interface Sent {
  readonly type: number;
  readonly application_id: string;
  readonly guild_id?: string | null;
  readonly channel_id: string;
  readonly message_id?: string;
  readonly nonce?: string;
  readonly data: Json;
}

/** Reads it; throws 50035 when a part is missing that every client sends. */
export function readSent(body: unknown): Sent {
  const sent = (typeof body === 'object' && body !== null ? body : {}) as Partial<Sent>;
  const required = ['type', 'application_id', 'channel_id', 'data'] as const;
  const missing = required.filter((key) => sent[key] === undefined || sent[key] === null);
  if (missing.length > 0) {
    throw invalidForm(
      missing.map((key) => ({ path: [key], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' })),
    );
  }
  if (typeof sent.data !== 'object') throw new Refusal(400, 50035, 'Invalid Form Body');
  return sent as Sent;
}
