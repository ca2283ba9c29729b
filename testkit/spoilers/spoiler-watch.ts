import type { BotRequest, LocalDiscord } from 'local-discord';
import { expect } from 'vitest';
import { seriesFiles } from '../knowledge/knowledge.ts';
import { createSpoilerOracle } from './spoiler-oracle.ts';

/**
 * Holds everything the bot sends in a story against how far its readers have watched, as the story says it: what stands
 * in a channel against the server's horizon, what one member alone sees against their own.
 */
export interface SpoilerWatch {
  /** From now on. What was sent until now is looked through first. */
  server(horizon: string): void;
  member(userId: string, horizon: string): void;
  /** Texts that may be shown before their time: the title of an announced entry, where the server chose to see titles. */
  allow(text: string): void;
  /** Looks through all that was sent since the last look; fails the test with what leaked, and to whom. */
  look(): void;
  /** How many payloads have been looked through. */
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

/** What people get to read: not the commands' definitions, which tell nothing of the series. */
function isSent({ method, path, body }: BotRequest): boolean {
  return (
    ['POST', 'PATCH', 'PUT'].includes(method) && body !== undefined && body !== null && !path.endsWith('/commands')
  );
}
