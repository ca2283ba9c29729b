import type { BotRequest, LocalDiscord } from 'local-discord';
import { expect } from 'vitest';
import { seriesFiles } from '../knowledge/knowledge.ts';
import { createSpoilerOracle } from './spoiler-oracle.ts';

/**
 * Compares everything that the bot sends in a story with how far its readers have watched: messages in a channel with
 * the server's horizon, messages to one member with the member's own.
 */
export interface SpoilerWatch {
  /** Sets the horizon of the server from now on. What was sent before is searched first. */
  server(horizon: string): void;
  member(userId: string, horizon: string): void;
  /** Texts that may be shown early: the title of an announced entry, where the server chose to see titles. */
  allow(text: string): void;
  /** Searches everything sent since the last look. Fails the test with what leaked, and to whom. */
  look(): void;
  /** How many payloads were searched. */
  readonly looked: () => number;
}

const oracle = createSpoilerOracle(seriesFiles());

export function watchSpoilers(discord: LocalDiscord): SpoilerWatch {
  const own = new Map<string, string>();
  const allowed: string[] = [];
  let server = 'none';
  let next = 0;
  let looked = 0;

  function look(): void {
    for (; next < discord.traffic.length; next += 1) {
      const request = discord.traffic[next];
      if (request === undefined || request.status >= 300 || !isSent(request)) continue;
      looked += 1;
      const horizon = readersOf(request);
      const sent = withoutAllowed({ body: request.body, files: request.files.map((file) => file.name) });
      const leaks = oracle.findLeaks(sent, horizon);
      expect(leaks, `${request.method} ${request.path}, readable at ${horizon}`).toEqual([]);
    }
  }

  function readersOf({ interaction }: BotRequest): string {
    if (interaction === undefined || !interaction.private) return server;
    return own.get(interaction.invokerId) ?? server;
  }

  function withoutAllowed(value: unknown): unknown {
    let text = JSON.stringify(value);
    for (const part of allowed) text = text.replaceAll(JSON.stringify(part).slice(1, -1), '');
    return JSON.parse(text);
  }

  return {
    server(horizon) {
      look();
      server = horizon;
    },
    member(userId, horizon) {
      look();
      own.set(userId, horizon);
    },
    allow: (text) => allowed.push(text),
    look,
    looked: () => looked,
  };
}

/** False for the definitions of commands, which tell nothing of the series. */
function isSent({ method, path, body }: BotRequest): boolean {
  return (
    ['POST', 'PATCH', 'PUT'].includes(method) && body !== undefined && body !== null && !path.endsWith('/commands')
  );
}
