import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { InteractionResponseType, ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import type { Traffic } from '../traffic.ts';

interface Indexed {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly options?: readonly (APIApplicationCommandBasicOption & { readonly options?: readonly unknown[] })[];
}

/** The parts of a local Discord that it needs. */
interface Commanded {
  readonly api: string;
  readonly traffic: Traffic['requests'];
  readonly waitForRequest: Traffic['waitFor'];
}

/**
 * Runs a slash command such as `poll lock` for a person without a client, with the same requests as a client. Options
 * are given as text or id. Resolves when the bot has given its final answer; rejects when the command is not offered,
 * or refused.
 */
export async function runCommand(
  discord: Commanded,
  place: {
    readonly person: { readonly id: string; readonly token: string };
    readonly guildId: string;
    readonly channelId: string;
  },
  call: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const [name, subcommand] = call.split(' ');
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${discord.api}/v10${path}`, {
      method,
      headers: { authorization: place.person.token, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`/${call} was refused with ${response.status}: ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };

  const index = (await ask('GET', `/guilds/${place.guildId}/application-command-index`)) as {
    application_commands: (Indexed & { application_id: string })[];
  };
  const command = index.application_commands.find((offered) => offered.name === name);
  if (command === undefined) throw new Error(`/${call} is not offered here`);
  const defined = (subcommand === undefined ? command.options : optionsOf(command, subcommand)) ?? [];
  const options = Object.entries(values).map(([key, value]) => ({
    type: defined.find((option) => option.name === key)?.type ?? Option.String,
    name: key,
    value,
  }));

  const before = new Set(discord.traffic);
  const answered = discord.waitForRequest(
    (request) =>
      request.interaction?.name === call &&
      request.interaction?.invokerId === place.person.id &&
      !before.has(request) &&
      request.status < 300 &&
      (request.body as { type?: number } | undefined)?.type !==
        InteractionResponseType.DeferredChannelMessageWithSource,
  );
  await ask('POST', '/interactions', {
    type: 2,
    application_id: command.application_id,
    guild_id: place.guildId,
    channel_id: place.channelId,
    session_id: 'no-client',
    data: {
      id: command.id,
      name,
      type: 1,
      version: command.version,
      options: subcommand === undefined ? options : [{ type: Option.Subcommand, name: subcommand, options }],
    },
  });
  await answered;
}

function optionsOf(command: Indexed, subcommand: string): Indexed['options'] {
  return command.options?.find(({ name }) => name === subcommand)?.options as Indexed['options'];
}
