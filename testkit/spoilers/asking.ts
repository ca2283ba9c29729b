import type { REST } from '@discordjs/rest';
import type { APIInteraction } from 'discord-api-types/v10';
import { commands } from '../../commands/index.ts';
import { components, forms } from '../../src/discord/components.ts';
import { createRouter } from '../../src/discord/interactions/router.ts';
import { assembleKnowledge, type Knowledge } from '../../src/domain/knowledge/index.ts';
import { createSentences } from '../../src/i18n/sentences.ts';
import type { Services } from '../../src/services/index.ts';
import { createMembers } from '../../src/services/members.ts';
import { createReadingService } from '../../src/services/reading.ts';
import { createServers } from '../../src/services/servers.ts';
import { openStore } from '../../src/storage/index.ts';
import { createManualClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { CHANNEL, commandData, EPHEMERAL, interactionOf, type Json, type Situation } from './asking-json.ts';
import { bracketsOfEverybody } from './brackets-of-everybody.ts';
import { PLAIN_LETTERS, wordsOn } from './drawn-words.ts';
import { votesOnEverything } from './votes-on-everything.ts';

export type { Json, Situation };

/** What Discord received: the body of a response, or the suggestions of an autocomplete. */
export interface Sent {
  readonly private: boolean;
  /** The response edits the message that the component belongs to. */
  readonly update: boolean;
  readonly data: {
    readonly content?: string;
    readonly embeds?: readonly Json[];
    readonly components?: readonly Json[];
    readonly choices?: readonly { readonly name: string; readonly value: string }[];
  };
  /** Every text in its pictures. */
  readonly drawn: readonly string[];
}

type OptionValues = Readonly<Record<string, string | boolean>>;

/** Asks the bot's own router, which answers as on Discord; nothing is sent anywhere. */
export interface Asking {
  readonly knowledge: Knowledge;
  /** @param path such as `character` or `bracket show` */
  command(situation: Situation, path: string, options?: OptionValues): Promise<Sent>;
  suggest(situation: Situation, path: string, options: OptionValues, focused: string): Promise<Sent>;
  /** @param onPrivate whether only the member who presses sees the message */
  press(situation: Situation, customId: string, onPrivate: boolean, values?: readonly string[]): Promise<Sent>;
  lookUp(situation: Situation, content: string): Promise<Sent>;
  /** How far the member says to have watched by now. */
  horizonOf(situation: Situation): Promise<string | undefined>;
}

interface Posted {
  readonly type: number;
  readonly data: Sent['data'] & { readonly flags?: number };
  readonly files: readonly { readonly data: Buffer }[];
}

/**
 * @param change alters the knowledge before anything is asked, to see what a faulty one leads to
 * @param playsBlind who plays a bracket at their own pace
 */
export async function openAsking(
  files: Readonly<Record<string, unknown>>,
  change: (knowledge: Knowledge) => Knowledge = (whole) => whole,
  playsBlind: (userId: string) => boolean = () => false,
): Promise<Asking> {
  const knowledge = change(assembleKnowledge(files));
  // Read before anything is asked: a first look-up would otherwise be answered with “thinking” on a busy machine.
  for (const _ of knowledge.seenFrom('all').readAhead());
  const faults: string[] = [];
  const log = createLog({ level: 'error', format: 'json', write: (line) => faults.push(line) });
  const clock = createManualClock(Date.UTC(2026, 0, 1));
  const store = await openStore({ url: 'memory:', log, machineClock: clock });
  const servers = createServers(store);
  const members = createMembers(store, knowledge);
  const reading = createReadingService({ knowledge, servers, members });
  // Only the services that knowledge commands use: of polls, the votes that are shown in a bracket, and the brackets of
  // members.
  const services = {
    servers,
    members,
    reading,
    clock,
    inviteUrl: 'https://discord.com/',
    viewFrom: (horizon) => knowledge.seenFrom(horizon),
    episodes: knowledge,
    episodesOf: () => knowledge,
    polls: {
      brackets: votesOnEverything(knowledge),
      games: bracketsOfEverybody({ knowledge, store, servers, members, reading, clock, playsBlind }),
      horizons: {
        moveChannel: async (guildId, change) => void (await servers.update(guildId, change)),
      } as Partial<Services['polls']['horizons']> as Services['polls']['horizons'],
    } as Partial<Services['polls']> as Services['polls'],
    pictures: { draw: async (layout) => Buffer.from(JSON.stringify(wordsOn(layout(PLAIN_LETTERS)))) },
    notices: { pending: () => [] } as Partial<Services['notices']> as Services['notices'],
  } satisfies Partial<Services> as Partial<Services> as Services;
  const posted: Posted[] = [];
  const rest = {
    post: async (_route: string, { body, files = [] }: { body: Omit<Posted, 'files'>; files?: Posted['files'] }) =>
      void posted.push({ ...body, files }),
  } as unknown as REST;
  const router = createRouter({
    rest,
    commands,
    components,
    forms,
    services,
    sayIn: createSentences(),
    log,
    askedAtMs: () => clock.now(),
  });
  let id = 400000000000000000n;
  const settled = new Set<string>();

  /** Each situation has a member and a server of its own, so that no data of another situation is read. */
  async function settle(situation: Situation): Promise<{ userId: string; guildId: string }> {
    const { own, server, channel } = situation;
    const userId = idOf(['member', own, server, channel, situation.direct === true ? 'direct' : '']);
    const guildId = idOf(['server', server, channel]);
    if (!settled.has(userId) && own !== undefined) await members.setHorizon(userId, own);
    if (!settled.has(guildId)) {
      await servers.update(guildId, (kept) => ({
        ...kept,
        ...(server === undefined ? {} : { horizon: server }),
        ...(channel === undefined ? {} : { channels: { [CHANNEL]: channel } }),
      }));
    }
    settled.add(userId).add(guildId);
    return { userId, guildId };
  }

  async function ask(situation: Situation, more: Json): Promise<Sent> {
    const { userId, guildId } = await settle(situation);
    id += 1n;
    const interaction = { ...interactionOf(situation, { id: String(id), userId, guildId }), ...more };
    posted.length = 0;
    router.handle(interaction as unknown as APIInteraction);
    await router.idle();
    const [answer, ...others] = posted;
    if (answer === undefined || others.length > 0 || faults.length > 0) {
      throw new Error(`${posted.length} answers to ${JSON.stringify(more)}: ${faults.splice(0).join('\n')}`);
    }
    const drawn = answer.files.flatMap((file) => JSON.parse(file.data.toString()) as string[]);
    const isPrivate = ((answer.data.flags ?? 0) & EPHEMERAL) !== 0;
    return { private: isPrivate, update: answer.type === 7, data: structuredClone(answer.data), drawn };
  }

  return {
    knowledge,
    command: (situation, path, options = {}) => ask(situation, { type: 2, data: commandData(path, options) }),
    suggest: (situation, path, options, focused) =>
      ask(situation, { type: 4, data: commandData(path, options, focused) }),
    press: (situation, customId, onPrivate, values) =>
      ask(situation, {
        type: 3,
        message: { id: '2', flags: onPrivate ? EPHEMERAL : 0 },
        data:
          values === undefined
            ? { component_type: 2, custom_id: customId }
            : { component_type: 3, custom_id: customId, values },
      }),
    lookUp: (situation, content) =>
      ask(situation, {
        type: 2,
        data: {
          id: '1',
          name: 'Look up names here',
          type: 3,
          target_id: '9',
          resolved: { messages: { 9: { id: '9', content, embeds: [] } } },
        },
      }),
    async horizonOf(situation) {
      return (await members.get((await settle(situation)).userId)).horizon;
    },
  };
}

const ids = new Map<string, string>();
function idOf(parts: readonly (string | undefined)[]): string {
  const key = parts.join('/');
  const found = ids.get(key) ?? String(500000000000000000n + BigInt(ids.size));
  ids.set(key, found);
  return found;
}

/** All components of a message, including nested ones. */
export function componentsOf({ data }: Sent): Json[] {
  return everyComponent(data.components ?? []);
}

/** All text of a message, one text a line. */
export function writtenIn({ data }: Sent): string {
  const texts = [data.content, ...componentsOf({ data } as Sent).map(({ content }) => content)];
  return texts.filter((text) => typeof text === 'string' && text !== '').join('\n');
}

/** The first line of a card, without the Markdown of a heading. */
export function titleOf(sent: Sent): string {
  const title = writtenIn(sent)
    .split('\n')
    .find((line) => line.startsWith('## '));
  return title?.slice(3) ?? '';
}

/** The options of the selects below it. */
export function optionsOf(
  sent: Sent,
): readonly { readonly label: string; readonly value: string; readonly description?: string }[] {
  return componentsOf(sent).flatMap(({ options }) => (options as { label: string; value: string }[] | undefined) ?? []);
}

function everyComponent(components: readonly Json[]): Json[] {
  return components.flatMap((component) => [
    component,
    ...everyComponent((component.components as Json[] | undefined) ?? []),
    ...(component.accessory === undefined ? [] : everyComponent([component.accessory as Json])),
  ]);
}
