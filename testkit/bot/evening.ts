import { connectPerson, type Person, type Scene, type SeenMessage, startScene, writtenIn } from 'local-discord/testkit';
import { type SpoilerWatch, watchSpoilers } from '../spoilers/spoiler-watch.ts';
import { type BotHere, startBotHere } from './bot-here.ts';

/** A server of the local Discord with the bot in the test's own process. Every message is checked for spoilers. */
export interface Evening {
  readonly scene: Scene;
  readonly here: BotHere;
  readonly watch: SpoilerWatch;
  /** Connects clients for these people, which stay connected until the end. */
  join<const T extends readonly { readonly token: string }[]>(...people: T): Promise<{ [K in keyof T]: Person }>;
  end(): Promise<void>;
}

export async function startEvening(options?: Parameters<typeof startScene>[0]): Promise<Evening> {
  const scene = await startScene(options);
  const watch = watchSpoilers(scene.discord);
  const here = await startBotHere(scene);
  const there: Person[] = [];
  return {
    scene,
    here,
    watch,
    async join<const T extends readonly { readonly token: string }[]>(...people: T) {
      const persons = await Promise.all(people.map(({ token }) => connectPerson({ url: scene.discord.url, token })));
      there.push(...persons);
      return persons as { [K in keyof T]: Person };
    },
    async end() {
      await Promise.all(there.map((person) => person.close()));
      await here.bot.stop();
      await scene.discord.close();
    },
  };
}

/** All text of a message. */
export function textOf(message: SeenMessage): string {
  return writtenIn(message);
}
