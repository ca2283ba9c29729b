import { createHash } from 'node:crypto';
import type { REST } from '@discordjs/rest';
import {
  type RESTGetAPIApplicationCommandsResult,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord-api-types/v10';
import { DamagedRecordError, type Store } from '../../storage/index.ts';
import { type Registration, registrationRecord } from '../../storage/kinds.ts';
import { backoffMs } from '../../util/backoff.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import type { CommandIds } from './command-mentions.ts';

interface RegistrationParts {
  readonly rest: Pick<REST, 'put' | 'get'>;
  readonly store: Store;
  readonly applicationId: string;
  readonly api: string;
  readonly commands: RESTPutAPIApplicationCommandsJSONBody;
  readonly log: Log;
  /** Called with the ids that commands are mentioned by. */
  readonly onIds: (ids: CommandIds) => void;
}

type Listed = Pick<RESTGetAPIApplicationCommandsResult[number], 'id' | 'name' | 'version'>;

const PAUSE = { firstMs: 5_000, longestMs: 600_000 };
const LOOK_AGAIN_MS = 86_400_000;

/**
 * Keeps the commands registered as they are defined here. They are written when their definition has changed since the
 * last time, and when Discord lists different ones, because another program with the same token has replaced them.
 * Checked now and once a day; failures are retried while the bot serves with the commands it had. `first` resolves when
 * they are registered, or the signal is aborted. Never rejects.
 */
export function keepRegistered(
  parts: RegistrationParts & {
    /** The machine's own time, which nobody moves. */
    readonly machineClock: Clock;
    readonly signal: AbortSignal;
  },
): { readonly first: Promise<void> } {
  const { machineClock, signal } = parts;
  const first = untilRegistered(parts);
  const daily = async () => {
    await first;
    while (!signal.aborted) {
      await machineClock.waitUntil(machineClock.now() + LOOK_AGAIN_MS, signal);
      if (!signal.aborted) await untilRegistered(parts);
    }
  };
  void daily();
  return { first };
}

/**
 * For a process that does not register commands: reads the ids that Discord lists. Never rejects; on failure commands
 * are named without a link.
 */
export async function learnIds({
  rest,
  applicationId,
  onIds,
  log,
}: Pick<RegistrationParts, 'rest' | 'applicationId' | 'onIds' | 'log'>): Promise<void> {
  try {
    onIds(idsOf((await rest.get(Routes.applicationCommands(applicationId))) as Listed[]));
  } catch (err) {
    log.warn({ err }, 'The ids of the commands could not be read; they are named without a link');
  }
}

async function untilRegistered(
  parts: RegistrationParts & { readonly machineClock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const { machineClock, signal, log } = parts;
  for (let tries = 0; !signal.aborted; tries += 1) {
    try {
      return await register(parts);
    } catch (err) {
      if (signal.aborted) return;
      log.error({ err, tries: tries + 1 }, 'The commands could not be registered; it is tried again');
      const pauseMs = backoffMs(tries, PAUSE);
      await machineClock.waitUntil(machineClock.now() + pauseMs, signal);
    }
  }
}

async function register(parts: RegistrationParts): Promise<void> {
  const { rest, store, applicationId, api, commands, log, onIds } = parts;
  const records = store.records(registrationRecord);
  const key = `${applicationId}@${api}`;
  const fingerprint = createHash('sha256').update(JSON.stringify(commands)).digest('hex');
  const known = await records.get(key).catch((error: unknown) => {
    // It is not known what was registered, so the commands are registered again.
    if (error instanceof DamagedRecordError) return undefined;
    throw error;
  });
  if (known?.fingerprint === fingerprint && known.commands.length > 0) {
    const listed = (await rest.get(Routes.applicationCommands(applicationId))) as Listed[];
    if (isSame(known.commands, listed)) return onIds(idsOf(known.commands));
    log.warn({ listed: listed.length }, 'Another program has changed the commands; they are put back');
  }

  const put = (await rest.put(Routes.applicationCommands(applicationId), { body: commands })) as Listed[];
  const registered = put.map(({ id, name, version }) => ({ id, name, version }));
  await records.put(key, { fingerprint, commands: registered });
  onIds(idsOf(registered));
  log.info({ commands: commands.length }, 'The commands were registered');
}

/** Discord gives a command a new version whenever it changes. */
function isSame(known: Registration['commands'], listed: readonly Listed[]): boolean {
  const versions = new Map(listed.map(({ id, version }) => [id, version]));
  return listed.length === known.length && known.every(({ id, version }) => versions.get(id) === version);
}

function idsOf(commands: readonly Pick<Listed, 'id' | 'name'>[]): CommandIds {
  return new Map(commands.map(({ id, name }) => [name, id]));
}
