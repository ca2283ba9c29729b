import { readFileSync } from 'node:fs';
import { connectPerson, type Scene, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routeClass } from '../../src/discord/rest/route-class.ts';
import { createMetrics } from '../../src/inside/prometheus.ts';
import type { ServedInside } from '../../src/inside/serve.ts';
import { createWatch, type Watch } from '../../src/inside/watch.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { textOf } from '../../testkit/bot/evening.ts';

const doc = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const clock = createSystemClock();
const log = createLog({ level: 'silent', format: 'json' });

describe('What is counted', () => {
  it('is described in docs/operating.md, each metric of the bot’s own, and no other', () => {
    const described = [...doc.matchAll(/^\| `(clematis_[a-z_]+)`/gm)].map(([, name]) => name);
    const own = createMetrics({ state: () => undefined, clock })
      .list()
      .map(({ name }) => name)
      .filter((name) => !/^clematis_(?:process|nodejs)_/.test(name));
    expect(described.toSorted()).toEqual(own.toSorted());
  });

  it('is all that the dashboard and the alert rules ask for', () => {
    const known = createMetrics({ state: () => undefined, clock })
      .list()
      .map(({ name }) => name);
    for (const file of ['grafana-dashboard.json', 'alert-rules.yml']) {
      const text = readFileSync(new URL(`../../docs/operating/${file}`, import.meta.url), 'utf8');
      const asked = [...text.matchAll(/clematis_[a-z0-9_]+/g)].map(([name]) =>
        name.replace(/_(?:bucket|count|sum)$/, ''),
      );
      expect(asked.length).toBeGreaterThan(5);
      expect(asked.filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  it.each([
    [
      '/channels/123456789012345678/messages/98765/reactions/%F0%9F%90%8D/@me',
      '/channels/:id/messages/:id/reactions/:id/@me',
    ],
    ['/interactions/111/aW50ZXJhY3Rpb246c2VjcmV0/callback?with_response=true', '/interactions/:id/:id/callback'],
    ['/webhooks/42/messages/messages/@original', '/webhooks/:id/messages/messages/@original'],
    ['/gateway/bot', '/gateway/bot'],
  ])('knows the route %s by its kind', (route, kind) => {
    expect(routeClass(route)).toBe(kind);
  });
});

describe('Whoever watches the bot', () => {
  let scene: Scene;
  let watch: Watch;
  let here: BotHere;
  let served: ServedInside | undefined;
  const ask = async (path: string) => {
    const response = await fetch(`${served?.url}${path}`);
    return { status: response.status, text: await response.text() };
  };

  beforeEach(async () => {
    scene = await startScene();
    watch = createWatch({ port: 0, host: '127.0.0.1', clock, log });
  });
  afterEach(async () => {
    await served?.close();
    await here?.bot.stop();
    await scene.discord.close();
  });

  it('sees that it is not ready before it serves, and each vote, answer and request once it does', async () => {
    served = await watch.serve({ state: () => undefined, storeAnswers: async () => undefined });
    expect(await ask('/healthz')).toEqual({ status: 200, text: '{"ok":true}' });
    expect((await ask('/readyz')).status).toBe(503);
    await served.close();

    here = await startBotHere(scene, {}, undefined, watch.meter);
    served = await watch.serve(here.bot);
    expect(JSON.parse((await ask('/readyz')).text)).toMatchObject({
      ok: true,
      gateway: true,
      lease: true,
      store: true,
    });

    const mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
    const channel = scene.channels.predictions;
    await mod.command(channel, 'poll open', { closes: 'in 2h', custom: 'Secretly: Sunny vs Moony' });
    const poll = await mod.waitForMessage(channel, ({ reactions }) => reactions?.length === 2);
    expect(textOf(poll)).not.toBe('');
    await mod.press(poll, 'Sunny');
    const { modal } = await mod.command(channel, 'poll open');
    if (modal === undefined) throw new Error('No form came up');
    const filled = {
      question: 'A question?',
      options: 'one\ntwo',
      about: ['NOTHING'],
      closes: 'in 2h',
      ticks: ['points'],
    };
    await mod.submit(modal, filled);
    const { text } = await ask('/metrics');
    expect(text).toContain('clematis_votes_total{change="counted"} 1');
    expect(text).toMatch(/clematis_interaction_seconds_count\{what="\/poll",outcome="answered"\} 2/);
    expect(text).not.toContain('what="other"');
    expect(text).toContain('clematis_polls_open 1');
    expect(text).toContain('route="/channels/:id/messages"');
    for (const secret of [scene.application.botToken, scene.guildId, channel, mod.id, 'Sunny', 'Secretly']) {
      expect(text).not.toContain(secret);
    }
    await mod.close();
  });

  it('learns that the bot is not ready when its store stops answering', async () => {
    const state = { ready: true, lease: true, shards: 1, servers: 1, openPolls: 0, owed: 0, otherData: [] };
    const storeAnswers = async () => Promise.reject(new Error('gone'));
    served = await watch.serve({ state: () => state, storeAnswers });
    const { status, text } = await ask('/readyz');
    expect([status, JSON.parse(text)]).toMatchObject([503, { ok: false, gateway: true, lease: true, store: false }]);
  });

  it('is told in one sentence that a port is taken', async () => {
    served = await watch.serve({ state: () => undefined, storeAnswers: async () => undefined });
    const port = Number(new URL(served.url).port);
    const second = createWatch({ port, host: '127.0.0.1', clock, log });
    const bot = { state: () => undefined, storeAnswers: async () => undefined };
    await expect(second.serve(bot)).rejects.toThrow(/^HTTP_PORT: 127\.0\.0\.1:\d+ cannot be listened on: /);
  });
});
