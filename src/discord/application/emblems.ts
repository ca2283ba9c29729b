import { createHash } from 'node:crypto';
import type { REST } from '@discordjs/rest';
import type { APIEmoji } from 'discord-api-types/v10';
import { Routes } from 'discord-api-types/v10';
import type { CharacterRef, KnowledgeView } from '../../domain/knowledge/view-types.ts';
import { emblemPicture, type Pictures } from '../../pictures/index.ts';
import { backoffMs } from '../../util/backoff.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';

interface EmblemParts {
  readonly rest: Pick<REST, 'get' | 'post'>;
  readonly applicationId: string;
  /** Everything there is to know: who stands in a match. */
  readonly view: KnowledgeView;
  readonly pictures: Pictures;
  /** Whether this process uploads what is missing; else it only looks what is there. */
  readonly uploads: boolean;
  /** Told the emoji of each emblem as `name:id`, by character. */
  readonly onEmblems: (emblems: ReadonlyMap<string, string>) => void;
  readonly machineClock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const PAUSE = { firstMs: 60_000, longestMs: 3_600_000 };
const LOOK_AGAIN_MS = 86_400_000;

/**
 * Keeps an emoji of the application's own for every contestant whose name is known: their emblem, uploaded where it is
 * missing, since somebody can delete it in the developer portal; that is looked at now and once a day. Until it is there,
 * and where it cannot be had, they have the emoji of the data. What fails is tried again. `first` resolves when all are
 * there, or the signal is aborted. Never rejects.
 * https://docs.discord.com/developers/resources/emoji#emoji-object-applicationowned-emoji
 */
export function keepEmblems(parts: EmblemParts): { readonly first: Promise<void> } {
  const { machineClock, signal } = parts;
  const first = untilProvided(parts);
  const daily = async () => {
    await first;
    while (!signal.aborted) {
      await machineClock.waitUntil(machineClock.now() + LOOK_AGAIN_MS, signal);
      if (!signal.aborted) await untilProvided(parts);
    }
  };
  void daily();
  return { first };
}

async function untilProvided(parts: EmblemParts): Promise<void> {
  const { machineClock, signal, log } = parts;
  for (let tries = 0; !signal.aborted; tries += 1) {
    try {
      return await provide(parts);
    } catch (err) {
      if (signal.aborted) return;
      log.warn({ err }, 'The emblems could not be uploaded; contestants keep their emoji, and it is tried again');
      const pauseMs = backoffMs(tries, PAUSE);
      await machineClock.waitUntil(machineClock.now() + pauseMs, signal);
    }
  }
}

async function provide({ rest, applicationId, view, pictures, uploads, onEmblems, log }: EmblemParts): Promise<void> {
  const { items } = (await rest.get(Routes.applicationEmojis(applicationId))) as { items: APIEmoji[] };
  const byName = new Map(items.flatMap(({ name, id }) => (name === null || id === null ? [] : [[name, id] as const])));
  const emblems = new Map<string, string>();
  const missing: (readonly [name: string, who: CharacterRef])[] = [];
  for (const who of contestantsIn(view)) {
    const name = emblemName(who);
    const id = byName.get(name);
    if (id === undefined) missing.push([name, who]);
    else emblems.set(who.id, `${name}:${id}`);
  }
  onEmblems(new Map(emblems));
  if (!uploads || missing.length === 0) return;
  try {
    for (const [name, who] of missing) {
      const [language = 'en', ...others] = view.languages;
      const named = {
        name: view.textIn(who.name, language),
        otherNames: others.flatMap((other) => who.name[other] ?? []),
        nameless: who.nameless,
        color: who.color,
      };
      const png = await pictures.draw((typeface) => emblemPicture(named, typeface));
      const body = { name, image: `data:image/png;base64,${png.toString('base64')}` };
      const made = (await rest.post(Routes.applicationEmojis(applicationId), { body })) as APIEmoji;
      emblems.set(who.id, `${name}:${made.id}`);
    }
    log.info({ emblems: missing.length }, 'Emblems were uploaded');
  } finally {
    onEmblems(emblems);
  }
}

/** Everybody in a match or bracket who has a name. */
function contestantsIn(view: KnowledgeView): CharacterRef[] {
  const all = view.matches.flatMap(({ contestants }) => contestants.flatMap((who) => who ?? []));
  return [...new Map(all.filter(({ nameless }) => !nameless).map((who) => [who.id, who])).values()];
}

/**
 * What the emoji is called at Discord, for everybody to read: it tells nobody who it is. Another colour or name is another
 * picture, and so another emoji; polls made with the old one keep it.
 */
function emblemName({ id, name, color }: CharacterRef): string {
  const drawn = JSON.stringify([id, name, color ?? null]);
  return `emblem_${createHash('sha256').update(drawn).digest('hex').slice(0, 12)}`;
}
