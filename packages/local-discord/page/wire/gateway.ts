export type GatewayEvent = { readonly name: string; readonly data: Readonly<Record<string, unknown>> };

export interface GatewayConnection {
  close(): void;
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  ack: 11,
} as const;
/** After these close codes reconnecting is pointless: the token or the client is wrong. */
const FATAL_CODES = [4004, 4010, 4011, 4012, 4013, 4014];
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

/**
 * A person's connection to the gateway: it sends heartbeats, resumes after a loss, and identifies again when its
 * session was forgotten (READY then comes again). `onState` is called when it connects or loses the connection.
 */
export function openGateway(parts: {
  readonly url: string;
  readonly token: string;
  onEvent(event: GatewayEvent): void;
  onState(state: 'connected' | 'connecting' | 'refused'): void;
}): GatewayConnection {
  const { token } = parts;
  let socket: WebSocket | undefined;
  let beat: ReturnType<typeof setInterval> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let session: { id: string; url: string } | undefined;
  let seq: number | null = null;
  let pauseMs = FIRST_PAUSE_MS;
  let isOver = false;
  let isAnswered = true;

  connect();

  function connect(): void {
    parts.onState('connecting');
    const current = new WebSocket(`${session?.url ?? parts.url}/?v=9&encoding=json`);
    socket = current;
    current.addEventListener('message', ({ data }) => receive(current, String(data)));
    current.addEventListener('close', ({ code }) => lost(current, code));
  }

  function lost(which: WebSocket, code: number) {
    clearInterval(beat);
    if (isOver || which !== socket) return;
    if (FATAL_CODES.includes(code)) return parts.onState('refused');
    parts.onState('connecting');
    again = setTimeout(connect, pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }

  function receive(from: WebSocket, text: string) {
    if (from !== socket) return;
    const frame = JSON.parse(text) as { op: number; d: unknown; s: number | null; t: string | null };
    if (frame.s !== null) seq = frame.s;
    switch (frame.op) {
      case op.hello:
        return greet(from, (frame.d as { heartbeat_interval: number }).heartbeat_interval);
      case op.heartbeat:
        return send(from, op.heartbeat, seq);
      case op.ack:
        isAnswered = true;
        return;
      case op.reconnect:
        return from.close(4000);
      case op.invalidSession:
        session = undefined;
        seq = null;
        return introduce(from);
      case op.dispatch:
        return dispatch(frame.t ?? '', frame.d as GatewayEvent['data']);
    }
  }

  function greet(to: WebSocket, intervalMs: number): void {
    isAnswered = true;
    beat = setInterval(() => {
      // A heartbeat was not acknowledged: the connection is dead, whatever the browser reports.
      if (!isAnswered) return to.close(4000);
      isAnswered = false;
      send(to, op.heartbeat, seq);
    }, intervalMs);
    introduce(to);
  }

  function introduce(to: WebSocket) {
    if (session) return send(to, op.resume, { token, session_id: session.id, seq });
    send(to, op.identify, { token, properties: { os: 'any', browser: 'page', device: 'page' } });
  }

  function dispatch(name: string, data: GatewayEvent['data']): void {
    if (name === 'READY') session = { id: String(data.session_id), url: String(data.resume_gateway_url) };
    if (name === 'READY' || name === 'RESUMED') {
      pauseMs = FIRST_PAUSE_MS;
      parts.onState('connected');
    }
    parts.onEvent({ name, data });
  }

  function send(to: WebSocket, code: number, d: unknown): void {
    if (to.readyState === WebSocket.OPEN) to.send(JSON.stringify({ op: code, d }));
  }

  return {
    close() {
      isOver = true;
      clearInterval(beat);
      clearTimeout(again);
      socket?.close(1000);
    },
  };
}
