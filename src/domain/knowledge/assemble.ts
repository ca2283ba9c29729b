import { createHash } from 'node:crypto';
import { z } from 'zod';
import { checkBracket } from './check-bracket.ts';
import { checkLimits } from './check-limits.ts';
import { checkNames } from './check-names.ts';
import { checkReferences } from './check-references.ts';
import type { Emblems } from './cut.ts';
import { type Fault, faultLine, KnowledgeError } from './faults.ts';
import { createViewingOrder, type Horizon } from './horizon.ts';
import { FILES, parseFiles } from './parse.ts';
import { createRecogniser } from './patterns.ts';
import { Character, Episode, type KnowledgeRecords, Matches, Series, Song, Source, Term } from './schema.ts';
import { createTextIn, createView, freeze } from './view.ts';
import type { Knowledge, KnowledgeView } from './view-types.ts';

/**
 * Judges what the files say (`{ series, characters, episodes, matches, songs, terms, sources }`, parsed JSON) and closes
 * it behind one door. Pure. Throws a KnowledgeError with every fault there is.
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
  return closeKnowledge({ series, ...rest }, versionOf(files));
}

/** The shapes of the files as JSON Schema (draft 2020-12), by file name, for editors. */
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
  // `input`: what may be written, so that a field with a default stays optional.
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }),
    ]),
  );
}

function closeKnowledge(records: KnowledgeRecords, version: string): Knowledge {
  const { series } = records;
  const order = createViewingOrder(records.episodes.map((episode) => episode.id));
  const labels = freeze(records.episodes.map(({ id, label }) => ({ id, label })));
  const recognise = createRecogniser(series.patterns);
  const shownBy = new Map(
    records.matches.flatMap(({ id, episode }) => (episode === undefined ? [] : [[episode, id] as const])),
  );
  const { sources: _, ...feed } = series.feed;
  const views = new Map<Horizon, KnowledgeView>();
  let emblems: Emblems = new Map();

  return Object.freeze<Knowledge>({
    seriesId: series.id,
    seriesName: freeze(series.name.value),
    languages: freeze([...series.languages]),
    version,
    seenFrom(horizon) {
      if (order.place(horizon) === undefined)
        throw new RangeError(`"${horizon}" is no episode of ${series.id}, nor none or all`);
      const view = views.get(horizon) ?? createView(records, horizon, emblems);
      views.set(horizon, view);
      return view;
    },
    wearEmblems(worn) {
      const isSame = worn.size === emblems.size && [...worn].every(([id, emoji]) => emblems.get(id) === emoji);
      if (isSame) return;
      emblems = worn;
      views.clear();
    },
    episodeLabels: () => labels,
    isHorizon: (text) => order.place(text) !== undefined,
    lowerHorizon: order.lower,
    compareHorizons: order.compare,
    recognise,
    seriesFeed: () => ({
      platform: feed.platform,
      handle: feed.handle,
      ...(feed.channelId && { channelId: feed.channelId }),
      ...(feed.url && { url: feed.url }),
    }),
    matchOfEpisode: (episodeId) => shownBy.get(episodeId),
    textIn: createTextIn(series.languages),
  });
}

/** Two looks may find the same fault; whoever mends it wants to read it once, and file by file. */
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
