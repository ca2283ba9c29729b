import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

export interface Asked {
  readonly method: string;
  readonly path: string;
}

/** A message of the gateway: https://docs.discord.com/developers/events/gateway-events#payload-structure */
export interface Packet {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: unknown;
}

/** What happens in place of the server's answer. */
export type Instead =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** The connection breaks before anything has reached the server. */
  | 'reset'
  /** The server carries out the request; its answer is lost with the connection. */
  | 'lose-answer'
  /** Nothing ever comes back. */
  | 'silence'
  | undefined;

/** A proxy between a bot and the local Discord, for REST and gateway, that produces network faults on purpose. */
export interface Relay {
  /** The value for DISCORD_API_URL. */
  readonly api: string;
  readonly asked: readonly (Asked & { readonly atMs: number })[];
  /** Called for each request; undefined = it is passed on. */
  rule: ((asked: Asked) => Instead) | undefined;
  /** Called for each gateway handshake: refuses it with a status, never answers it, or (undefined) passes it on. */
  gate: ((n: number, path: string) => number | 'silence' | undefined) | undefined;
  readonly handshakes: readonly string[];
  /** The delay of each response, in ms. */
  delayMs: number;
  /** Holds back the next response that fits: `reached` resolves when it is there, `release` lets it go. */
  hold(fits: (asked: Asked) => boolean): { readonly reached: Promise<void>; release(): void };
  /** Called with each message that the bot sends to the gateway. */
  up: ((packet: Packet) => void) | undefined;
  /** Called with each message of the gateway; returns what the bot gets instead, or undefined to drop it. */
  down: ((packet: Packet) => Packet | undefined) | undefined;
  /** Breaks every gateway connection. */
  dropSockets(): void;
  close(): Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const asked: (Asked & { atMs: number })[] = [];
  const handshakes: string[] = [];
  const holds: { fits: (asked: Asked) => boolean; reached: () => void; released: Promise<void> }[] = [];
  const raw = new Set<Socket>();
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
      if (relay.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, relay.delayMs));
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
  const gateway = new WebSocketServer({ noServer: true });
  server.on('upgrade', (incoming, socket: Socket, head) => {
    const path = incoming.url ?? '';
    handshakes.push(path);
    const instead = relay.gate?.(handshakes.length, path);
    raw.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => raw.delete(socket));
    if (instead === 'silence') return;
    if (instead !== undefined) {
      socket.end(`HTTP/1.1 ${instead} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      return;
    }
    gateway.handleUpgrade(incoming, socket, head, (near) => {
      const far = new WebSocket(`ws://${hostname}:${port}${path}`);
      const waiting: string[] = [];
      near.on('message', (data) => {
        const text = String(data);
        relay.up?.(JSON.parse(text) as Packet);
        if (far.readyState === WebSocket.OPEN) far.send(text);
        else waiting.push(text);
      });
      far.on('open', () => {
        for (const text of waiting) far.send(text);
      });
      far.on('message', (data) => {
        const packet = JSON.parse(String(data)) as Packet;
        // So that the bot resumes its session through this proxy as well.
        if (packet.t === 'READY') Object.assign(packet.d as object, { resume_gateway_url: url.replace('http', 'ws') });
        const handed = relay.down ? relay.down(packet) : packet;
        if (handed !== undefined) near.send(JSON.stringify(handed));
      });
      far.on('close', (code) => near.close(code === 1000 || code >= 3000 ? code : 1001));
      far.on('error', () => near.terminate());
      // A connection that breaks without a close code is broken on the other side as well: a code could end the
      // session.
      near.on('close', (code) => (code === 1006 ? far.terminate() : far.close(code === 1000 ? 1000 : 4000)));
      near.on('error', () => far.terminate());
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
    delayMs: 0,
    up: undefined,
    down: undefined,
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
      for (const socket of raw) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of raw) socket.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return relay;
}
