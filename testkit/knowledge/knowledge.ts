import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assembleKnowledge, type Kind, type Knowledge, type KnowledgeView } from '../../src/domain/knowledge/index.ts';

/** The second path is for the trials, whose compiled files are one folder deeper. */
export const SERIES_DIR =
  ['../../data/alien-stage', '../../../data/alien-stage']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path)) ?? '';
export const KINDS: readonly Exclude<Kind, 'series'>[] = ['character', 'episode', 'match', 'song', 'term'];

/** The raw data files of the series that comes with the bot; a fresh copy each time. */
export function seriesFiles(): Record<string, unknown> {
  const names = readdirSync(SERIES_DIR).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'));
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(`${SERIES_DIR}/${name}`, 'utf8'))]),
  );
}

let series: Knowledge | undefined;

/** The series that comes with the bot, assembled once for each test file. */
export function seriesKnowledge(): Knowledge {
  series ??= assembleKnowledge(seriesFiles());
  return series;
}

/** Everything that a view gives: its fields, every look-up by id, and the results of each query. */
export function everythingIn(
  view: KnowledgeView,
  queries: readonly string[],
  ids: readonly string[] = queries,
): unknown {
  return {
    fields: view,
    predictable: view.predictable(),
    next: view.next(),
    brackets: ids.flatMap((id) => view.bracket(id) ?? []),
    byId: ids.flatMap((id) =>
      [view.character(id), view.episode(id), view.song(id), view.term(id), view.match(id)].filter(Boolean),
    ),
    listed: KINDS.map((kind) => view.languages.map((language) => view.suggest(kind, '', language))),
    found: queries.map((query, index) => ({
      search: view.search(query),
      mentioned: view.mentionedIn(query),
      answers: view.ask(query).map((question) => ({ question, answer: view.answer(question) })),
      byKind: KINDS.map((kind) => view.find(kind, query)),
      // Suggestions are the same results again, by name: one kind and one language for each query is enough.
      suggested: view.suggest(turn(KINDS, index) ?? 'character', query, turn(view.languages, index) ?? ''),
    })),
  };
}

function turn<Item>(list: readonly Item[], index: number): Item | undefined {
  return list[index % list.length];
}

/** Every string of the files that somebody could type: names, titles, nicknames, spellings, labels and ids. */
export function typeableIn(files: Readonly<Record<string, unknown>>): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, key: string, naming: boolean): void => {
    if (typeof value === 'string' && (naming || key === 'id')) found.add(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [inner, item] of Object.entries(value)) {
      if (inner === 'sources' || inner === 'after') continue;
      visit(item, Array.isArray(value) ? key : inner, naming || NAMING.has(inner));
    }
  };
  for (const name of ['characters', 'episodes', 'matches', 'songs', 'terms']) visit(files[name], name, false);
  return [...found];
}

const NAMING = new Set(['name', 'title', 'nicknames', 'spellings', 'label', 'neutralName']);
