import { createHash } from 'node:crypto';
import type { REST } from 'discord.js';
import { type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord-api-types/v10';
import type { Store } from '../storage/index.ts';
import { registrationRecord } from '../storage/kinds.ts';
import type { Log } from '../util/log.ts';

/** Registers the commands with Discord if their definition has changed since it was last done there, and only then. */
export async function registerCommands(parts: {
  rest: REST;
  store: Store;
  applicationId: string;
  api: string;
  commands: RESTPutAPIApplicationCommandsJSONBody;
  log: Log;
}): Promise<void> {
  const { rest, store, applicationId, api, commands, log } = parts;
  const records = store.records(registrationRecord);
  const key = `${applicationId}@${api}`;
  const fingerprint = createHash('sha256').update(JSON.stringify(commands)).digest('hex');
  if ((await records.get(key)) === fingerprint) return;

  await rest.put(Routes.applicationCommands(applicationId), { body: commands });
  await records.put(key, fingerprint);
  log.info({ commands: commands.length }, 'The commands were registered');
}
