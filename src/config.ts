import { readFileSync } from 'node:fs';
import { parse as parseDotenv } from 'dotenv';
import { z } from 'zod';
import { OperatorError } from './util/operator-error.ts';

/** The settings that the environment gives. */
export interface Config {
  readonly token: string | undefined;
  /** Base of the REST API, without version and trailing slash. */
  readonly apiUrl: string;
  readonly storeUrl: string;
  readonly knowledgeDir: string;
  readonly feedIntervalSeconds: number;
  readonly feedAllowPrivate: boolean;
  /** The key for YouTube's Data API, used when its feed is out. */
  readonly youtubeApiKey: string | undefined;
  readonly rehearsalPort: number;
  /** How many days a server's data is kept after the bot has left it. */
  readonly privacyDaysAfterLeaving: number;
  /** The port for health and metrics; undefined = not served. */
  readonly httpPort: number | undefined;
  readonly httpHost: string;
  /** The shards that this process runs; `auto` = all that Discord recommends. */
  readonly shards: readonly number[] | 'auto';
  readonly shardCount: number | 'auto';
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly logFormat: 'pretty' | 'json' | 'auto';
  readonly production: boolean;
}

/** One sentence for each setting that cannot be used, none of which contains a secret. */
export class ConfigError extends OperatorError {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

const port = z.coerce.number('a port number').int().min(0, 'a port number').max(65_535, 'a port number');

const variables = z.object({
  DISCORD_TOKEN: z.string().regex(/^\S+$/, 'a bot token has no spaces').optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'an http or https address' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://discord.com/api'),
  STORE_URL: z.string().default('sqlite://var/clematis.sqlite'),
  KNOWLEDGE_DIR: z.string().default('data/alien-stage'),
  FEED_INTERVAL_SECONDS: z.coerce
    .number('a number of seconds')
    .min(1, 'at least 1 second')
    .max(86_400, 'a day at most')
    .default(900),
  FEED_ALLOW_PRIVATE: z
    .enum(['true', 'false'], 'true or false')
    .transform((value) => value === 'true')
    .default(false),
  YOUTUBE_API_KEY: z
    .string()
    .regex(/^[\w-]{20,100}$/, 'a key of the YouTube Data API, letters and digits')
    .optional(),
  PRIVACY_DAYS_AFTER_LEAVING: z.coerce
    .number('a number of days')
    .int('a whole number of days')
    .min(1, 'at least 1 day')
    .max(3650, 'ten years at most')
    .default(30),
  HTTP_PORT: z
    .union([z.literal('off'), port], 'off or a port number')
    .default('off')
    .transform((value) => (value === 'off' ? undefined : value)),
  HTTP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'an address of this machine, such as 127.0.0.1')
    .default('127.0.0.1'),
  REHEARSAL_PORT: port.default(8050),
  CLEMATIS_SHARDS: z.string().transform(readShards).default('auto'),
  CLEMATIS_SHARD_COUNT: z
    .union([z.literal('auto'), z.coerce.number().int().min(1).max(10_000)], 'auto or a number from 1')
    .default('auto'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'trace, debug, info, warn, error or silent')
    .default('info'),
  LOG_FORMAT: z.enum(['auto', 'pretty', 'json'], 'auto, pretty or json').default('auto'),
  NODE_ENV: z.string().optional(),
});

/** The environment, with what `.env` adds to it. The only place that reads `process.env`. */
export function readEnvironment(): Record<string, string | undefined> {
  return { ...readEnvFile('.env'), ...process.env };
}

/**
 * The settings in a file; empty when it does not exist.
 *
 * @throws ConfigError when it cannot be read as text
 */
export function readEnvFile(path: string): Record<string, string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new ConfigError([`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
  // UTF-16, as PowerShell's `>` and old Windows editors write it: read as UTF-8 none of its names would be known, and
  // the bot would start without its token.
  if (bytes.includes(0))
    throw new ConfigError([`${path} is not written in UTF-8 (perhaps in UTF-16): save it as UTF-8`]);
  return parseDotenv(bytes.toString('utf8').replace(/^\uFEFF/, ''));
}

/**
 * Checks the settings. An empty variable counts as unset.
 *
 * @throws ConfigError naming every variable that cannot be used, with what it should be.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = variables.safeParse(given);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map(({ path, message }) => `${String(path[0])}: it must be ${message}`));
  }
  const { data } = result;
  if (data.CLEMATIS_SHARDS !== 'auto' && data.CLEMATIS_SHARD_COUNT === 'auto') {
    throw new ConfigError(['CLEMATIS_SHARD_COUNT: it must be given when CLEMATIS_SHARDS names shards']);
  }
  const tooHigh =
    data.CLEMATIS_SHARDS === 'auto'
      ? undefined
      : data.CLEMATIS_SHARDS.find((id) => id >= Number(data.CLEMATIS_SHARD_COUNT));
  if (tooHigh !== undefined) {
    throw new ConfigError([
      `CLEMATIS_SHARDS: there is no shard ${tooHigh} of ${data.CLEMATIS_SHARD_COUNT} (CLEMATIS_SHARD_COUNT); they are counted from 0`,
    ]);
  }
  return {
    token: data.DISCORD_TOKEN,
    apiUrl: data.DISCORD_API_URL,
    storeUrl: data.STORE_URL,
    knowledgeDir: data.KNOWLEDGE_DIR,
    feedIntervalSeconds: data.FEED_INTERVAL_SECONDS,
    feedAllowPrivate: data.FEED_ALLOW_PRIVATE,
    youtubeApiKey: data.YOUTUBE_API_KEY,
    rehearsalPort: data.REHEARSAL_PORT,
    privacyDaysAfterLeaving: data.PRIVACY_DAYS_AFTER_LEAVING,
    httpPort: data.HTTP_PORT,
    httpHost: data.HTTP_HOST,
    shards: data.CLEMATIS_SHARDS,
    shardCount: data.CLEMATIS_SHARD_COUNT,
    logLevel: data.LOG_LEVEL,
    logFormat: data.LOG_FORMAT,
    production: data.NODE_ENV === 'production',
  };
}

/** `auto`, `0`, `0-3` or `4,5`. */
function readShards(text: string, context: z.RefinementCtx): readonly number[] | 'auto' {
  if (text === 'auto') return 'auto';
  const shards = text.split(',').flatMap((part) => {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part.trim()) ?? [];
    const [from, to] = [Number(first), Number(last)];
    return first === undefined || to < from
      ? [undefined]
      : Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  const known = shards.filter((shard) => shard !== undefined);
  if (known.length < shards.length) {
    context.addIssue({ code: 'custom', message: 'auto, 0, 0-3 or 4,5' });
    return z.NEVER;
  }
  return [...new Set(known)];
}
