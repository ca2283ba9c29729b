import { type APIApplicationCommand, ApplicationCommandType } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import { checkCommands } from '../validation/command-rules.ts';
import type { Application } from '../world/model.ts';
import { guildOf, type Store } from '../world/store.ts';
import { type Call, nothing, ok, param, type Route } from './route.ts';

/** https://docs.discord.com/developers/interactions/application-commands#endpoints */
export function commandRoutes(store: Store): Route[] {
  const routesOf = (base: string): Route[] => [
    { method: 'GET', path: base, who: 'bot', handle: (call) => ok(list(scopeOf(call), call)) },
    {
      method: 'PUT',
      path: base,
      who: 'bot',
      handle(call) {
        const scope = scopeOf(call);
        const before = [...scope.commands.values()];
        const drafts = checkCommands(call.body, store.check);
        scope.commands.clear();
        for (const draft of drafts) write(scope, draft, before);
        scope.application.commandsWritten = true;
        return ok([...scope.commands.values()]);
      },
    },
    {
      method: 'POST',
      path: base,
      who: 'bot',
      handle(call) {
        const scope = scopeOf(call);
        const [draft] = checkCommands([call.body], store.check);
        const before = [...scope.commands.values()];
        const command = write(scope, draft ?? {}, before);
        scope.application.commandsWritten = true;
        return { status: before.some(({ id }) => id === command.id) ? 200 : 201, body: command };
      },
    },
    { method: 'GET', path: `${base}/:command`, who: 'bot', handle: (call) => ok(one(call)) },
    {
      method: 'PATCH',
      path: `${base}/:command`,
      who: 'bot',
      handle(call) {
        const scope = scopeOf(call);
        const before = one(call);
        const [draft] = checkCommands([{ ...draftOf(before), ...((call.body ?? {}) as Json) }], store.check);
        scope.commands.delete(before.id);
        return ok(write(scope, draft ?? {}, [{ ...before, name: String(draft?.name) }]));
      },
    },
    {
      method: 'DELETE',
      path: `${base}/:command`,
      who: 'bot',
      handle(call) {
        scopeOf(call).commands.delete(one(call).id);
        return nothing;
      },
    },
  ];

  function scopeOf(call: Call): Scope {
    const application = store.applications.get(param(call, 'application'));
    if (!application) throw refuse.unknownApplication();
    if (application.bot !== call.caller) throw refuse.notTheApplication();
    const guildId = call.params.guild;
    if (guildId !== undefined && !guildOf(store, guildId).members.has(call.caller.id)) throw refuse.missingAccess();
    const commands = application.commands.get(guildId ?? '') ?? new Map<string, APIApplicationCommand>();
    application.commands.set(guildId ?? '', commands);
    return { application, guildId, commands };
  }

  function one(call: Call): APIApplicationCommand {
    const command = scopeOf(call).commands.get(param(call, 'command'));
    if (!command) throw refuse.unknownCommand();
    return command;
  }

  /** A command keeps its id while name and type stay the same; its version changes only if it changed. */
  function write(
    { application, guildId, commands }: Scope,
    draft: Json,
    before: readonly APIApplicationCommand[],
  ): APIApplicationCommand {
    const type = draft.type ?? ApplicationCommandType.ChatInput;
    const same = before.find((command) => command.name === draft.name && command.type === type);
    const id = same?.id ?? store.ids.next();
    const fields: Json = {
      id,
      application_id: application.id,
      type,
      name: draft.name,
      name_localizations: draft.name_localizations ?? null,
      description: draft.description ?? '',
      description_localizations: draft.description_localizations ?? null,
      default_member_permissions: rightsOf(draft.default_member_permissions),
      nsfw: draft.nsfw ?? false,
      options: draft.options ?? [],
      ...(guildId === undefined
        ? {
            dm_permission: draft.dm_permission ?? true,
            contexts: draft.contexts ?? null,
            integration_types: draft.integration_types ?? [0],
          }
        : { guild_id: guildId }),
    };
    const { version, ...unchanged } = (same ?? {}) as Json;
    const changed = !same || JSON.stringify(unchanged) !== JSON.stringify(fields);
    const command = { ...fields, version: changed ? store.ids.next() : version } as unknown as APIApplicationCommand;
    commands.set(id, command);
    return command;
  }

  function list({ commands }: Scope, call: Call): unknown[] {
    const whole = call.query.get('with_localizations') === 'true';
    return [...commands.values()].map((command) => {
      if (whole) return command;
      const { name_localizations, description_localizations, ...rest } = command;
      return rest;
    });
  }

  return [
    {
      method: 'GET',
      path: '/applications/:application/guilds/:guild/commands/permissions',
      who: 'bot',
      handle(call) {
        const { application, guildId } = scopeOf(call);
        const all = [...guildOf(store, guildId).commandPermissions];
        return ok(
          all.map(([id, permissions]) => ({ id, application_id: application.id, guild_id: guildId, permissions })),
        );
      },
    },
    ...routesOf('/applications/:application/commands'),
    ...routesOf('/applications/:application/guilds/:guild/commands'),
    {
      method: 'GET',
      path: '/applications/:application/guilds/:guild/commands/:command/permissions',
      who: 'bot',
      handle(call) {
        const { application, guildId } = scopeOf(call);
        const permissions = guildOf(store, guildId).commandPermissions.get(param(call, 'command'));
        if (!permissions) throw refuse.unknownCommandPermissions();
        return ok({ id: param(call, 'command'), application_id: application.id, guild_id: guildId, permissions });
      },
    },
  ];
}

interface Scope {
  readonly application: Application;
  readonly guildId: string | undefined;
  readonly commands: Map<string, APIApplicationCommand>;
}

function rightsOf(rights: unknown): string | null {
  return rights === undefined || rights === null ? null : String(rights);
}

/** A command without the fields that Discord adds, so that it could be written again. */
function draftOf(command: APIApplicationCommand): Json {
  const { id, application_id, guild_id, version, ...draft } = command as unknown as Json;
  const isContextMenu = draft.type !== ApplicationCommandType.ChatInput;
  return isContextMenu ? { ...draft, description: undefined, options: undefined } : draft;
}
