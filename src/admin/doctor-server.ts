import { type APIChannel, type APIGuild, Routes } from 'discord-api-types/v10';
import { lackingIn, lackingInServer } from '../discord/publishing/lacking.ts';
import type { DiscordRest } from '../discord/rest/discord-rest.ts';
import { neededPermissions, type PermissionName } from '../domain/permissions.ts';
import { createSentences } from '../i18n/sentences.ts';
import type { Store } from '../storage/index.ts';
import { noticeRecord, pollRecord, serverRecord, subscriptionRecord } from '../storage/kinds.ts';

/** Checking each channel costs a few requests. */
const MOST_CHANNELS = 20;

/**
 * The bot's permissions in a server: those of its roles, and what the channels in which it has something to do take
 * away.
 *
 * @param store undefined where it cannot be opened; channels are then not checked
 */
export async function serverLines(
  asking: { readonly rest: DiscordRest; readonly ownId: string; readonly store: Store | undefined },
  guildId: string,
): Promise<readonly string[]> {
  const { rest, ownId, store } = asking;
  const head = `Server ${guildId}:`;
  let lacking: readonly PermissionName[];
  try {
    await (rest.get(Routes.guild(guildId)) as Promise<APIGuild>);
    lacking = await lackingInServer(rest, ownId, guildId, neededPermissions);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [`${head} the bot is not in it, or Discord does not tell (${why}). Invite it with the link below.`];
  }
  const rights =
    lacking.length === 0
      ? `${head} the bot is in it, and its roles give it every right it needs.`
      : `${head} the bot is in it; its roles do not give it ${named(lacking)}. Grant that in Server Settings › Roles, or invite it once more with the link below.`;
  if (store === undefined) return [rights];
  const used = [...(await channelsInUse(store, guildId))];
  const lines: string[] = [];
  for (const [channelId, wanted] of used.slice(-MOST_CHANNELS)) lines.push(await channelLine(channelId, [...wanted]));
  const faults = lines.filter((line) => line !== '');
  return [
    rights,
    ...faults,
    ...(faults.length > 0 || used.length === 0
      ? []
      : [`${head} nothing is lacking in the channels that it uses (${used.length}).`]),
  ];

  async function channelLine(channelId: string, wanted: readonly PermissionName[]): Promise<string> {
    const missing = await lackingIn(rest, ownId, { guildId, channelId }, wanted);
    if (missing === undefined)
      return `Channel ${channelId}: Discord does not tell; if it was deleted, \`/setup\` there chooses another.`;
    if (missing.length === 0) return '';
    const { name } = (await rest.get(Routes.channel(channelId)).catch(() => ({}))) as Partial<APIChannel>;
    const called = name == null ? channelId : `#${name} (${channelId})`;
    return `Channel ${called}: ${named(missing)} is lacking; Edit Channel › Permissions, for the bot’s role.`;
  }
}

function named(names: readonly PermissionName[]): string {
  const say = createSentences()('en');
  return names.map((name) => say(`permission.${name}`)).join(', ');
}

/** The channels with announcements, open polls or notices, each with the permissions needed there. */
async function channelsInUse(store: Store, guildId: string): Promise<ReadonlyMap<string, ReadonlySet<PermissionName>>> {
  const used = new Map<string, Set<PermissionName>>();
  const need = (channelId: string, ...wanted: readonly PermissionName[]) => {
    const all = used.get(channelId) ?? new Set<PermissionName>(['viewChannel', 'sendMessages', 'readHistory']);
    for (const name of wanted) all.add(name);
    used.set(channelId, all);
  };
  const ignored = () => {};
  const server = await store.records(serverRecord).get(guildId);
  const subscriptions = await store.records(subscriptionRecord).getMany(server?.subscriptionIds ?? [], ignored);
  for (const { channelId, amount, thread } of subscriptions.values())
    need(
      channelId,
      ...(amount === 'everything' ? (['embedLinks'] as const) : []),
      ...(thread ? (['createThreads'] as const) : []),
    );
  const polls = await store.records(pollRecord).getMany(server?.pollIds ?? [], ignored);
  for (const { channelId, state } of polls.values())
    if (state === 'open') need(channelId, 'embedLinks', 'attachFiles', 'addReactions');
  const notices = await store.records(noticeRecord).get(guildId);
  if (notices?.channelId !== undefined) need(notices.channelId);
  return used;
}
