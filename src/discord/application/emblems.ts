import { createHash } from 'node:crypto';
import type { REST } from '@discordjs/rest';
import type { APIEmoji } from 'discord-api-types/v10';
import { Routes } from 'discord-api-types/v10';
import type { CharacterRef, KnowledgeView } from '../../domain/knowledge/view-types.ts';
import { barCellPicture, type Drawing, emblemPicture, type Pictures, type Typeface } from '../../pictures/index.ts';
import { backoffMs } from '../../util/backoff.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import type { BarEmoji } from './bars.ts';

interface EmblemParts {
  readonly rest: Pick<REST, 'get' | 'post'>;
  readonly applicationId: string;
  /** The view of everything, to know all contestants; asked for when Discord has answered. */
  readonly view: () => KnowledgeView;
  readonly pictures: Pictures;
  /** Whether this process uploads missing emoji; otherwise it only reads which are there. */
  readonly uploads: boolean;
  /** Called with each emblem's emoji as `name:id`, by character. */
  readonly onEmblems: (emblems: ReadonlyMap<string, string>) => void;
  /** Called with the emoji for bars; undefined while some are missing. */
  readonly onBars: (bars: BarEmoji | undefined) => void;
  readonly machineClock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const PAUSE = { firstMs: 60_000, longestMs: 3_600_000 };
const LOOK_AGAIN_MS = 86_400_000;

/**
 * Keeps custom emoji of the application: an emblem for every contestant whose name is known, and the pieces of bars.
 * Missing ones are uploaded now and checked once a day, because somebody can delete them in the developer portal;
 * failures are retried. Until they exist, contestants have the emoji of the data, and bars are drawn with signs.
 * `first` resolves when all exist, or the signal is aborted. Never rejects.
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
      log.warn(
        { err },
        'The emoji could not be uploaded; contestants keep theirs and bars their signs, and it is tried again',
      );
      const pauseMs = backoffMs(tries, PAUSE);
      await machineClock.waitUntil(machineClock.now() + pauseMs, signal);
    }
  }
}

/** An emoji of the application, by its name at Discord. */
interface Wanted {
  readonly name: string;
  layout(typeface: Typeface): Drawing;
}

async function provide({ rest, applicationId, pictures, uploads, log, ...told }: EmblemParts): Promise<void> {
  const { items } = (await rest.get(Routes.applicationEmojis(applicationId))) as { items: APIEmoji[] };
  const ids = new Map(items.flatMap(({ name, id }) => (name === null || id === null ? [] : [[name, id] as const])));
  const view = told.view();
  const contestants = contestantsIn(view);
  const wanted = [...contestants.map((who) => emblemWanted(who, view)), ...BAR_CELLS];
  const missing = wanted.filter(({ name }) => !ids.has(name));
  const tell = () => {
    const emblems = contestants.flatMap((who) => {
      const name = emblemName(who);
      return ids.has(name) ? [[who.id, `${name}:${ids.get(name)}`] as const] : [];
    });
    told.onEmblems(new Map(emblems));
    told.onBars(barEmoji(ids));
  };
  tell();
  if (!uploads || missing.length === 0) return;
  try {
    for (const { name, layout } of missing) {
      const png = await pictures.draw(layout);
      const body = { name, image: `data:image/png;base64,${png.toString('base64')}` };
      const made = (await rest.post(Routes.applicationEmojis(applicationId), { body })) as APIEmoji;
      if (made.id !== null) ids.set(name, made.id);
    }
    log.info({ emoji: missing.length }, 'Emoji were uploaded');
  } finally {
    tell();
  }
}

function emblemWanted(who: CharacterRef, view: KnowledgeView): Wanted {
  const [language = 'en', ...others] = view.languages;
  const named = {
    name: view.textIn(who.name, language),
    otherNames: others.flatMap((other) => who.name[other] ?? []),
    nameless: who.nameless,
    color: who.color,
  };
  return { name: emblemName(who), layout: (typeface) => emblemPicture(named, typeface) };
}

/** The name contains a hash of the drawing: a piece that is drawn differently is another emoji. */
const BAR_CELLS = ([true, false] as const).flatMap((isFull) =>
  (['left', 'none', 'right'] as const).map((end) => {
    const drawing = barCellPicture({ isFull, end });
    const look = createHash('sha256').update(JSON.stringify(drawing)).digest('hex').slice(0, 4);
    return { name: `bar_${look}`, isFull, end, layout: () => drawing };
  }),
);

function barEmoji(ids: ReadonlyMap<string, string>): BarEmoji | undefined {
  if (!BAR_CELLS.every(({ name }) => ids.has(name))) return undefined;
  const pieces = (wanted: boolean) =>
    Object.fromEntries(
      BAR_CELLS.filter(({ isFull }) => isFull === wanted).map(({ end, name }) => [end, `${name}:${ids.get(name)}`]),
    ) as BarEmoji['full'];
  return { full: pieces(true), empty: pieces(false) };
}

/** The names of all emoji that the application should have. */
export function emojiNames(view: KnowledgeView): readonly string[] {
  return [...contestantsIn(view).map(emblemName), ...BAR_CELLS.map(({ name }) => name)];
}

/** Every contestant whose name is known. */
function contestantsIn(view: KnowledgeView): CharacterRef[] {
  const all = view.matches.flatMap(({ contestants }) => contestants.flatMap((who) => who ?? []));
  return [...new Map(all.filter(({ nameless }) => !nameless).map((who) => [who.id, who])).values()];
}

/**
 * The emoji's name at Discord, which everybody can read: it does not tell who the contestant is. With another colour or
 * name the emblem is another emoji; polls made with the old one keep it.
 */
function emblemName({ id, name, color }: CharacterRef): string {
  const drawn = JSON.stringify([id, name, color ?? null]);
  return `emblem_${createHash('sha256').update(drawn).digest('hex').slice(0, 12)}`;
}
