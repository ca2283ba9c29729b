import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LocalDiscord } from 'local-discord';
import { startBuiltBot } from '../../testkit/bot/built-bot.ts';
import { cpuMs, memoryMiB } from './process-figures.ts';

/** A bot as a process of its own, which is measured from outside. */
export interface MeasuredBot {
  readonly pid: number;
  /** Resolves when it says that it is ready. */
  readonly ready: Promise<void>;
  /** CPU time used so far, in ms. */
  cpuMs(): number;
  memoryMiB(): number;
  end(): Promise<void>;
}

export interface BareBot extends MeasuredBot {
  /** What it replies from now on to everything that can be replied to. */
  replyWith(payload: unknown): void;
  /** Registers these commands; resolves when Discord has them. */
  register(commands: readonly unknown[]): Promise<void>;
  /** Sends it anything its script listens for, and resolves with its next message that has this key. */
  ask<Answer>(message: object, key: string): Promise<Answer>;
}

const CLEMATIS: Readonly<Record<string, string>> = { LOG_LEVEL: 'info', FEED_ALLOW_PRIVATE: 'true' };

/** The built bot as an operator runs it. */
export function launchOurs(
  discord: LocalDiscord,
  token: string,
  environment: Readonly<Record<string, string>>,
): MeasuredBot {
  const bot = startBuiltBot(
    { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api, ...CLEMATIS, ...environment },
    { deadlineMs: 600_000 },
  );
  return {
    pid: bot.pid,
    ready: bot.ready(),
    cpuMs: () => cpuMs(bot.pid),
    memoryMiB: () => memoryMiB(bot.pid),
    end: async () => void (await bot.end('SIGTERM')),
  };
}

/** A bot of bare discord.js. */
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
    replyWith: (reply) => void child.send({ reply }),
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
