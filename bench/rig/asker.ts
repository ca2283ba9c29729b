import { once } from 'node:events';
import { WebSocket } from 'ws';

/**
 * A member's client that sends interactions as fast as wanted and keeps nothing: a full client would cost more than the
 * bots that are measured. Each act resolves when Discord tells the client that the bot has answered.
 */
export interface Asker {
  act(interaction: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
}

interface Told {
  readonly op: number;
  readonly t: string | null;
  readonly d: { readonly nonce?: string; readonly session_id?: string; readonly heartbeat_interval?: number };
}

export async function connectAsker({ url, token }: { url: string; token: string }): Promise<Asker> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/?v=9&encoding=json`);
  const waiting = new Map<string, { resolve(): void; reject(error: Error): void }>();
  let asked = 0;
  let sessionId: string | undefined;
  let begun: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    begun = resolve;
  });
  socket.on('message', (raw) => {
    const { op, t, d } = JSON.parse(String(raw)) as Told;
    if (op === 10) {
      const properties = { os: 'bench', browser: 'bench', device: 'bench' };
      socket.send(JSON.stringify({ op: 2, d: { token, properties } }));
    }
    if (t === 'READY') {
      sessionId = d.session_id;
      begun();
    }
    // Suggestions are answered by an event of their own.
    const isOver = t === 'INTERACTION_SUCCESS' || t === 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE';
    if ((!isOver && t !== 'INTERACTION_FAILURE') || d.nonce === undefined) return;
    const waiter = waiting.get(d.nonce);
    waiting.delete(d.nonce);
    if (isOver) waiter?.resolve();
    else waiter?.reject(new Error('The bot did not answer in time'));
  });
  const closed = once(socket, 'close');
  await ready;
  const beat = setInterval(() => socket.send(JSON.stringify({ op: 1, d: null })), 30_000);
  return {
    async act(interaction) {
      asked += 1;
      const nonce = String(asked);
      const answered = new Promise<void>((resolve, reject) => waiting.set(nonce, { resolve, reject }));
      // It may reject before the request below has ended. The caller sees that when it awaits the act; until then it
      // must not count as unhandled.
      answered.catch(() => {});
      const response = await fetch(`${url}/api/v9/interactions`, {
        method: 'POST',
        headers: { authorization: token, 'content-type': 'application/json' },
        body: JSON.stringify({ ...interaction, nonce, session_id: sessionId }),
      });
      if (!response.ok) throw new Error(`An interaction was refused with ${response.status}: ${await response.text()}`);
      await response.body?.cancel();
      return answered;
    },
    async close() {
      clearInterval(beat);
      socket.close(1000);
      await closed;
    },
  };
}
