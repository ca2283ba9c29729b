import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { WebSocketServer } from 'ws';
import type { Gateway } from './gateway/gateway.ts';

export interface RunningServer {
  readonly port: number;
  /** Closes every connection at once. */
  close(): Promise<void>;
}

/** Serves REST and gateway on one port of 127.0.0.1. Rejects when the port is taken (`EADDRINUSE`). */
export async function listen(
  app: Hono<{ Bindings: HttpBindings }>,
  gateway: Gateway,
  port: number,
): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: app.fetch, createServer }) as Server;
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const sockets = new Set<Socket>();

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!isFromHere(request.headers) || !(url.pathname === '/' || url.pathname === '/gateway')) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    upgrades.handleUpgrade(request, socket, head, (webSocket) => gateway.accept(webSocket, url.searchParams));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

  return {
    port: (server.address() as AddressInfo).port,
    close() {
      gateway.close();
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Whether a request was made to this machine by its own name and not by a foreign page: a browser lets any page send
 * requests to a loopback port, and other names may resolve to it.
 */
export function isFromHere(headers: Pick<IncomingMessage['headers'], 'host' | 'origin'>): boolean {
  if (!LOOPBACK.test(headers.host ?? '')) return false;
  return headers.origin === undefined || headers.origin.toLowerCase() === `http://${headers.host?.toLowerCase()}`;
}
