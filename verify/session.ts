import { WebSocket } from 'ws';
import { redacted } from './redact.ts';

export interface SessionFound {
  /** Whether the dropped session was resumed. */
  readonly resumed: boolean;
  /** READY and GUILD_CREATE as this Discord sends them, without personal data. */
  readonly fixtures: Readonly<Record<string, unknown>>;
}

interface Frame {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: Record<string, unknown>;
}

const PATIENCE_MS = 30_000;
/** GUILDS and GUILD_MESSAGE_REACTIONS: the intents of the bot. */
const INTENTS = 1 | (1 << 10);

/** Begins a session as the bot does, breaks its connection, and resumes it. */
export async function trySession(gatewayUrl: string, token: string, guildId: string): Promise<SessionFound> {
  const first = await open(gatewayUrl);
  first.send({
    op: 2,
    d: { token, intents: INTENTS, properties: { os: 'linux', browser: 'verify', device: 'verify' } },
  });
  const ready = await first.frame(({ t }) => t === 'READY');
  const guild = await first.frame(({ t, d }) => t === 'GUILD_CREATE' && d.id === guildId);
  first.socket.terminate();

  const again = await open(String(ready.d.resume_gateway_url ?? gatewayUrl));
  again.send({ op: 6, d: { token, session_id: ready.d.session_id, seq: guild.s } });
  const answer = await again.frame(({ t, op }) => t === 'RESUMED' || op === 9);
  again.socket.close(1000);
  return {
    resumed: answer.t === 'RESUMED',
    fixtures: { READY: redacted(ready.d), GUILD_CREATE: redacted(guild.d) },
  };
}

async function open(url: string) {
  const socket = new WebSocket(`${url.replace(/\/$/, '')}/?v=10&encoding=json`);
  const frames: Frame[] = [];
  const listeners = new Set<(frame: Frame) => void>();
  socket.on('message', (raw) => {
    const frame = JSON.parse(raw.toString()) as Frame;
    frames.push(frame);
    for (const listener of listeners) listener(frame);
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    socket,
    send: (payload: unknown) => socket.send(JSON.stringify(payload)),
    frame(fits: (frame: Frame) => boolean): Promise<Frame> {
      const found = frames.find(fits);
      if (found) return Promise.resolve(found);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('The gateway did not say what was waited for')), PATIENCE_MS);
        const listener = (frame: Frame) => {
          if (!fits(frame)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(frame);
        };
        listeners.add(listener);
      });
    },
  };
}
