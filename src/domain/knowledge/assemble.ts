import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AddedEpisode, Additions } from '../additions/additions.ts';
import { fitsLabel } from '../additions/planned-entry.ts';
import { foldWords } from '../text-folding.ts';
import { checkBracket } from './checks/check-bracket.ts';
import { checkLimits } from './checks/check-limits.ts';
import { checkNames } from './checks/check-names.ts';
import { checkReferences } from './checks/check-references.ts';
import { type Fault, faultLine, KnowledgeError } from './checks/faults.ts';
import { goneIds } from './checks/gone-ids.ts';
import { FILES, parseFiles } from './checks/parse.ts';
import { createRecogniser } from './checks/patterns.ts';
import { type Emblems, inLanguages } from './cut/cut.ts';
import { keptHorizon } from './horizon.ts';
import { type AdditionWords, mergeAdditions } from './merge-additions.ts';
import { episodeAliases } from './records/aliases.ts';
import { newestOut } from './records/out.ts';
import { createReveals } from './records/reveals.ts';
import { Character, Episode, type KnowledgeRecords, Matches, Series, Song, Source, Term } from './records/schema.ts';
import { type ChangesOfKind, changesBetween } from './records/what-changed.ts';
import { createTextIn, createView, freeze } from './view.ts';
import { createViewCache, type ViewCache } from './view-cache.ts';
import type { Knowledge } from './view-types.ts';

/**
 * Checks the parsed knowledge files (`{ series, characters, episodes, matches, songs, terms, sources }`) and makes a
 * `Knowledge` of them. Pure.
 *
 * @throws KnowledgeError with every fault there is
 */
export function assembleKnowledge(files: Readonly<Record<string, unknown>>): Knowledge {
  const parsed = parseFiles(files);
  const faults = [
    ...parsed.faults,
    ...checkReferences(parsed),
    ...checkNames(parsed),
    ...checkBracket(parsed),
    ...checkLimits(parsed),
  ];
  const { series, ...rest } = parsed.records;
  if (faults.length > 0 || series === undefined) throw new KnowledgeError(inOrder(faults));
  return closeKnowledge({ series, ...rest }, versionOf(files), {
    emblems: { worn: new Map() },
    views: createViewCache(),
    dataIds: new Set(rest.episodes.map(({ id }) => id)),
    planned: [],
  });
}

/**
 * Makes a `Knowledge` of changed files of the same series, to replace `before`; it takes over the characters' emblems.
 * A record whose id changes must name the old one in `formerly`, because horizons, polls and buttons may still use it.
 *
 * @throws KnowledgeError with every fault there is; `before` is then unchanged
 */
export function assembleSuccessor(before: Knowledge, files: Readonly<Record<string, unknown>>): Knowledge {
  const next = assembleKnowledge(files);
  const { records, emblems } = wholeOf(next);
  const old = wholeOf(before);
  const faults = goneIds(old.records, records);
  if (next.seriesId !== before.seriesId) {
    const problem = `is "${next.seriesId}"; the bot keeps what it knows of "${before.seriesId}"`;
    faults.unshift({ file: 'series.json', path: ['id'], problem });
  }
  if (faults.length > 0) throw new KnowledgeError(faults);
  emblems.worn = old.emblems.worn;
  return next;
}

/** The records that were added, changed or removed between the two, by kind. */
export function whatChanged(before: Knowledge, now: Knowledge): readonly ChangesOfKind[] {
  return changesBetween(wholeOf(before).records, wholeOf(now).records);
}

/** The JSON Schema (draft 2020-12) of each knowledge file, by file name, for editors. */
export function knowledgeJsonSchema(): Record<string, object> {
  const list = (schema: z.ZodType) => z.array(schema);
  const shapes = {
    series: Series,
    characters: list(Character),
    episodes: list(Episode),
    matches: Matches,
    songs: list(Song),
    terms: list(Term),
    sources: list(Source),
  };
  // `input`: the schema of what may be written, in which a field with a default is optional.
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }),
    ]),
  );
}

/** The whole contents of a `Knowledge`, which only this file can read. */
interface Whole {
  readonly records: KnowledgeRecords;
  readonly emblems: { worn: Emblems };
}
const wholes = new WeakMap<Knowledge, Whole>();

function wholeOf(knowledge: Knowledge): Whole {
  const whole = wholes.get(knowledge);
  if (whole === undefined) throw new TypeError('Only what assembleKnowledge made can be assembled with additions');
  return whole;
}

/**
 * The data together with a server's additions, as a `Knowledge`. `views` limits how many of its views are held. For a
 * server without additions use the data itself: its views are shared by all.
 */
export function assembleWith(
  data: Knowledge,
  additions: Additions,
  words: AdditionWords,
  views: ViewCache = createViewCache(),
): Knowledge {
  const { records, emblems } = wholeOf(data);
  const merged = mergeAdditions(records, additions, words);
  const version = createHash('sha256')
    .update(`${data.version}\n${JSON.stringify(additions)}`)
    .digest('hex')
    .slice(0, 16);
  const isTheirs = new Set(merged.episodes.map(({ id }) => id));
  return closeKnowledge(merged, version, {
    emblems,
    views,
    dataIds: new Set(records.episodes.map(({ id }) => id)),
    planned: additions.episodes.filter(({ id, videoId }) => videoId === undefined && isTheirs.has(id)),
  });
}

/** Whether a text names any character or contestant, revealed or not. The answer is only yes or no. */
export function namesSomebody(knowledge: Knowledge, text: string): boolean {
  const { characters } = wholeOf(knowledge).records;
  const words = ` ${foldWords(text).join(' ')} `;
  return characters.some((character) =>
    [
      ...Object.values(character.name?.value ?? {}),
      ...character.nicknames.flatMap((nickname) => Object.values(nickname.text)),
      ...character.spellings,
    ].some((name) => {
      const folded = foldWords(name).join(' ');
      // A name in Hangul may have a particle attached.
      return folded !== '' && words.includes(/\p{sc=Hangul}$/u.test(folded) ? ` ${folded}` : ` ${folded} `);
    }),
  );
}

interface Closing {
  readonly emblems: { worn: Emblems };
  readonly views: ViewCache;
  /**
   * Ids of the data's own episodes: a horizon at an added episode is kept together with one of these, to fall back on.
   */
  readonly dataIds: ReadonlySet<string>;
  /** Added episodes that are not out yet. */
  readonly planned: readonly Pick<AddedEpisode, 'id' | 'label'>[];
}

function closeKnowledge(
  records: KnowledgeRecords,
  version: string,
  { emblems, views, dataIds, planned }: Closing,
): Knowledge {
  const { series } = records;
  const aliases = episodeAliases(records.episodes);
  const order = createReveals(records).order;
  const labels = freeze(records.episodes.map(({ id, label }) => ({ id, label })));
  const labelOf = new Map(labels.map((label) => [label.id, label]));
  const newest = newestOut(records);
  const bySeries = createRecogniser(series.patterns);
  const shownBy = new Map<string, string>();
  for (const { id, episode } of records.matches) {
    if (episode !== undefined && !shownBy.has(episode)) shownBy.set(episode, id);
  }
  const { sources: _, ...feed } = series.feed;
  const now = (id: string) => {
    const meant = order.meant(id) ?? id;
    return aliases.get(meant) ?? meant;
  };
  let worn = emblems.worn;

  const knowledge: Knowledge = Object.freeze<Knowledge>({
    seriesId: series.id,
    seriesName: freeze(inLanguages(series.name.value, series.languages)),
    languages: freeze([...series.languages]),
    forServer: () => knowledge,
    version,
    seenFrom(horizon) {
      if (order.place(horizon) === undefined)
        throw new RangeError(`"${horizon}" is no episode of ${series.id}, nor none or all`);
      if (worn !== emblems.worn) views.clear();
      worn = emblems.worn;
      return views.get(version, now(horizon), () => createView(records, now(horizon), emblems.worn));
    },
    wearEmblems(wanted) {
      const { worn: before } = emblems;
      const isSame = wanted.size === before.size && [...wanted].every(([id, emoji]) => before.get(id) === emoji);
      if (!isSame) emblems.worn = wanted;
    },
    episodeLabels: () => labels,
    episodeLabel: (id) => labelOf.get(now(id)),
    idsOf(episodeId) {
      const id = now(episodeId);
      return [id, ...[...aliases].flatMap(([alias, of]) => (of === id ? alias : []))];
    },
    newestOut: () => (newest === undefined ? labels.at(-1) : labelOf.get(newest)),
    isOut: (episodeId) => order.isOut(episodeId),
    isHorizon: (text) => order.place(text) !== undefined,
    keep(horizon) {
      const id = now(horizon);
      if (id === 'none' || id === 'all' || dataIds.has(id)) return id;
      const place = labels.findIndex((label) => label.id === id);
      const before = place < 0 ? undefined : labels.slice(0, place).findLast((label) => dataIds.has(label.id));
      return keptHorizon(id, before?.id ?? 'none');
    },
    held(kept) {
      const known = order.meant(kept);
      return known === undefined ? undefined : now(known);
    },
    lowerHorizon: order.lower,
    compareHorizons: order.compare,
    recognise(entryTitle) {
      const is = bySeries(entryTitle);
      // An entry that a pattern names after a competition may still be an episode of it.
      const isElse = is !== undefined && 'other' in is && !records.competitions.some(({ id }) => id === is.other);
      const expected = isElse ? undefined : planned.find(({ label }) => fitsLabel(entryTitle, label));
      return expected === undefined ? is : { episodeId: expected.id };
    },
    seriesFeed: () => ({
      platform: feed.platform,
      handle: feed.handle,
      ...(feed.channelId && { channelId: feed.channelId }),
      ...(feed.url && { url: feed.url }),
    }),
    matchOfEpisode: (episodeId) => shownBy.get(now(episodeId)),
    textIn: createTextIn(series.languages),
  });
  wholes.set(knowledge, { records, emblems });
  return knowledge;
}

/** The same fault may be found by two checks, and is listed once; faults are ordered by file. */
function inOrder(faults: readonly Fault[]): Fault[] {
  const place = ({ file }: Fault) => FILES.findIndex((name) => file === `${name}.json`);
  return [...new Map(faults.map((fault) => [faultLine(fault), fault])).values()].sort(
    (a, b) => place(a) - place(b) || comparePaths(a.path, b.path),
  );
}

function comparePaths(a: Fault['path'], b: Fault['path']): number {
  const at = a.findIndex((step, index) => step !== b[index]);
  const [left, right] = [a[at], b[at]];
  return typeof left === 'number' && typeof right === 'number' ? left - right : 0;
}

function versionOf(files: Readonly<Record<string, unknown>>): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(files).sort()) hash.update(`${name}\n${JSON.stringify(files[name])}\n`);
  return hash.digest('hex').slice(0, 16);
}
