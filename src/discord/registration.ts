import { createHash } from 'node:crypto';
import type { REST } from '@discordjs/rest';
import { type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord-api-types/v10';
import { DamagedRecordError, type Store } from '../storage/index.ts';
import { registrationRecord } from '../storage/kinds.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';

interface RegistrationParts {
  readonly rest: Pick<REST, 'put'>;
  readonly store: Store;
  readonly applicationId: string;
  readonly api: string;
  readonly commands: RESTPutAPIApplicationCommandsJSONBody;
  readonly log: Log;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 600_000;

/**
 * Registers the commands with Discord if their definition has changed since it was last done there, and only then. What
 * fails is tried again until it goes well: the bot serves meanwhile, with the commands it had. Never rejects.
 */
export async function registerCommands(
  parts: RegistrationParts & {
    /** The machine's own time, which nobody moves. */
    readonly machineClock: Clock;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { machineClock, signal, log } = parts;
  for (let tries = 0; !signal.aborted; tries += 1) {
    try {
      return await register(parts);
    } catch (err) {
      if (signal.aborted) return;
      log.error({ err, tries: tries + 1 }, 'The commands could not be registered; it is tried again');
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);
      await machineClock.waitUntil(machineClock.now() + pauseMs, signal);
    }
  }
}

async function register({ rest, store, applicationId, api, commands, log }: RegistrationParts): Promise<void> {
  const records = store.records(registrationRecord);
  const key = `${applicationId}@${api}`;
  const fingerprint = createHash('sha256').update(JSON.stringify(commands)).digest('hex');
  const registered = await records.get(key).catch((error: unknown) => {
    // Nobody can tell what was registered, so it is done again.
    if (error instanceof DamagedRecordError) return undefined;
    throw error;
  });
  if (registered === fingerprint) return;

  await rest.put(Routes.applicationCommands(applicationId), { body: commands });
  await records.put(key, fingerprint);
  log.info({ commands: commands.length }, 'The commands were registered');
}
