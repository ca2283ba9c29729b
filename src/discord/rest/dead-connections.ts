import type { InternalRequest, ResponseLike } from '@discordjs/rest';
import { isOfNetwork, neverConnected } from '../../util/network-errors.ts';

/**
 * A connection that is kept open can be dead without this process knowing: the other side closed it while the process
 * was paused, or a router on the way forgot it. Then a request fails although Discord is well
 * (https://github.com/nodejs/undici/issues/583), or is met by silence
 * (https://github.com/discordjs/discord.js/issues/11554), and nobody knows whether it arrived. This file says which
 * requests are then sent again, and when. The rule is HTTP's own: what may be done twice
 * (https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2), and what is known to be done once all the same.
 */

/**
 * What Discord does with a request that arrives twice.
 * - `same`: it ends as if it had arrived once.
 * - `gone`: so it does, but the second time it answers that there is nothing there.
 * - `refuses`: it takes the first only, and says so. There are three seconds for it.
 * - `twice`: it does it twice.
 */
export type Repeated = 'same' | 'gone' | 'refuses' | 'twice';

/** Only a POST can do something twice; these do not. A message does not, if its nonce is enforced. */
const POSTS_ONCE = [/^\/users\/@me\/channels$/, /^\/channels\/\d+\/messages\/\d+\/(?:crosspost|threads)$/];
const CALLBACK = /^\/interactions\/\d+\/[^/]+\/callback$/;

export function ifRepeated({
  method,
  fullRoute,
  body,
}: Pick<InternalRequest, 'method' | 'fullRoute' | 'body'>): Repeated {
  if (method !== 'POST') return method === 'DELETE' ? 'gone' : 'same';
  const [path = ''] = fullRoute.split('?');
  if (CALLBACK.test(path)) return 'refuses';
  const hasNonce = typeof body === 'object' && body !== null && 'enforce_nonce' in body && body.enforce_nonce === true;
  return hasNonce || POSTS_ONCE.some((route) => route.test(path)) ? 'same' : 'twice';
}

/**
 * How long to wait before each further attempt; before the first, for one round of the event loop, in which the ends of
 * other connections are seen.
 */
const WAITS_MS = [0, 100, 400];

/** When the answer to a callback counts as missing. Discord gives three seconds in all, and answers in 0.1 to 0.3. */
const SILENCE_MS = 1_000;

/** The connection ended each time before an answer came. Not repeated by @discordjs/rest. */
export class DeadConnectionError extends Error {
  override readonly name = 'DeadConnectionError';

  constructor(attempts: number, cause: unknown) {
    super(`The connection to Discord ended before an answer came (attempts: ${attempts})`, { cause });
  }
}

export interface Attempts {
  readonly repeated: Repeated;
  /** Ends all attempts. */
  readonly signal: AbortSignal;
  /** Sends the request once. */
  send(signal: AbortSignal): Promise<ResponseLike>;
  /** Called before an attempt that follows one without an answer. */
  onAgain(error: unknown): void;
}

/**
 * The answer to the first attempt that got one. A request that Discord would do twice is sent again only if it cannot
 * have arrived; one with three seconds is also sent a second time beside the first if that stays without an answer.
 * @throws DeadConnectionError; any other error of `send`, at once
 */
export async function sendUntilAnswered(attempts: Attempts): Promise<ResponseLike> {
  const { repeated, signal, send, onAgain } = attempts;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await (repeated === 'refuses' ? sendBeside(attempts) : send(signal));
      const isDone = repeated === 'gone' && attempt > 1 && answer.status === 404;
      return isDone ? new Response(null, { status: 204 }) : answer;
    } catch (error) {
      if (!isDead(error, repeated)) throw error;
      const waitMs = WAITS_MS[attempt - 1];
      if (waitMs === undefined || !mayRepeat(error, repeated)) throw new DeadConnectionError(attempt, error);
      onAgain(error);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

/**
 * Whether no answer came because of the connection. A silence of fifteen seconds is left to @discordjs/rest, which then
 * ends the request and sends it again, unless that would do it twice.
 */
function isDead(error: unknown, repeated: Repeated): boolean {
  const isTimeout = error instanceof Error && error.name === 'AbortError';
  return isOfNetwork(error) || (repeated === 'twice' && isTimeout);
}

function mayRepeat(error: unknown, repeated: Repeated): boolean {
  return repeated !== 'twice' || neverConnected(error);
}

/** One attempt, and a second beside it after a second of silence; the first answer of either. */
async function sendBeside({ send, signal, onAgain }: Attempts): Promise<ResponseLike> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, SILENCE_MS, undefined);
  });
  const alone = send(signal);
  const early = await Promise.race([alone, silence]).finally(() => clearTimeout(timer));
  if (early !== undefined) return early;
  onAgain(new Error(`No answer came within ${SILENCE_MS} ms`));
  const both = [alone, send(signal)];
  const first = await Promise.any(both).catch((error: AggregateError) => {
    throw error.errors[0];
  });
  // The connection of the other is used for nothing else until its answer was read, or is given up by undici.
  for (const attempt of both) attempt.then((late) => (late === first ? undefined : late.arrayBuffer())).catch(ignore);
  return first;
}

function ignore(): void {}
