/** A refused request, with a sentence for the person. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'Refused';
    this.status = status;
  }
}

export type Request = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) => Promise<unknown>;

/** How often a rate limited request is repeated, and the longest wait. */
const TRIES = 4;
const LONGEST_WAIT_S = 5;

/**
 * Makes requests to one base address, with a person's token if given. Waits and repeats when rate limited; any other
 * refusal, or a broken connection, is an error with what was said about it.
 */
export function createRequest(base: string, token?: string): Request {
  return async (method, path, body) => {
    for (let tried = 1; ; tried += 1) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: token }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = readJson(await response.text());
      if (response.ok) return answer;
      const waitS = waitTold(response.status, answer);
      if (waitS === undefined || waitS > LONGEST_WAIT_S || tried === TRIES) {
        throw new Refused(response.status, `${sayWhy(answer) || response.statusText} (${response.status})`);
      }
      await new Promise((resolve) => setTimeout(resolve, waitS * 1000));
    }
  };
}

/** How many seconds a rate limit tells to wait; undefined for other refusals. */
function waitTold(status: number, answer: unknown): number | undefined {
  return status === 429 ? Number((answer as { retry_after?: unknown } | undefined)?.retry_after ?? 1) : undefined;
}

function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 200) };
  }
}

/** Discord's message, and the faults of single fields. */
function sayWhy(answer: unknown): string {
  const { message, errors } = (answer ?? {}) as { message?: unknown; errors?: unknown };
  const faults = fieldFaults(errors);
  return [message, ...faults].filter((part) => typeof part === 'string' && part !== '').join(' · ');
}

function fieldFaults(errors: unknown): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, inner]) =>
    key === '_errors' ? (inner as { message: string }[]).map((fault) => fault.message) : fieldFaults(inner),
  );
}

/** The message of anything that was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
