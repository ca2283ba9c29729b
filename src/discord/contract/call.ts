import type { Horizon } from '../../domain/knowledge/horizon.ts';
import type { KnowledgeView } from '../../domain/knowledge/view-types.ts';
import { zoneOf } from '../../domain/server.ts';
import { type Language, languageOf, type Say } from '../../i18n/sentences.ts';
import type { Services } from '../../services/index.ts';
import { createBreather } from '../../util/event-loop.ts';
import { madeOnce } from '../../util/made-once.ts';
import type { Asker } from './asker.ts';
import type { Call, Command } from './command.ts';

/**
 * Makes the `Call` that handlers get. `ownLanguage`: only the asker reads the answer, so it is in the asker's language
 * even where the reading would allow a public answer (autocomplete).
 */
export type Calls = (asker: Asker, wish: { readonly private: boolean }, ownLanguage: boolean) => Promise<Call>;

export function createCalls(parts: {
  readonly services: Services;
  readonly commands: readonly Command[];
  readonly sayIn: (language: Language) => Say;
}): Calls {
  const { services, commands, sayIn } = parts;

  function callOf(asker: Asker, reading: Call['reading'], language: Language): Call {
    return {
      asker,
      reading,
      view: services.viewFrom(reading.horizon, asker.place.guildId),
      episodes: services.episodesOf(asker.place.guildId),
      services,
      commands,
      say: sayIn(language),
      sayOpenly: sayIn(asker.placeLanguage),
      language,
      async openly() {
        const everybodys = await services.reading.of(asker.place, asker.userId, { private: false });
        return everybodys.audience === 'public' ? callOf(asker, everybodys, asker.placeLanguage) : undefined;
      },
      alone: () => callOf(asker, { ...reading, audience: 'private', horizon: reading.privateHorizon }, asker.language),
    };
  }

  /**
   * Each interaction tells the server's language at Discord, but a language that the server chose itself goes before.
   */
  async function placed(asker: Asker): Promise<Asker> {
    const { guildId } = asker.place;
    if (guildId === undefined) return asker;
    const server = await services.servers.meet(guildId, asker.placeLanguage);
    const { pollChannel: pollsIn } = server;
    return {
      ...asker,
      placeLanguage: languageOf(server.language),
      zone: zoneOf(server),
      ...(pollsIn === undefined ? {} : { pollsIn }),
    };
  }

  return async (asking, wish, ownLanguage) => {
    const asker = await placed(asking);
    const reading = await services.reading.of(asker.place, asker.userId, wish);
    const isPrivate = ownLanguage || reading.audience === 'private';
    return callOf(asker, reading, isPrivate ? asker.language : asker.placeLanguage);
  };
}

/** Resolves when a view has made all that a look-up needs; once for each. */
export const prepared = madeOnce(async (view: KnowledgeView) => {
  const breathe = createBreather();
  for (const _ of view.prepare()) await breathe();
});

/**
 * To be awaited before something is looked up by words: the first look-up in a view would otherwise hold up everybody
 * else while it makes an index.
 */
export async function readyToLookUp(call: Pick<Call, 'view' | 'alone'>): Promise<void> {
  await prepared(call.view);
  await prepared(call.alone().view);
}

/** The call after its asker has said how far they have watched. Its answer is for them alone. */
export function withHorizon(call: Call, own: Horizon): Call {
  const reading = { audience: 'private', horizon: own, privateHorizon: own, own, unset: false } as const;
  const told: Call = {
    ...call,
    reading,
    view: call.services.viewFrom(own, call.asker.place.guildId),
    alone: () => told,
  };
  return told;
}
