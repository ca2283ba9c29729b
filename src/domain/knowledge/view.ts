import { createCut, type Emblems } from './cut/cut.ts';
import { cutCompetitions, cutMatches, drawBracket } from './cut/cut-matches.ts';
import { cutCharacters, cutEpisodes, cutSeries, cutSongs, cutTerms } from './cut/cut-records.ts';
import { findablesOf, pairNamesOf } from './findables.ts';
import type { Horizon } from './horizon.ts';
import { answerFrom } from './look-up/answers.ts';
import { relatedIn } from './look-up/related.ts';
import { aliasesOf, episodeAliases } from './records/aliases.ts';
import type { KnowledgeRecords } from './records/schema.ts';
import { createSearch, type SearchParts } from './search.ts';
import type { EpisodeLabel, Kind, KnowledgeView, LocalText } from './view-types.ts';

/** Makes the view of one horizon. It holds only what remains at that horizon, so nothing leads back to the whole. */
export function createView(records: KnowledgeRecords, horizon: Horizon, emblems?: Emblems): KnowledgeView {
  const cut = createCut(records, horizon, emblems);
  const competitions = freeze(cutCompetitions(cut));
  const matches = freeze(cutMatches(cut, competitions));
  const songs = freeze(cutSongs(cut));
  const characters = freeze(cutCharacters(cut, matches, songs));
  return closeView({
    horizon,
    languages: freeze([...records.series.languages]),
    series: freeze(cutSeries(cut)),
    characters,
    episodes: freeze(cutEpisodes(cut, matches, songs)),
    songs,
    terms: freeze(cutTerms(cut)),
    competitions,
    matches,
    aliases: {
      character: aliasesOf(records.characters),
      episode: episodeAliases(records.episodes),
      song: aliasesOf(records.songs),
      term: aliasesOf(records.terms),
      match: aliasesOf(records.matches),
      competition: aliasesOf(records.competitions),
    },
    asked: records.series.asked,
    // Contains every spelling that may be known at this horizon; they are for searching and never shown.
    findables: () => ({ things: findablesOf(cut, { matches, songs, characters }), pairs: pairNamesOf(cut) }),
  });
}

type Parts = Pick<
  KnowledgeView,
  'horizon' | 'languages' | 'series' | 'characters' | 'episodes' | 'songs' | 'terms' | 'competitions' | 'matches'
>;

interface Inside {
  readonly findables: SearchParts['findables'];
  readonly asked: SearchParts['asked'];
  readonly aliases: Readonly<Record<Exclude<Kind, 'series'> | 'competition', ReadonlyMap<string, string>>>;
}

function closeView(parts: Parts & Inside): KnowledgeView {
  const { findables, aliases, asked, ...shown } = parts;
  const textIn = createTextIn(shown.languages);
  const search = createSearch({ findables, textIn, related: relatedIn(shown), asked });
  const brackets = new Map(shown.competitions.map((own) => [own.id, freeze(drawBracket(own, shown.matches))]));
  const predictable = freeze(
    shown.matches.filter(
      (match) => !match.seen && !match.result && match.contestants.every((who) => who !== undefined),
    ),
  );

  const read = {
    ...shown,
    character: byId(shown.characters, aliases.character),
    episode: byId(shown.episodes, aliases.episode),
    song: byId(shown.songs, aliases.song),
    term: byId(shown.terms, aliases.term),
    match: byId(shown.matches, aliases.match),
    competition: byId(shown.competitions, aliases.competition),
    next(): EpisodeLabel | undefined {
      const next = shown.episodes.find((episode) => !episode.seen);
      return next && { id: next.id, label: next.label };
    },
  };

  return Object.freeze<KnowledgeView>({
    ...read,
    predictable: () => predictable,
    bracket: (competitionId) => brackets.get(aliases.competition.get(competitionId) ?? competitionId),
    search: search.search,
    find: search.find,
    suggest: search.suggest,
    mentionedIn: search.mentionedIn,
    ask: search.ask,
    readAhead: search.readAhead,
    prepare: search.prepare,
    answer: (question) => freeze(answerFrom(read, question)),
    textIn,
  });
}

/** Falls back from `pt-BR` to `pt`, then to the first language, then to any text there is. */
export function createTextIn(languages: readonly string[]): (text: LocalText, language: string) => string {
  return (text, language) => {
    const broader = language.split('-')[0] ?? language;
    const fallback = languages[0] ?? '';
    return text[language] ?? text[broader] ?? text[fallback] ?? Object.values(text)[0] ?? '';
  };
}

function byId<Item extends { readonly id: string }>(
  items: readonly Item[],
  aliases: ReadonlyMap<string, string>,
): (id: string) => Item | undefined {
  const found = new Map(items.map((item) => [item.id, item]));
  return (id) => found.get(aliases.get(id) ?? id);
}

/** Deeply frozen, so that no caller can change what another reads. */
export function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
