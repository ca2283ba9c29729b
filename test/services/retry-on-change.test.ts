import { expect, it } from 'vitest';
import { createRetryOnChange, type Resting } from '../../src/services/retry-on-change.ts';
import { createScheduler } from '../../src/services/scheduler.ts';
import { createManualClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';

function open() {
  const clock = createManualClock(1_000_000);
  const resting = new Set<string>();
  const tried: string[] = [];
  let looks = 0;
  const poll: Resting = {
    resting() {
      looks += 1;
      return resting;
    },
    tryAgain: (guildId) => tried.push(guildId),
  };
  const scheduler = createScheduler({ clock, log: createLog({ level: 'silent', format: 'json' }) });
  const retry = createRetryOnChange({ resting: [poll], scheduler, clock });
  const begin = async () => {
    scheduler.begin();
    await scheduler.idle();
    return scheduler.nextAtMs();
  };
  return { clock, resting, tried, retry, begin, looks: () => looks };
}

it('a server in which nothing rests costs no try and no waking, however much changes there', async () => {
  const { retry, begin, tried } = open();
  for (let change = 0; change < 1_000; change += 1) retry.onRightsChanged('calm');
  expect(await begin()).toBe(Number.POSITIVE_INFINITY);
  expect(tried).toEqual([]);
});

it('the first change is retried at once, further ones at most once in ten seconds', async () => {
  const { clock, resting, retry, begin, tried } = open();
  resting.add('busy').add('other');
  const startMs = clock.now();
  for (let second = 0; second < 60; second += 1) {
    for (let change = 0; change < 20; change += 1) retry.onRightsChanged('busy');
    await begin();
    if (second === 0) expect(tried).toEqual(['busy']);
    clock.advance(1_000);
  }
  expect(tried).toHaveLength(6);
  retry.onRightsChanged('other');
  await begin();
  expect(tried.at(-1)).toBe('other');
  expect(clock.now() - startMs).toBe(60_000);
});

it('the last change of a flood is not lost: it is tried when the pause is over', async () => {
  const { clock, resting, retry, begin, tried } = open();
  resting.add('busy');
  retry.onRightsChanged('busy');
  await begin();
  retry.onRightsChanged('busy');
  const nextAtMs = await begin();
  expect([tried.length, nextAtMs - clock.now()]).toEqual([1, 10_000]);
  clock.advance(10_000);
  await begin();
  expect(tried).toHaveLength(2);
});

it('what has come back in the meantime is left alone', async () => {
  const { clock, resting, retry, begin, tried } = open();
  resting.add('busy');
  retry.onRightsChanged('busy');
  await begin();
  retry.onRightsChanged('busy');
  resting.delete('busy');
  clock.advance(10_000);
  await begin();
  expect(tried).toHaveLength(1);
});

it('the return to thousands of servers costs one look, and tries those in which something rests', async () => {
  const { resting, retry, begin, tried, looks } = open();
  resting.add('7').add('4000').add('elsewhere');
  retry.onReturn(Array.from({ length: 5_000 }, (_, guild) => String(guild)));
  expect(looks()).toBe(1);
  await begin();
  expect(tried).toEqual(['7', '4000']);
});
