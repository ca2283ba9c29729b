import { expect, test } from 'vitest';
import { createSession } from '../src/gateway/session.ts';

test('a session keeps at least the last 20,000 events, and says when it no longer has what is asked for', () => {
  const account = {
    id: '1',
    name: 'Ada',
    bot: false,
    locale: 'en-US',
    token: 'a token',
    installed: new Set<string>(),
    directChannels: new Map<string, string>(),
  };
  const session = createSession({
    account,
    application: undefined,
    intents: undefined,
    shard: [0, 1],
    largeThreshold: 50,
  });
  for (let seq = 1; seq <= 50_000; seq += 1) session.dispatch('TYPING_START', seq);
  const kept = session.since(30_000) ?? [];
  expect(kept).toHaveLength(20_000);
  expect(kept.map((frame) => JSON.parse(frame).s)).toEqual(Array.from({ length: 20_000 }, (_, at) => 30_001 + at));
  expect(session.since(20_000)).toBeUndefined();
});
