import {
  type APIEmoji,
  ApplicationFlags,
  ApplicationIntegrationType,
  type RESTGetAPIApplicationCommandsResult,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord-api-types/v10';
import { commands } from '../../commands/index.ts';
import { emojiNames } from '../discord/application/emblems.ts';
import type { DiscordRest } from '../discord/rest/discord-rest.ts';
import type { Knowledge } from '../domain/knowledge/view-types.ts';

/** Privileged intents that can be switched on in the developer portal and that the bot does not need. */
const PRIVILEGED = {
  Presence: ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited,
  'Server Members': ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
  'Message Content': ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
};

/** One sentence each on the application's settings: intents, how commands arrive, who may invite it. */
export function applicationLines(application: RESTGetCurrentApplicationResult): readonly string[] {
  const { flags = 0 } = application;
  const on = Object.entries(PRIVILEGED).flatMap(([name, bits]) => ((flags & bits) === 0 ? [] : [name]));
  const brings = application.integration_types_config?.[ApplicationIntegrationType.UserInstall] !== undefined;
  const endpoint = application.interactions_endpoint_url ?? '';
  return [
    on.length === 0
      ? 'Intents: none that has to be switched on is on, and the bot needs none.'
      : `Intents: ${on.join(', ')} can be switched off (developer portal › Bot › Privileged Gateway Intents): the bot needs none of them.`,
    ...(endpoint === ''
      ? []
      : [
          'Commands never arrive: an Interactions Endpoint URL is set, so Discord sends them there. Empty it (developer portal › General Information).',
        ]),
    ...(application.bot_public === false
      ? ['Invite: only you can invite the bot, since it is not public (developer portal › Bot › Public Bot).']
      : []),
    ...(application.bot_require_code_grant === true
      ? [
          'Invite: the link below does not work while “Requires OAuth2 Code Grant” is on; switch it off (developer portal › Bot).',
        ]
      : []),
    brings
      ? 'User Install: on; fans can bring the bot along.'
      : 'User Install: off; only servers can add the bot. Fans could bring it along with it (developer portal › Installation).',
  ];
}

/** Whether the registered commands are those of this version. */
export async function commandsLine(rest: DiscordRest, applicationId: string): Promise<string> {
  const listed = (await rest.get(Routes.applicationCommands(applicationId))) as RESTGetAPIApplicationCommandsResult;
  if (listed.length === 0) return 'Commands: none is registered yet; the first start registers them.';
  const [names, own] = [new Set(listed.map(({ name }) => name)), new Set(commands.map(({ name }) => name))];
  const missing = [...own].filter((name) => !names.has(name));
  const foreign = [...names].filter((name) => !own.has(name));
  if (missing.length + foreign.length === 0) return `Commands: all ${own.size} are registered.`;
  const told = [
    ...(missing.length === 0 ? [] : [`missing ${missing.join(', ')}`]),
    ...(foreign.length === 0 ? [] : [`not of this version ${foreign.join(', ')}`]),
  ];
  return `Commands: ${told.join('; ')}. The next start puts that right; if it comes back, another program uses the same token.`;
}

/** Whether the application's own emoji (emblems and bars) exist. */
export async function emojiLine(rest: DiscordRest, applicationId: string, knowledge: Knowledge): Promise<string> {
  const { items } = (await rest.get(Routes.applicationEmojis(applicationId))) as { items: readonly APIEmoji[] };
  const there = new Set(items.map(({ name }) => name));
  const wanted = emojiNames(knowledge.seenFrom('all'));
  const missing = wanted.filter((name) => !there.has(name));
  if (missing.length === 0) return `Emoji: all ${wanted.length} of the bot’s own are there.`;
  return `Emoji: ${missing.length} of the bot’s own ${wanted.length} are not uploaded yet; it does that when it starts and once a day, and shows others until then.`;
}
