import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
}

/** What is answered instead of asking the server behind. */
export type Instead =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** The connection breaks before anything reached the server. */
  | 'reset'
  /** The server does what was asked; its answer is lost with the connection. */
  | 'lose-answer'
  /** Nothing ever comes back. */
  | 'silence'
  | undefined;

/** Stands between a bot and the local Discord, REST and gateway, so that what the network does can be done on purpose. */
export interface Relay {
  /** As DISCORD_API_URL. */
  readonly api: string;
  readonly asked: readonly (Asked & { readonly atMs: number })[];
  /** What happens to each request; undefined = it is handed on. */
  rule: ((asked: Asked) => Instead) | undefined;
  /** What a gateway handshake is answered with instead of a socket: a status, or nothing at all. */
  gate: ((n: number, path: string) => number | 'silence' | undefined) | undefined;
  readonly handshakes: readonly string[];
  /** Keeps the next fitting answer back: `reached` when it is there, `release` lets it go. */
  hold(fits: (asked: Asked) => boolean): { readonly reached: Promise<void>; release(): void };
  /** Breaks every gateway connection. */
  dropSockets(): void;
  close(): Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const asked: (Asked & { atMs: number })[] = [];
  const handshakes: string[] = [];
  const holds: { fits: (asked: Asked) => boolean; reached: () => void; released: Promise<void> }[] = [];
  const sockets = new Set<Socket>();
  let url = '';

  function handOn(incoming: IncomingMessage, outgoing: ServerResponse, work: Asked, lose: boolean): void {
    const { method, path } = work;
    const onward = request({ hostname, port, path, method, headers: incoming.headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      if (lose) return incoming.socket.destroy();
      const at = holds.findIndex(({ fits }) => fits(work));
      const [hold] = at < 0 ? [] : holds.splice(at, 1);
      hold?.reached();
      await hold?.released;
      let body = Buffer.concat(chunks);
      if (/\/gateway(\/bot)?$/.test(path) && answer.statusCode === 200) {
        const gateway = JSON.parse(body.toString()) as { url: string };
        body = Buffer.from(JSON.stringify({ ...gateway, url: url.replace('http', 'ws') }));
      }
      const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 500, { ...headers, 'content-length': body.length });
      outgoing.end(body);
      return undefined;
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const server = createServer((incoming, outgoing) => {
    const work = { method: incoming.method ?? '', path: incoming.url ?? '' };
    asked.push({ ...work, atMs: Date.now() });
    const instead = relay.rule?.(work);
    if (instead === 'silence') return;
    if (instead === 'reset') {
      incoming.socket.destroy();
      return;
    }
    if (instead === undefined || instead === 'lose-answer') {
      handOn(incoming, outgoing, work, instead === 'lose-answer');
      return;
    }
    incoming.resume();
    outgoing.writeHead(instead.status, instead.headers ?? { 'content-type': 'application/json' });
    outgoing.end(instead.body ?? '{}');
  });
  server.on('upgrade', (incoming, socket: Socket, head) => {
    const path = incoming.url ?? '';
    handshakes.push(path);
    const instead = relay.gate?.(handshakes.length, path);
    socket.on('error', () => {});
    if (instead === 'silence') return;
    if (instead !== undefined) {
      socket.end(`HTTP/1.1 ${instead} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      return;
    }
    const onward = connect(Number(port), hostname, () => {
      const headers = incoming.rawHeaders.reduce(
        (text, value, at) => text + (at % 2 === 0 ? `${value}: ` : `${value}\r\n`),
        '',
      );
      onward.write(`GET ${path} HTTP/1.1\r\n${headers}\r\n`);
      if (head.length > 0) onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    sockets.add(socket);
    onward.on('error', () => socket.destroy());
    onward.on('close', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      onward.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const relay: Relay = {
    api: `${url}/api`,
    asked,
    rule: undefined,
    gate: undefined,
    handshakes,
    hold(fits) {
      let reached: () => void = () => {};
      let release: () => void = () => {};
      const arrived = new Promise<void>((resolve) => {
        reached = resolve;
      });
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      holds.push({ fits, reached, released });
      return { reached: arrived, release };
    },
    dropSockets() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return relay;
}
