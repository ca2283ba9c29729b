import { GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocket } from 'ws';
import type { PersonView } from './person-view.ts';

/** A refused request, with Discord's status and code. */
export class PersonRefused extends Error {
  readonly status: number;
  readonly code: number;
  readonly body: unknown;

  constructor(asked: string, status: number, body: unknown) {
    super(`${asked} was refused with ${status}: ${JSON.stringify(body)}`);
    this.name = 'PersonRefused';
    this.status = status;
    this.body = body;
    this.code = Number((body as { code?: unknown } | undefined)?.code ?? 0);
  }
}

const TRIES = 20;
const LONGEST_WAIT_SECONDS = 5;

export interface Connection {
  /** Rejects with `PersonRefused` when it is refused. */
  request(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** A client's requests with the person's token, and its gateway connection, whose events are passed to `view`. */
export async function openConnection(base: string, token: string, view: PersonView): Promise<Connection> {
  /** Waits for short rate limits, as every client does. */
  async function request(method: string, path: string, body?: unknown, tried = 1): Promise<unknown> {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    const waitSeconds = response.status === 429 ? Number((answer as { retry_after?: unknown }).retry_after) : 0;
    if (waitSeconds > 0 && waitSeconds <= LONGEST_WAIT_SECONDS && tried < TRIES) {
      await new Promise((resolve) => setTimeout(resolve, waitSeconds * 1000 + 1));
      return request(method, path, body, tried + 1);
    }
    if (!response.ok) throw new PersonRefused(`${method} ${path}`, response.status, answer);
    return answer;
  }

  const { url: gateway } = (await request('GET', '/gateway')) as { url: string };
  const socket = new WebSocket(`${gateway}/?v=9&encoding=json`);
  let beat: NodeJS.Timeout | undefined;
  let seq: number | null = null;
  socket.on('message', (raw) => {
    const { op, d, s, t } = JSON.parse(raw.toString()) as {
      op: number;
      d: Record<string, unknown>;
      s: number | null;
      t: string | null;
    };
    if (s !== null) seq = s;
    if (op === GatewayOpcodes.Hello) {
      beat = setInterval(
        () => socket.send(JSON.stringify({ op: GatewayOpcodes.Heartbeat, d: seq })),
        Number(d.heartbeat_interval),
      );
      beat.unref();
      socket.send(
        JSON.stringify({
          op: GatewayOpcodes.Identify,
          d: { token, properties: { os: 'test', browser: 'test', device: 'test' } },
        }),
      );
    }
    if (op === GatewayOpcodes.Dispatch && t !== null) view.take({ name: t, data: d });
  });
  const closed = new Promise<void>((resolve) => {
    socket.on('close', (code) => {
      clearInterval(beat);
      view.end(`the connection was closed with ${code}`);
      resolve();
    });
  });
  socket.on('error', (err) => view.end(`the connection failed: ${err.message}`));

  return {
    request: (method, path, body) => request(method, path, body),
    async close() {
      socket.close(1000);
      await closed;
    },
  };
}
