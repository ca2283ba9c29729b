import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BotRequest, LocalDiscord } from 'local-discord';
import { startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { cpuMs, memoryMiB } from './process-figures.ts';

/** A bot in a process of its own, measured from outside. */
export interface MeasuredBot {
  readonly pid: number;
  /** Resolves when the bot logs that it is ready. */
  readonly ready: Promise<void>;
  /** CPU time used so far, in ms. */
  cpuMs(): number;
  memoryMiB(): number;
  end(): Promise<void>;
}

export interface OurBot extends MeasuredBot {
  /**
   * Resolves with the time of the first log line with this sentence, whether it came already or comes later; in ms
   * since 1970.
   */
  said(sentence: string): Promise<number>;
  /** Moves the bot's clock forward. */
  advanceClock(seconds: number): Promise<void>;
}

export interface BareBot extends MeasuredBot {
  /** Sets the reply to every interaction from now on: a message as Discord takes it, and its files. */
  replyWith(payload: object, files?: BotRequest['files']): void;
  /** Registers these commands; resolves when Discord has accepted them. */
  register(commands: readonly unknown[]): Promise<void>;
  /** Sends a message to the script of the bot, and resolves with its next message that has this key. */
  ask<Answer>(message: object, key: string): Promise<Answer>;
}

/** What our bot logs in its very first start, after the work that is done only once. */
export const DONE_ONCE = 'Emoji were uploaded';

const CLEMATIS: Readonly<Record<string, string>> = { LOG_LEVEL: 'info', FEED_ALLOW_PRIVATE: 'true' };

/** The built bot as an operator runs it. */
export function launchOurs(
  discord: LocalDiscord,
  token: string,
  environment: Readonly<Record<string, string>>,
): OurBot {
  const bot = startBuiltBot(
    { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api, ...CLEMATIS, ...environment },
    { deadlineMs: 600_000 },
  );
  const ready = bot.ready();
  // One that is ended before it is ready is nobody's fault where nobody waits for that.
  ready.catch(() => {});
  return {
    pid: bot.pid,
    ready,
    cpuMs: () => cpuMs(bot.pid),
    memoryMiB: () => memoryMiB(bot.pid),
    said: async (sentence) => Number((await bot.waitForLog(({ msg }) => msg === sentence, sentence)).time),
    advanceClock: bot.advanceClock,
    end: async () => void (await bot.end('SIGTERM')),
  };
}

/** A bot on plain discord.js. */
export function launchBare(
  discord: LocalDiscord,
  token: string,
  script: 'bare-bot' = 'bare-bot',
  environment: Readonly<Record<string, string>> = {},
): BareBot {
  const file = fileURLToPath(new URL(`../counterparts/${script}.js`, import.meta.url));
  const child: ChildProcess = fork(file, [], {
    env: { PATH: process.env.PATH, BARE_TOKEN: token, BARE_API: discord.api, ...environment },
    execArgv: [],
    // So that the files of a reply arrive as buffers.
    serialization: 'advanced',
  });
  const pid = child.pid ?? 0;
  const heard = <Answer>(key: string) =>
    new Promise<Answer>((resolve, reject) => {
      const listen = (message: unknown) => {
        if (!(key in (message as object))) return;
        child.off('message', listen);
        child.off('exit', gone);
        resolve((message as Record<string, Answer>)[key] as Answer);
      };
      const gone = (code: number | null) => reject(new Error(`The counterpart ${script} ended with ${code}`));
      child.on('message', listen);
      child.once('exit', gone);
    });
  const ask = <Answer>(message: object, key: string) => {
    const answered = heard<Answer>(key);
    child.send(message);
    return answered;
  };
  return {
    pid,
    ready: heard<true>('ready').then(() => {}),
    cpuMs: () => cpuMs(pid),
    memoryMiB: () => memoryMiB(pid),
    replyWith(payload, files = []) {
      const { content, embeds, components, flags } = payload as Readonly<Record<string, unknown>>;
      const attached = files.map(({ name, bytes }) => ({ name, attachment: Buffer.from(bytes) }));
      const reply = { content, embeds, components, flags, files: attached, allowedMentions: { parse: [] } };
      child.send({ reply });
    },
    register: async (commands) => void (await ask({ commands }, 'registered')),
    ask,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
