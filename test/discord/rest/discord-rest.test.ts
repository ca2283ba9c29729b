import { RateLimitError } from '@discordjs/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/discord/contract/refusals.ts';
import type { DiscordRest } from '../../../src/discord/rest/discord-rest.ts';
import { createToldRest } from '../../../testkit/discord/told-rest.ts';
import { createLeapingClock } from '../../../testkit/leaping-clock.ts';
import { startToldServer, type Told, type ToldServer } from '../../../testkit/network/told-server.ts';

const HOUR = 3_600;
const json = { 'content-type': 'application/json' };
const LIMITED = { message: 'You are being rate limited.', global: false };

describe('A request to Discord', () => {
  let server: ToldServer;
  let lines: readonly string[];
  let rest: DiscordRest;
  let mayAct: () => void;

  beforeEach(async () => {
    mayAct = () => {};
    server = await startToldServer();
    ({ rest, lines } = createToldRest(server, { mayAct: () => mayAct() }));
  });
  afterEach(async () => {
    rest.endAll(new Error('over'));
    await server.close();
  });

  it.each<[string, Told]>([
    [
      'in the header of a shared limit',
      {
        status: 429,
        headers: { ...json, 'retry-after': String(HOUR), 'x-ratelimit-scope': 'shared' },
        body: JSON.stringify({ ...LIMITED, retry_after: HOUR }),
      },
    ],
    [
      'in the header, while the bucket is reset in a second',
      {
        status: 429,
        headers: {
          ...json,
          'retry-after': String(HOUR),
          'x-ratelimit-limit': '5',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset-after': '1',
          'x-ratelimit-bucket': 'abc',
        },
        body: JSON.stringify({ ...LIMITED, retry_after: HOUR }),
      },
    ],
    ['in the body alone', { status: 429, body: JSON.stringify({ ...LIMITED, retry_after: HOUR, code: 30046 }) }],
    ['in the body as text', { status: 429, body: JSON.stringify({ ...LIMITED, retry_after: String(HOUR) }) }],
    [
      'for everything this bot asks',
      {
        status: 429,
        headers: { ...json, 'retry-after': String(HOUR), 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
        body: JSON.stringify({ ...LIMITED, global: true, retry_after: HOUR }),
      },
    ],
    [
      'for everything, in the body alone',
      { status: 429, body: JSON.stringify({ ...LIMITED, global: true, retry_after: HOUR }) },
    ],
    [
      'by a server before Discord’s own, in a page of HTML',
      { status: 429, headers: { 'content-type': 'text/html', 'retry-after': String(HOUR) }, body: '<html>1015</html>' },
    ],
    [
      'as a date',
      {
        status: 429,
        headers: { date: 'Sat, 28 Nov 2026 04:00:00 GMT', 'retry-after': 'Sat, 28 Nov 2026 05:00:00 GMT' },
        body: '',
      },
    ],
    [
      'longer in one place than in the other',
      {
        status: 429,
        headers: { ...json, 'retry-after': '1' },
        body: JSON.stringify({ ...LIMITED, retry_after: HOUR }),
      },
    ],
  ])('that is to wait for an hour is refused at once with that hour, told %s', async (_where, answer) => {
    server.answers = [answer];
    const failure: unknown = await rest.patch('/channels/1/messages/2', { body: {} }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RateLimitError);
    const refused = refusalOf(failure);
    expect(refused.reason).toBe('slow-down');
    expect(refused.retryAfterMs).toBeGreaterThanOrEqual(HOUR * 1000);
    expect(refused.retryAfterMs).toBeLessThanOrEqual((HOUR + 1) * 1000);
    expect(server.asked).toHaveLength(1);
    expect(lines.join(), 'and it is in the log').toContain('Discord asks to wait');
  });

  it('under a limit for everything is refused without being sent, and goes again when it is over', async () => {
    const headers = { ...json, 'retry-after': String(HOUR), 'x-ratelimit-global': 'true' };
    server.answers = [{ status: 429, headers, body: JSON.stringify({ ...LIMITED, global: true, retry_after: HOUR }) }];
    await expect(rest.get('/users/@me')).rejects.toThrow(RateLimitError);
    await expect(rest.get('/channels/1')).rejects.toThrow(RateLimitError);
    expect(server.asked).toHaveLength(1);
  });

  it('does not wait for a limit that only a clock set back makes long', async () => {
    const clock = createLeapingClock(Date.now());
    const { rest: after } = createToldRest(server, { machineClock: clock });
    await after.get('/channels/1');
    // As @discordjs/rest has it once fifty were asked in a second by a clock that was then set back for an hour.
    after.globalRemaining = 0;
    after.globalReset = Date.now() + 3_600_000;
    clock.leap(-3_600_000);
    expect(await after.get('/channels/1')).toEqual({ ok: true });
    after.endAll(new Error('over'));
  });

  it('waits out a short limit, wherever it comes from, and is then answered', async () => {
    server.answers = [
      { status: 429, body: JSON.stringify({ ...LIMITED, retry_after: 0.05 }) },
      {
        status: 429,
        headers: { ...json, 'retry-after': '0' },
        body: JSON.stringify({ ...LIMITED, retry_after: 0.02 }),
      },
    ];
    expect(await rest.get('/channels/1')).toEqual({ ok: true });
    expect(server.asked).toHaveLength(3);
  });

  it('is not repeated for ever by limits that are short each time', async () => {
    const again = { status: 429, body: JSON.stringify({ ...LIMITED, retry_after: 4 }) };
    server.answers = [again, again, again, again, again, again];
    // The second would wait for four seconds more, the third for four again: more than ten in all is too long.
    const began = rest.get('/channels/1');
    await expect(began).rejects.toThrow(RateLimitError);
    expect(server.asked).toHaveLength(3);
  }, 20_000);

  it('is ended when the bot stops, if it only waits for a limit; nothing is sent afterwards', async () => {
    server.answers = [{ status: 429, body: JSON.stringify({ ...LIMITED, retry_after: 8 }) }];
    const waiting = rest.get('/channels/1');
    const outcome = waiting.catch((error: unknown) => error);
    await expect.poll(() => server.asked.length).toBe(1);
    // Once its answer was read it waits.
    await expect
      .poll(() => {
        rest.endWaiting(new Error('The bot stops'));
        return Promise.race([outcome, new Promise((resolve) => setImmediate(resolve, 'waits'))]);
      })
      .toEqual(new Error('The bot stops'));
    await expect(rest.get('/channels/2')).rejects.toThrow('The bot stops');
    expect(server.asked).toHaveLength(1);
  });

  it('without a response is aborted once nobody waits for it any more', async () => {
    server.answers = ['silence'];
    const outcome = rest.get('/channels/1').catch((error: unknown) => error);
    await expect.poll(() => server.asked.length).toBe(1);
    rest.endAll(new Error('The bot stops'));
    expect(await outcome).toEqual(new Error('The bot stops'));
  });

  it('asks whether this process may act right before it is sent, and again before it is repeated', async () => {
    server.answers = [{ status: 503 }];
    let asks = 0;
    mayAct = () => {
      asks += 1;
      if (asks === 2) throw new Error('The lease is lost');
    };
    await expect(rest.post('/channels/1/messages', { body: { content: 'x' } })).rejects.toThrow('The lease is lost');
    expect(server.asked).toHaveLength(1);
  });

  it('is never logged with the token of an interaction', async () => {
    server.answers = [{ status: 429, headers: { ...json, 'retry-after': String(HOUR) } }];
    await expect(rest.post('/interactions/12/se.cr.et/callback', { body: {} })).rejects.toThrow(RateLimitError);
    expect(lines.join()).toContain('/interactions/12/…/callback');
    expect(lines.join()).not.toContain('se.cr.et');
  });
});
