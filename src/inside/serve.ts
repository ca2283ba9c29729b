import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Log } from '../util/log.ts';
import { OperatorError } from '../util/operator-error.ts';
import type { BotState } from './bot-state.ts';
import type { Metrics } from './prometheus.ts';

/** The port or address for health and metrics cannot be used. */
export class HttpPortError extends OperatorError {
  override readonly name = 'HttpPortError';
}

export interface ServedInside {
  /** Its address, with the actual port when port 0 was asked for. */
  readonly url: string;
  close(): Promise<void>;
}

/** A store that takes longer to answer counts as down. */
const STORE_WITHIN_MS = 2_000;

/**
 * Serves `/healthz` (the process lives), `/readyz` (it serves its servers; otherwise 503) and `/metrics`.
 *
 * @throws HttpPortError when the port or address cannot be used.
 */
export async function serveInside(parts: {
  port: number;
  host: string;
  state: () => BotState | undefined;
  /** Resolves when the store answers. */
  storeAnswers: () => Promise<unknown>;
  metrics: Pick<Metrics, 'text' | 'oldestFeedSeconds'>;
  log: Log;
}): Promise<ServedInside> {
  const { port, host, metrics, log } = parts;
  const app = new Hono();
  app.get('/healthz', (context) => context.json({ ok: true }));
  app.get('/readyz', async (context) => {
    const state = parts.state();
    const store = await answersInTime(parts.storeAnswers);
    const oldestFeedSeconds = metrics.oldestFeedSeconds();
    const gateway = state?.ready ?? false;
    const lease = state?.lease ?? false;
    const ok = gateway && lease && store;
    const feeds = oldestFeedSeconds === undefined ? {} : { oldestFeedSeconds: Math.round(oldestFeedSeconds) };
    // Reported without effect on readiness: a restart would not correct the files, and during a rolling restart the
    // difference is normal.
    const data = state === undefined || state.otherData.length === 0 ? {} : { otherData: state.otherData };
    return context.json({ ok, gateway, lease, store, ...feeds, ...data }, ok ? 200 : 503);
  });
  app.get('/metrics', async (context) => {
    const { body, contentType } = await metrics.text();
    return context.body(body, 200, { 'content-type': contentType });
  });
  app.onError((err, context) => {
    log.error({ err, path: context.req.path }, 'A question about the bot’s health could not be answered');
    return context.text('This failed; the log says why.', 500);
  });
  const server = serve({ fetch: app.fetch, port, hostname: host });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new HttpPortError(
      `HTTP_PORT: ${host}:${port} cannot be listened on: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

async function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), STORE_WITHIN_MS);
  });
  const answered = ask().then(
    () => true,
    () => false,
  );
  const answers = await Promise.race([answered, late]);
  clearTimeout(timer);
  return answers;
}
