import { createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The answer of a path: complete, unless `misbehave` is given. */
export interface FeedAnswer {
  readonly status?: number;
  /** A list sends the header several times. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  /**
   * - `hang`: never answers.
   * - `endless`: a body without end.
   * - `drip`: one byte of the body, and then nothing more.
   * - `cut`: half the body, then the connection is broken.
   * - `refuse`: breaks the connection without an answer.
   */
  readonly misbehave?: 'hang' | 'endless' | 'drip' | 'cut' | 'refuse';
}

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A web server on this machine whose answers a test sets for each path. Other paths answer 404. */
export interface FeedServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  readonly port: number;
  /** Every request so far, oldest first. */
  readonly requests: readonly SeenRequest[];
  set(path: string, answer: FeedAnswer | ((request: SeenRequest) => FeedAnswer)): void;
  close(): Promise<void>;
}

export async function startFeedServer(): Promise<FeedServer> {
  const answers = new Map<string, FeedAnswer | ((request: SeenRequest) => FeedAnswer)>();
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const seen = { path: request.url ?? '', headers: request.headers };
    requests.push(seen);
    const answer = answers.get(seen.path) ?? { status: 404, body: 'Not found' };
    give(typeof answer === 'function' ? answer(seen) : answer, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    set: (path, answer) => answers.set(path, answer),
    close: () =>
      new Promise((closed, failed) => {
        for (const socket of sockets) socket.destroy();
        server.close((error) => (error ? failed(error) : closed()));
      }),
  };
}

function give(answer: FeedAnswer, response: ServerResponse): void {
  const body = Buffer.from(answer.body ?? '');
  const headers = answer.headers as OutgoingHttpHeaders | undefined;
  // A reader may break the connection when it has read enough.
  response.on('error', () => response.destroy());
  switch (answer.misbehave) {
    case 'hang':
      return;
    case 'refuse':
      response.destroy();
      return;
    case 'endless': {
      response.writeHead(answer.status ?? 200, { 'content-type': 'text/xml', ...headers });
      const more = () => {
        while (!response.destroyed && response.write('<!-- more -->'.repeat(1000)));
      };
      response.on('drain', more);
      more();
      return;
    }
    case 'drip':
      response.writeHead(answer.status ?? 200, headers).write(body.subarray(0, 1));
      return;
    case 'cut':
      response.writeHead(answer.status ?? 200, { 'content-length': String(body.length), ...headers });
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
      return;
    case undefined:
      response.writeHead(answer.status ?? 200, headers).end(body);
  }
}
