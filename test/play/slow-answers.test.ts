import { InteractionResponseType } from 'discord-api-types/v10';
import { connectPerson, type Person, type Scene, type SeenMessage, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Component, ComponentAnswer } from '../../src/discord/contract/component.ts';
import { createIdentifyTurns } from '../../src/discord/gateway/identify-turns.ts';
import { type KeptShard, keepShard } from '../../src/discord/gateway/keep-shard.ts';
import { createRouter } from '../../src/discord/interactions/router.ts';
import { DiscordRest } from '../../src/discord/rest/discord-rest.ts';
import { createSentences } from '../../src/i18n/sentences.ts';
import type { Services } from '../../src/services/index.ts';
import { createMembers } from '../../src/services/members.ts';
import { createReadingService } from '../../src/services/reading.ts';
import { createServers } from '../../src/services/servers.ts';
import { openStore } from '../../src/storage/index.ts';
import { createSeededChance } from '../../src/util/chance.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { seriesKnowledge } from '../../testkit/knowledge/knowledge.ts';

const nothing = () => {};

/** What people see when an answer takes longer than a second: on a real connection, with the slowness made by hand. */
describe('An answer that takes long', { shuffle: false }, () => {
  let scene: Scene;
  let shard: KeptShard;
  let rest: DiscordRest;
  let fan: Person;
  let message: SeenMessage;
  let answer: () => Promise<ComponentAnswer>;

  /** Answers once Discord has been told to be patient: as slow as it needs to be, and no slower. */
  const slowly = async (given: ComponentAnswer): Promise<ComponentAnswer> => {
    const acknowledged = InteractionResponseType.DeferredMessageUpdate;
    await scene.discord.waitForRequest(({ body }) => (body as { type?: number } | undefined)?.type === acknowledged);
    return given;
  };
  const component: Component = { name: 'press', run: () => answer() };

  beforeAll(async () => {
    scene = await startScene();
    const log = createLog({ level: 'silent', format: 'json' });
    const machineClock = createSystemClock();
    const connecting = { token: scene.application.botToken, api: scene.discord.api, log, machineClock };
    rest = new DiscordRest(connecting);
    const knowledge = seriesKnowledge();
    const store = await openStore({ url: 'memory:', log, machineClock });
    const servers = createServers(store);
    const reading = createReadingService({ knowledge, servers, members: createMembers(store, knowledge) });
    const router = createRouter({
      rest,
      commands: [],
      components: [component],
      forms: [],
      // All that answering a press needs.
      services: {
        reading,
        servers,
        viewFrom: knowledge.seenFrom,
        episodesOf: () => knowledge,
      } as Partial<Services> as Services,
      sayIn: createSentences(),
      log,
      askedAtMs: () => machineClock.now(),
    });
    shard = keepShard({
      ...connecting,
      rest,
      shard: { id: 0, count: 1 },
      turns: createIdentifyTurns({ leases: store.leases, applicationId: '1', holder: 'this test', maxConcurrency: 1 }),
      chance: createSeededChance(1),
      onLost: nothing,
      handlers: {
        onReady: nothing,
        onGuild: nothing,
        onGuildGone: nothing,
        onRightsChanged: nothing,
        onRoleGone: nothing,
        onReactionAdd: nothing,
        onReactionRemove: nothing,
        onReactionsCleared: nothing,
        onInteraction: router.handle,
      },
    });
    await shard.connected;
    await scene.discord.botConnected(scene.application.id);
    fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    await rest.post(`/channels/${scene.channels.general}/messages`, {
      body: {
        content: 'Before',
        components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Press', custom_id: 'press' }] }],
      },
    });
    message = await fan.waitForMessage(scene.channels.general, ({ content }) => content === 'Before');
  });

  afterAll(async () => {
    await fan.close();
    await shard.close();
    await scene.discord.close();
  });

  it('to a press draws the message again in its place, and shows nothing new below it', async () => {
    answer = () => slowly({ kind: 'update', body: { content: 'After' } });
    await fan.press(message, 'press');
    const changed = await fan.waitForChange(message, ({ content }) => content === 'After');
    expect(changed.id).toBe(message.id);
    expect(scene.discord.world.messages(scene.channels.general)).toHaveLength(1);
  });

  it('to a press that is answered privately leaves the message as it is', async () => {
    scene.discord.clearTraffic();
    await rest.patch(`/channels/${scene.channels.general}/messages/${message.id}`, {
      body: {
        content: 'Before',
        components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Press', custom_id: 'press' }] }],
      },
    });
    message = await fan.waitForChange(message, ({ content }) => content === 'Before');
    answer = () => slowly({ kind: 'private', body: { content: 'For you alone' } });
    await fan.press(message, 'press');
    const own = await fan.waitForMessage(scene.channels.general, ({ content }) => content === 'For you alone');
    expect((own.flags ?? 0) & 64).toBe(64);
    expect(scene.discord.world.messages(scene.channels.general).map(({ content }) => content)).toEqual(['Before']);
  });
});
