/** https://docs.discord.com/developers/reference#user-agent */
const USER_AGENT = 'DiscordBot (https://docs.discord.com, 1.0.0)';

/** A Discord that requests are sent to: the real one, or a local one. */
export interface Place {
  /** Base of the API, without a version. */
  readonly api: string;
  readonly token: string;
  readonly guildId: string;
  readonly textChannelId: string;
  readonly newsChannelId: string;
}

/** The outcome of a request: the status, and Discord's error code where it was refused. */
export interface Verdict {
  readonly status: number;
  readonly code?: number;
}

export interface Asked {
  readonly verdict: Verdict;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends requests to one Discord, within its rate limits. */
export interface Asking {
  readonly place: Place;
  ask(method: string, path: string, body?: unknown): Promise<Asked>;
  /** Sends at once and ignores rate limits, for requests that are about a limit's answer. */
  askNow(method: string, path: string, body?: unknown): Promise<Asked>;
}

const HEADERS = [
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset-after',
  'x-ratelimit-scope',
  'retry-after',
];
const LONGEST_WAIT_S = 30;

export function createAsking(place: Place): Asking {
  const base = `${place.api.replace(/\/$/, '')}/v10`;
  // When each bucket may be used again, by Discord's own headers: the wait of one bucket delays no other.
  const notBefore = new Map<string, number>();

  async function askNow(method: string, path: string, body?: unknown): Promise<Asked> {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bot ${place.token}`,
        'user-agent': USER_AGENT,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = readJson(text);
    const headers = Object.fromEntries(
      HEADERS.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    const verdict = { status: response.status, ...(response.ok ? {} : { code: Number(answer.code ?? 0) }) };
    return { verdict, body: answer, headers };
  }

  return {
    place,
    askNow,
    async ask(method, path, body) {
      const bucket = `${method} ${path.replace(/\/\d{5,}/g, '/:id').split('?')[0]}`;
      for (let tried = 0; ; tried += 1) {
        const waitMs = (notBefore.get(bucket) ?? 0) - Date.now();
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        const asked = await askNow(method, path, body);
        const resetS = Number(asked.headers['x-ratelimit-reset-after'] ?? 0);
        if (asked.headers['x-ratelimit-remaining'] === '0') notBefore.set(bucket, Date.now() + resetS * 1000 + 50);
        const retryS = asked.verdict.status === 429 ? Number(asked.body.retry_after ?? 1) : 0;
        if (asked.verdict.status !== 429 || tried === 5 || retryS > LONGEST_WAIT_S) return asked;
        notBefore.set(bucket, Date.now() + retryS * 1000 + 50);
      }
    },
  };
}

function readJson(text: string): Record<string, unknown> {
  try {
    const read: unknown = text === '' ? {} : JSON.parse(text);
    return Array.isArray(read) ? { list: read } : ((read ?? {}) as Record<string, unknown>);
  } catch {
    return { text: text.slice(0, 200) };
  }
}
