import { WebSocket } from 'ws';

export interface Frame {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: Record<string, unknown>;
}

/** A bare gateway connection that does nothing by itself. */
export interface RawGateway {
  readonly frames: readonly Frame[];
  send(payload: unknown): void;
  sendText(text: string): void;
  /** Resolves with the first frame, past or to come, that fits. */
  frame(fits: (frame: Frame) => boolean): Promise<Frame>;
  /** Resolves with the code the server closed with. */
  readonly closed: Promise<number>;
  terminate(): void;
  close(code?: number): void;
}

export async function openGateway(url: string, query = 'v=10&encoding=json'): Promise<RawGateway> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/?${query}`);
  const frames: Frame[] = [];
  const waiting = new Set<(frame: Frame) => void>();
  socket.on('message', (raw) => {
    const frame = JSON.parse(raw.toString()) as Frame;
    frames.push(frame);
    for (const listener of waiting) listener(frame);
  });
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    frames,
    send: (payload) => socket.send(JSON.stringify(payload)),
    sendText: (text) => socket.send(text),
    frame(fits) {
      const found = frames.find(fits);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => {
        const listener = (frame: Frame) => {
          if (!fits(frame)) return;
          waiting.delete(listener);
          resolve(frame);
        };
        waiting.add(listener);
      });
    },
    closed,
    terminate: () => socket.terminate(),
    close: (code = 1000) => socket.close(code),
  };
}

export function identify(token: string, more: Record<string, unknown> = {}): unknown {
  return {
    op: 2,
    d: {
      token,
      intents: 1 | (1 << 9) | (1 << 10),
      properties: { os: 'test', browser: 'test', device: 'test' },
      ...more,
    },
  };
}
