import { RequestMethod } from '@discordjs/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeadConnectionError } from '../../../src/discord/rest/dead-connections.ts';
import type { DiscordRest } from '../../../src/discord/rest/discord-rest.ts';
import { createToldRest } from '../../../testkit/discord/told-rest.ts';
import { startToldServer, type Told, type ToldServer } from '../../../testkit/network/told-server.ts';

type Request = { readonly method: RequestMethod; readonly route: `/${string}`; readonly body?: object };

const post = (route: `/${string}`, body: object = {}): Request => ({ method: RequestMethod.Post, route, body });

/** What ends as if it had been asked once, however often it is. */
const HARMLESS: readonly [string, Request][] = [
  ['a look', { method: RequestMethod.Get, route: '/channels/1/messages/2' }],
  ['a reaction', { method: RequestMethod.Put, route: '/channels/1/messages/2/reactions/x/@me' }],
  ['an edit', { method: RequestMethod.Patch, route: '/channels/1/messages/2', body: { content: 'x' } }],
  ['a late answer', { method: RequestMethod.Patch, route: '/webhooks/1/se.cr.et/messages/@original', body: {} }],
  ['a deletion', { method: RequestMethod.Delete, route: '/channels/1/messages/2' }],
  ['an answer', post('/interactions/1/se.cr.et/callback', { type: 4 })],
  ['a message with a nonce', post('/channels/1/messages', { nonce: '1', enforce_nonce: true })],
  ['a direct channel', post('/users/@me/channels', { recipient_id: '1' })],
  ['a thread', post('/channels/1/messages/2/threads', { name: 'x' })],
  ['publishing', post('/channels/1/messages/2/crosspost')],
];
/** What would be there twice. */
const DOUBLED: readonly [string, Request][] = [
  ['a message without a nonce', post('/channels/1/messages', { content: 'x' })],
  ['a message whose nonce nobody enforces', post('/channels/1/messages', { nonce: '1' })],
  ['a further answer', post('/webhooks/1/se.cr.et', { content: 'x' })],
  ['an emoji', post('/applications/1/emojis', { name: 'x', image: '' })],
];

describe('A connection to Discord that is dead without anybody knowing', () => {
  let server: ToldServer;
  let lines: readonly string[];
  let rest: DiscordRest;

  beforeEach(async () => {
    server = await startToldServer();
    ({ rest, lines } = createToldRest(server));
  });
  afterEach(async () => {
    rest.endAll(new Error('over'));
    await server.close();
  });

  const ask = ({ method, route, body }: Request) =>
    rest.request({ method, fullRoute: route, ...(body === undefined ? {} : { body }) });

  describe.each<Told & string>(['close', 'reset'])('ended by “%s”', (how) => {
    it.each(HARMLESS)('costs %s nothing: it is asked for again', async (_what, request) => {
      server.answers = [how, how];
      expect(await ask(request)).toEqual({ ok: true });
      expect(server.asked).toHaveLength(3);
    });

    it('is asked for again three times at most, and never logged with the token of an interaction', async () => {
      server.answers = Array.from({ length: 9 }, () => how);
      await expect(ask(post('/interactions/1/se.cr.et/callback', { type: 4 }))).rejects.toThrow(DeadConnectionError);
      expect(server.asked).toHaveLength(4);
      expect(lines.join()).toContain('asking again');
      expect(lines.join()).not.toContain('se.cr.et');
    });

    it.each(DOUBLED)('never makes %s twice', async (_what, request) => {
      server.answers = [how];
      await expect(ask(request)).rejects.toThrow(DeadConnectionError);
      expect(server.asked).toHaveLength(1);
    });
  });

  it.each([1, 2, 3, 5, 8])(
    'is followed by a new one, although %s others are idle and are closed together with it',
    async (others) => {
      server.answers = Array.from({ length: others + 1 }, () => 'silence');
      const before = Array.from({ length: others }, (_, n) => rest.get(`/channels/${n}`));
      await expect.poll(() => server.asked.length).toBe(others);
      const answer = rest.post('/interactions/1/se.cr.et/callback', { body: { type: 4 } });
      await expect.poll(() => server.asked.length).toBe(others + 1);
      for (const _ of before) server.breakSilence();
      await Promise.all(before);
      server.closeConnections();
      expect(await answer).toEqual({ ok: true });
      expect(lines.filter((line) => line.includes('asking again'))).toHaveLength(1);
    },
  );

  it('that stays silent holds up an answer for a second: it is sent again beside, and the first answer counts', async () => {
    server.answers = ['silence'];
    expect(await rest.post('/interactions/1/se.cr.et/callback', { body: { type: 4 } })).toEqual({ ok: true });
    expect(server.asked).toHaveLength(2);
    expect(lines.join()).toContain('asking again');
  });

  it.each(DOUBLED)('that stays silent until the request is given up never makes %s twice', async (_what, request) => {
    rest.options.timeout = 50;
    server.answers = ['silence'];
    await expect(ask(request)).rejects.toThrow(DeadConnectionError);
    expect(server.asked).toHaveLength(1);
  });

  it('after which what was to be deleted is not found: it was deleted', async () => {
    const unknown = { status: 404, body: '{"message":"Unknown Message","code":10008}' };
    server.answers = ['close', unknown];
    await rest.delete('/channels/1/messages/2');
    server.answers = [unknown];
    await expect(rest.delete('/channels/1/messages/2'), 'and otherwise it never was there').rejects.toThrow('Unknown');
  });

  it('is no matter of a server that is not there: even what would be there twice is asked for again', async () => {
    await server.close();
    await expect(ask(post('/webhooks/1/se.cr.et', { content: 'x' }))).rejects.toThrow(/attempts: 4/);
    expect(lines.filter((line) => line.includes('asking again'))).toHaveLength(3);
  });
});
