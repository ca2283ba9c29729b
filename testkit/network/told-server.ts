import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a request is met by: an answer, silence, or the end of its connection. */
export type Told =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'silence'
  | 'close'
  | 'reset';

/** A web server that does what it is told, request by request; without being told it answers `{"ok":true}`. */
export interface ToldServer {
  readonly url: string;
  /** What the next requests are met by, in order. */
  answers: Told[];
  /** The requests so far. Example: `GET /api/v10/users/@me` */
  readonly asked: string[];
  /** Answers the oldest request that is met by silence. */
  breakSilence(): void;
  /** Closes all connections, the newest first. */
  closeConnections(): void;
  close(): Promise<void>;
}

const WELL = '{"ok":true}';
const JSON_TYPE = { 'content-type': 'application/json' };

export async function startToldServer(): Promise<ToldServer> {
  const connections = new Set<Socket>();
  const silent: ServerResponse[] = [];

  function meet(incoming: IncomingMessage, outgoing: ServerResponse): void {
    told.asked.push(`${incoming.method} ${incoming.url}`);
    incoming.resume();
    const answer = told.answers.shift() ?? { status: 200, body: WELL };
    if (answer === 'silence') silent.push(outgoing);
    else if (answer === 'close') incoming.socket.destroy();
    else if (answer === 'reset') incoming.socket.resetAndDestroy();
    else outgoing.writeHead(answer.status, answer.headers ?? JSON_TYPE).end(answer.body ?? '{}');
  }

  const server = createServer(meet);
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const told: ToldServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers: [],
    asked: [],
    breakSilence: () => silent.shift()?.writeHead(200, JSON_TYPE).end(WELL),
    closeConnections() {
      for (const connection of [...connections].reverse()) connection.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return told;
}
