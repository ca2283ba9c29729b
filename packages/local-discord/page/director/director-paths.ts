import type { Script } from '../../tour/script.ts';
import { createRequest, type Request, wordsOf } from '../wire/rest.ts';

/** A person the page can act as, with their token. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly moderator: boolean;
}

/** The world of the local Discord. `api` is the base of the REST API, without version. */
export interface World {
  readonly api: string;
  readonly guildId: string;
  readonly applicationId: string | null;
  readonly people: readonly Person[];
}

/** What the director can do with the bot here. */
export interface Acts {
  readonly clock: boolean;
  readonly bot: boolean;
}

export async function fetchScript(request: Request): Promise<Script> {
  return (await request('GET', '/script')) as Script;
}

export async function fetchActs(request: Request): Promise<Acts> {
  return (await request('GET', '/acts')) as Acts;
}

export function createDirectorRequest(): Request {
  return createRequest('/director');
}

/** Resolves with the world as soon as it exists; `onWait` is called with the reason each time it does not yet. */
export async function waitForWorld(request: Request, onWait: (why: string) => void): Promise<World> {
  for (;;) {
    try {
      return (await request('GET', '/world')) as World;
    } catch (error) {
      onWait(wordsOf(error));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}
