import { ChannelType, ComponentType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { ChosenChannel } from '../../src/discord/contract/command.ts';
import type { ComponentAnswer, MessageAnswer, Press } from '../../src/discord/contract/component.ts';
import { everyComponent } from '../../src/discord/contract/layout.ts';
import { setupAnnounce, setupNotices } from '../../src/discord/setup/setup-pressed.ts';
import { createSentences, type Language } from '../../src/i18n/sentences.ts';
import type { ResolvedFeed } from '../../src/services/announcements/resolve-feed.ts';
import type { Services } from '../../src/services/index.ts';
import { createMembers } from '../../src/services/members.ts';
import { createReadingService } from '../../src/services/reading.ts';
import { createServers } from '../../src/services/servers.ts';
import { openStore } from '../../src/storage/index.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { seriesKnowledge } from '../../testkit/knowledge/knowledge.ts';

const log = createLog({ level: 'silent', format: 'json' });
const forum: ChosenChannel = { id: '7', type: ChannelType.GuildForum, appPermissions: undefined, parentId: undefined };
const news: ChosenChannel = { ...forum, id: '8', type: ChannelType.GuildAnnouncement };

/** A choice on the screen of `/setup`, with all that drawing it again asks of the bot. */
async function pressWith(chosen: ChosenChannel, found: ResolvedFeed, language: Language = 'en') {
  const done: string[] = [];
  const subscribed: string[] = [];
  const store = await openStore({ url: 'memory:', log, machineClock: createSystemClock() });
  const servers = createServers(store);
  const knowledge = seriesKnowledge();
  const services = {
    servers,
    announcements: {
      subscriptions: {
        ofServer: () => [],
        subscribe: async (request) => {
          subscribed.push(request.feedUrl);
          const reading = {
            kind: 'failed',
            failure: { reason: 'http-status', url: request.feedUrl, detail: '' },
          } as const;
          const subscription = { ...request, sinceDocument: 0, createdAtMs: 0 };
          return { kind: 'subscribed', subscription, reading, changed: false };
        },
      } as Partial<Services['announcements']['subscriptions']> as Services['announcements']['subscriptions'],
    } as Partial<Services['announcements']> as Services['announcements'],
    notices: {
      channelOf: () => undefined,
      setChannel: async (_guildId: string, channelId: string | undefined) => void done.push(channelId ?? 'none'),
    } as Partial<Services['notices']> as Services['notices'],
    episodes: knowledge,
    reading: createReadingService({ knowledge, servers, members: createMembers(store, knowledge) }),
    lacking: async () => [],
    resolveFeed: async () => found,
  } satisfies Partial<Services> as Partial<Services> as Services;
  const asker = { interactionId: '1', channelType: ChannelType.GuildText, place: { guildId: '2', channelId: '3' } };
  const press = {
    ...{ asker, services, values: [chosen.id], channels: [chosen], onPrivate: true },
    ...{ say: createSentences()(language), language, episodes: seriesKnowledge() },
  } as unknown as Press;
  return { press, done, subscribed };
}

function messageOf(answer: ComponentAnswer | undefined): MessageAnswer | undefined {
  if (answer?.kind === 'form') throw new Error('A form was opened');
  return answer;
}

/** Rows of selects and buttons on the screen below. */
function rowsOf(answer: MessageAnswer | undefined): number {
  return everyComponent(answer?.body.layout ?? []).filter(({ type }) => type === ComponentType.ActionRow).length;
}

it('a forum is refused with a sentence above the screen, and nothing is set', async () => {
  const { press, done } = await pressWith(forum, { url: 'https://example.org/feed' });
  for (const component of [setupNotices, setupAnnounce]) {
    const answer = messageOf(await component.run(component.name, press));
    expect(answer?.kind).toBe('update');
    expect(answer?.body.content).toContain('a text or an announcement channel');
    expect(rowsOf(answer)).toBe(8);
  }
  expect(done).toEqual([]);
});

it.each([
  ['en', '`/announce here`'],
  ['ko', '`/알림 여기`'],
] as const)('a feed that is not found says what to do, above the screen (%s)', async (language, sentence) => {
  const { press } = await pressWith(news, { failure: 'not-found' }, language);
  const answer = messageOf(await setupAnnounce.run(setupAnnounce.name, press));
  expect(answer?.body.content).toContain(sentence);
  expect(rowsOf(answer)).toBe(8);
});

it('a YouTube channel whose feed cannot be found right now can be subscribed to all the same, and is found later', async () => {
  const page = 'https://www.youtube.com/@VIVINOS';
  const { press, subscribed } = await pressWith(news, { failure: 'unreachable', page });
  const answer = messageOf(await setupAnnounce.run(setupAnnounce.name, press));
  expect(subscribed).toEqual([page]);
  expect(answer?.body.content).toContain('I keep trying');
});
