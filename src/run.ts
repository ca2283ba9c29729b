import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { assemble, type Bot } from './assemble.ts';
import { assembleCluster } from './assemble-cluster.ts';
import { type Config, ConfigError, loadConfig, readEnvironment } from './config.ts';
import { obeyStarter } from './starter.ts';
import { createSystemChance } from './util/chance.ts';
import { createSystemClock } from './util/clock.ts';
import { createLog, type Log } from './util/log.ts';
import { complaintOf, OperatorError } from './util/operator-error.ts';
import type { Signals } from './util/signals.ts';
import { USER_AGENT } from './util/user-agent.ts';

/** How long stopping may take before the process ends all the same. */
const STOP_DEADLINE_MS = 10_000;

type Environment = ReturnType<typeof readEnvironment>;

/**
 * Runs the bot on Discord with a token, and a rehearsal without one. Resolves when it is running or has ended. Errors
 * that an operator can mend are printed in one sentence each, with exit code 1.
 *
 * @param file the file that each process of a cluster runs: the caller's own, because in the bundle it is not beside
 * this one
 * @param signals what is heard of the machine and the operator, until there is a bot to obey
 * @param rehearse starts a rehearsal; it reports its own errors
 */
export async function run(
  file: string,
  signals: Signals,
  rehearse: (environment: Environment, config: Config) => Promise<void>,
): Promise<void> {
  try {
    const processes = readProcesses(process.argv.slice(2));
    const environment = readEnvironment();
    const config = loadConfig(environment);
    const { token } = config;
    if (token !== undefined && processes !== undefined)
      return await runCluster({ ...config, token }, processes, file, signals);
    if (token !== undefined) return await runBot({ ...config, token }, signals);
    if (config.production || processes !== undefined) {
      throw new ConfigError([
        'DISCORD_TOKEN is missing. Copy your bot’s token from https://discord.com/developers/applications › your application › Bot, and set it in the environment or in .env.',
      ]);
    }
    say('DISCORD_TOKEN is not set, so this is a rehearsal: a small Discord on this machine with the bot in it.');
    await rehearse(environment, config);
  } catch (error) {
    fail(error);
    // Exits at once, because Node 20 reports the failed import of a CommonJS library a second time, as an uncaught
    // exception.
    process.exit(1);
  }
}

/**
 * The value of `--cluster N` (how many processes to run); undefined without it.
 *
 * @throws OperatorError for any other argument
 */
function readProcesses(args: readonly string[]): number | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { cluster: { type: 'string' } } });
    if (values.cluster === undefined) return undefined;
    if (/^[1-9]\d{0,2}$/.test(values.cluster)) return Number(values.cluster);
  } catch {
    // The error below says so.
  }
  throw new OperatorError(`“${args.join(' ')}” is not understood. There is --cluster N: N processes on this machine.`);
}

async function runCluster(
  config: Config & { readonly token: string },
  processes: number,
  file: string,
  signals: Signals,
): Promise<void> {
  const log = logFor(config);
  const cluster = await assembleCluster({ config, processes, file, machineClock: createSystemClock(), log });
  const asked = new Promise<void>((resolve) => {
    signals.obey({
      stop(signal) {
        log.info({ signal }, 'Asked to stop');
        resolve();
      },
      reload: cluster.reload,
    });
  });
  const reason = await Promise.race([asked, cluster.lost]);
  if (reason instanceof Error) log.error({ err: reason }, 'The cluster cannot go on');
  await end(cluster, log, reason instanceof Error ? 1 : 0);
}

async function runBot(config: Config & { readonly token: string }, signals: Signals): Promise<void> {
  const log = logFor(config);
  const clock = createSystemClock();
  const started = new Date(clock.now()).toISOString();
  const { httpPort: port, httpHost: host } = config;
  const watching = { port: port ?? 0, host, clock: createSystemClock(), log };
  const watch = port === undefined ? undefined : (await import('./inside/watch.ts')).createWatch(watching);
  const bot = await assemble({
    config,
    clock,
    machineClock: createSystemClock(),
    chance: createSystemChance(),
    log,
    userAgent: USER_AGENT,
    holder: `process ${process.pid} on ${hostname()}, started ${started}`,
    ...(watch === undefined ? {} : { meter: watch.meter }),
  });
  await watch?.serve(bot);

  const stopping = new AbortController();
  signals.obey({
    stop(signal) {
      log.info({ signal }, 'Asked to stop');
      stopping.abort(new StoppedError());
      void end(bot, log, 0);
    },
    reload() {
      bot.reload().catch((error: unknown) => {
        log.error(
          { complaint: complaintOf(error) },
          'The knowledge files were not taken in; the bot goes on as before',
        );
      });
    },
  });
  if (process.send) obeyStarter({ clock, nextDeadlineMs: bot.nextDeadlineMs });

  try {
    await bot.start(stopping.signal);
  } catch (error) {
    // It is being stopped already.
    if (stopping.signal.aborted) return;
    fail(error);
    return await end(bot, log, 1);
  }
  const reason = await bot.lost;
  log.error({ err: reason }, 'The bot cannot go on');
  await end(bot, log, 1);
}

/** Stops the bot, and exits; after the deadline without waiting further. */
async function end(bot: Pick<Bot, 'stop'>, log: Log, code: number): Promise<void> {
  const tooLong = setTimeout(() => {
    log.error({ deadlineMs: STOP_DEADLINE_MS }, 'Stopping took too long; what was acknowledged is on disk');
    process.exit(1);
  }, STOP_DEADLINE_MS);
  tooLong.unref();
  try {
    await bot.stop();
  } catch (err) {
    log.error({ err }, 'The end was not in order');
    process.exit(1);
  }
  process.exit(code);
}

class StoppedError extends Error {
  override readonly name = 'StoppedError';

  constructor() {
    super('The bot was asked to stop');
  }
}

function logFor(config: Config & { readonly token: string }): Log {
  return createLog({
    level: config.logLevel,
    format: logFormat(config),
    secrets: [config.token, config.youtubeApiKey ?? ''],
  });
}

function logFormat(config: Config): 'pretty' | 'json' {
  if (config.logFormat !== 'auto') return config.logFormat;
  return process.stdout.isTTY ? 'pretty' : 'json';
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** Prints a sentence for an error that an operator can mend, and everything known about any other. */
function fail(error: unknown): void {
  process.stderr.write(`${complaintOf(error)}\n`);
  process.exitCode = 1;
}
