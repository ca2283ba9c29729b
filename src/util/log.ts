import { AsyncLocalStorage } from 'node:async_hooks';
import { pino } from 'pino';
import { errorForLog, withoutSecretsInAddresses } from './log-errors.ts';

export type Facts = Readonly<Record<string, unknown>>;

/**
 * Facts first, then one plain sentence. Pass an error as `{ err }`: its message, its stack and those of its causes are
 * written, and none of its other properties. Never pass a token or an address with credentials; text that looks like
 * one is masked all the same.
 */
export interface Log {
  debug(facts: Facts, sentence: string): void;
  info(facts: Facts, sentence: string): void;
  warn(facts: Facts, sentence: string): void;
  error(facts: Facts, sentence: string): void;
  /** The log with these facts on every line. */
  with(facts: Facts): Log;
}

const within = new AsyncLocalStorage<Facts>();

/**
 * Adds these facts (such as the id of an interaction, poll or entry) to every line that is logged during `work`, in any
 * file.
 */
export function withinLog<T>(facts: Facts, work: () => T): T {
  return within.run({ ...within.getStore(), ...facts }, work);
}

export interface LogOptions {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly format: 'pretty' | 'json';
  /** Exact strings that must never be written, wherever they occur. Default: none. Example: `[config.token]`. */
  readonly secrets?: readonly string[];
  /** Where lines go. Default: standard output. Example: `(line) => lines.push(line)`. */
  readonly write?: (line: string) => void;
}

export function createLog(options: LogOptions): Log {
  const secrets = (options.secrets ?? []).filter((secret) => secret.length > 0);
  const mask = (line: string) =>
    withoutSecretsInAddresses(secrets.reduce((masked, secret) => masked.replaceAll(secret, '[secret]'), line));
  const stream = options.write
    ? { write: options.write }
    : options.format === 'pretty'
      ? pino.transport({ target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } })
      : pino.destination({ sync: true });

  return wrap(
    pino(
      {
        level: options.level,
        base: null,
        mixin: () => ({ ...within.getStore() }),
        hooks: { streamWrite: mask },
        serializers: { err: (error: unknown) => errorForLog(error) },
      },
      stream,
    ),
  );
}

function wrap(logger: ReturnType<typeof pino>): Log {
  return {
    debug: (facts, sentence) => logger.debug(facts, sentence),
    info: (facts, sentence) => logger.info(facts, sentence),
    warn: (facts, sentence) => logger.warn(facts, sentence),
    error: (facts, sentence) => logger.error(facts, sentence),
    with: (facts) => wrap(logger.child(facts)),
  };
}
