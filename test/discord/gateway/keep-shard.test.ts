import { type Scene, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectError } from '../../../src/discord/gateway/connect-error.ts';
import { createIdentifyTurns } from '../../../src/discord/gateway/identify-turns.ts';
import { type KeptShard, keepShard } from '../../../src/discord/gateway/keep-shard.ts';
import { DiscordRest } from '../../../src/discord/rest/discord-rest.ts';
import { openStore } from '../../../src/storage/index.ts';
import { createSeededChance } from '../../../src/util/chance.ts';
import { createManualClock, type MovableClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';
import { type Relay, startRelay } from '../../../testkit/network/relay.ts';

const nothing = () => {};

/** One shard through a relay that does to it what networks and gateways do. Time passes when the test says so. */
describe('A connection to Discord', { timeout: 60_000 }, () => {
  let scene: Scene;
  let relay: Relay;
  let clock: MovableClock;
  let rest: DiscordRest;
  let shard: KeptShard | undefined;
  let sessions: number;
  let lost: ConnectError[];
  let lines: string[];
  let start: () => KeptShard;

  beforeEach(async () => {
    scene = await startScene();
    relay = await startRelay(scene.discord.url);
    clock = createManualClock(Date.now());
    lines = [];
    lost = [];
    sessions = 0;
    const log = createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) });
    rest = new DiscordRest({ token: scene.application.botToken, api: relay.api, log, machineClock: clock });
    const { leases } = await openStore({ url: 'memory:', log, machineClock: clock });
    const turns = createIdentifyTurns({ leases, applicationId: '1', holder: 'this test', maxConcurrency: 1 });
    start = () => {
      shard = keepShard({
        shard: { id: 0, count: 1 },
        token: scene.application.botToken,
        api: relay.api,
        rest,
        turns,
        machineClock: clock,
        chance: createSeededChance(1),
        log,
        onLost: (error) => lost.push(error),
        handlers: {
          onReady: () => {
            sessions += 1;
          },
          onGuild: nothing,
          onGuildGone: nothing,
          onRightsChanged: nothing,
          onRoleGone: nothing,
          onInteraction: nothing,
          onReactionAdd: nothing,
          onReactionRemove: nothing,
          onReactionsCleared: nothing,
        },
      });
      return shard;
    };
  });
  afterEach(async () => {
    await shard?.close();
    shard = undefined;
    rest.endAll(new Error('over'));
    await relay.close();
    await scene.discord.close();
  });

  /** Lets time pass until something is so; what only happens on the network takes its own. */
  async function pass(until: () => boolean): Promise<void> {
    await expect
      .poll(
        () => {
          if (until()) return true;
          clock.advance(3_000);
          return false;
        },
        { interval: 200, timeout: 45_000 },
      )
      .toBe(true);
  }

  it('whose first handshakes are refused (520) is made all the same, with pauses in between', async () => {
    relay.gate = (n) => (n <= 3 ? 520 : undefined);
    const { connected } = start();
    let isConnected = false;
    void connected.then(() => {
      isConnected = true;
    });
    await pass(() => isConnected);
    expect(sessions).toBe(1);
    expect(lines.filter((line) => line.includes('A session is begun anew')).length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
  });

  it('that breaks and can be resumed is resumed: no session is begun anew', async () => {
    await start().connected;
    relay.dropSockets();
    await pass(() => lines.some((line) => line.includes('The session was resumed')));
    expect(sessions).toBe(1);
  });

  it('whose resume address answers 503 for good is begun anew within half a minute', async () => {
    await start().connected;
    const before = relay.handshakes.length;
    // An address for resuming that is dead, and a gateway that is not.
    let identified = false;
    relay.up = ({ op }) => {
      if (op === 2) identified = true;
    };
    relay.gate = (n) => (n > before && n <= before + 4 ? 503 : undefined);
    let swallowed = 0;
    relay.down = (packet) => {
      if (packet.t !== 'RESUMED') return packet;
      swallowed += 1;
      return undefined;
    };
    relay.dropSockets();
    await pass(() => sessions === 2);
    expect(identified).toBe(true);
    expect(lines.join()).toContain('the session could not be resumed');
    expect(swallowed).toBeLessThanOrEqual(1);
  });

  it('that falls silent, heartbeats and all, is begun anew', async () => {
    await start().connected;
    relay.down = () => undefined;
    await pass(() => lines.some((line) => line.includes('Discord has gone silent')));
    relay.down = undefined;
    await pass(() => sessions === 2);
  });

  it('waits for the budget of session starts to be renewed instead of exceeding it', async () => {
    let remaining = 0;
    const real = rest.get.bind(rest);
    rest.get = (async (route, options) => {
      const answer = await real(route, options);
      if (!route.endsWith('/gateway/bot')) return answer;
      const gateway = answer as { session_start_limit: object };
      return { ...gateway, session_start_limit: { ...gateway.session_start_limit, remaining, reset_after: 60_000 } };
    }) as typeof rest.get;
    start();
    await expect.poll(() => lines.join()).toContain('Discord allows no more session starts for now');
    expect(relay.handshakes).toEqual([]);
    remaining = 10;
    await pass(() => sessions === 1);
  });

  it('with a token that is no longer valid is given up with one sentence', async () => {
    relay.rule = ({ path }) =>
      path.endsWith('/gateway/bot') ? { status: 401, body: '{"message":"401: Unauthorized","code":0}' } : undefined;
    start();
    await expect
      .poll(() => lost.map(({ message }) => message))
      .toEqual([expect.stringMatching(/^DISCORD_TOKEN is not a valid bot token/)]);
  });

  it('whose handshake nobody answers is given up and begun anew, and takes nothing else with it', async () => {
    await start().connected;
    relay.gate = () => 'silence';
    relay.dropSockets();
    await pass(() => lines.some((line) => line.includes('the session could not be resumed')));
    relay.gate = undefined;
    await pass(() => sessions === 2);
    // The relay lets go of the sockets that were never answered: whoever listens to none of them would end here.
    relay.dropSockets();
    await pass(() => lines.filter((line) => line.includes('The session was resumed')).length > 0);
    expect(lost).toEqual([]);
  });

  it.each(['before it has begun', 'while it connects', 'when it stands', 'while it is broken'] as const)(
    'is closed for good %s: no event of it arrives next to those of its successor',
    async (when) => {
      const kept = start();
      let stands = false;
      void kept.connected.then(() => {
        stands = true;
      });
      if (when === 'while it connects') await expect.poll(() => relay.handshakes.length).toBeGreaterThan(0);
      if (when === 'when it stands' || when === 'while it is broken') await pass(() => stands);
      if (when === 'while it is broken') {
        relay.gate = () => 503;
        relay.dropSockets();
        await expect.poll(() => lines.join()).toContain('reconnecting');
      }
      await kept.close();

      relay.gate = undefined;
      let begun = 0;
      relay.down = (packet) => {
        if (packet.t === 'READY' || packet.t === 'RESUMED') begun += 1;
        return packet;
      };
      let next = false;
      void start().connected.then(() => {
        next = true;
      });
      // Discord lets two sessions begin five seconds apart: far longer than discord.js waits between two tries.
      await pass(() => next);
      expect(begun).toBe(1);
    },
  );
});
