import type { LocalDiscordOptions } from '../src/index.ts';
import type { Scene } from './scene.ts';

const WIDE = { limit: 10_000, windowMs: 1000 };

/** Rate limits so wide that they are not met, for tests of other rules. */
export const UNHURRIED: NonNullable<LocalDiscordOptions['rateLimits']> = {
  globalPerSecond: 10_000,
  perBucket: 10_000,
  paces: { reactions: WIDE, 'new-messages': WIDE, edits: WIDE, deletions: WIDE, answers: WIDE },
};

export interface Got {
  readonly status: number;
  readonly code: number | undefined;
  readonly body: Record<string, unknown>;
}

export type Ask = (method: string, path: string, body?: unknown) => Promise<Got>;

/** Plain requests with this authorization, for tests of exact answers. */
export function asking(scene: Scene, authorization: string | undefined): Ask {
  return async (method, path, body) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${scene.discord.api}/v10${path}`, {
      method,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    return { status: response.status, code: response.ok ? undefined : Number(answer.code), body: answer };
  };
}

export function askingAsBot(scene: Scene): Ask {
  return asking(scene, `Bot ${scene.application.botToken}`);
}
