import type { Hit, KnowledgeView, Statement } from '../../../../domain/knowledge/view-types.ts';
import { foldWords } from '../../../../domain/text-folding.ts';
import { shortened } from '../../../contract/markdown.ts';
import type { Reader } from '../../../contract/reader.ts';
import { readTyped } from '../../../contract/typed-text.ts';
import { emojiText } from '../../../elements/controls.ts';
import { answerCard, readingsCard } from './answer-card.ts';
import { ACCENT, type Card, KIND_EMOJI } from './card.ts';
import { bare, words } from './words.ts';

const SNIPPET = 90;
/** How many results are shown at first. */
export const FIRST_FOUND = 5;

/**
 * Everything that was found, best first, with a select. The typed text is not repeated, because others may read the
 * answer.
 */
export function hitsCard(reader: Reader, title: string, hits: readonly Hit[], query = ''): Card {
  const found = hits.map((hit) => ({
    hit,
    name: bare(reader, hit.name),
    kind: kindName(reader, hit),
    about: saidAbout(reader, hit, query),
  }));
  return {
    title: `🔎 ${title}`,
    dense: true,
    color: ACCENT,
    lead: found.map(({ hit, kind, about }) =>
      [
        `${emojiOf(reader, hit)} **${words(reader, hit.name)}** · ${kind}`,
        ...(about === undefined ? [] : [`-# ${about}`]),
      ].join('\n'),
    ),
    sections: [],
    links: [],
    choices: found.map(({ hit, name, kind }) => ({ kind: hit.kind, id: hit.id, label: name, about: kind })),
    claims: [],
  };
}

export function kindName({ say }: Reader, { kind }: Hit): string {
  const names = {
    character: say('know.character'),
    episode: say('know.episode'),
    match: say('know.match'),
    song: say('know.song'),
    term: say('know.term'),
    series: say('know.series'),
  };
  return names[kind];
}

function emojiOf({ view }: Reader, hit: Hit): string {
  const own = hit.kind === 'character' ? view.character(hit.id)?.emoji : undefined;
  return emojiText(own ?? KIND_EMOJI[hit.kind]);
}

/** A text about the result: one that contains a word looked for, otherwise the first. */
function saidAbout(reader: Reader, { kind, id, match }: Hit, query: string): string | undefined {
  const all = statementsOf(reader.view, kind, id).map((own) => words(reader, own.text));
  const wanted = foldWords(query);
  const fits = (text: string) => foldWords(text).some((word) => wanted.includes(word));
  const found = (match === 'text' ? all.find(fits) : undefined) ?? all[0];
  return found === undefined ? undefined : shortened(found, SNIPPET);
}

function statementsOf(view: KnowledgeView, kind: Hit['kind'], id: string): readonly Statement[] {
  const character = kind === 'character' ? view.character(id) : undefined;
  if (character !== undefined) return [...character.about, ...character.history];
  const match = kind === 'match' ? view.match(id) : undefined;
  if (match !== undefined) return [...match.about, ...(match.result?.about ?? [])];
  const episode = kind === 'episode' ? view.episode(id) : undefined;
  if (episode !== undefined) return episode.seen ? episode.about : [];
  if (kind === 'series') return view.series.about;
  return (kind === 'song' ? view.song(id) : view.term(id))?.about ?? [];
}

/**
 * The answer to what was asked; otherwise the search results.
 *
 * @param id the typed text, as a button carries it
 * @param most the number of results to show, with a link to the others; default: all
 */
export function searchCard(reader: Reader, id: string, most?: number): Card | undefined {
  const query = readTyped(id);
  const questions = most === undefined ? [] : reader.view.ask(query);
  const [question] = questions;
  if (question !== undefined) {
    return questions.length > 1 ? readingsCard(reader, questions) : answerCard(reader, question);
  }
  const hits = reader.view.search(query);
  if (hits.length === 0) return undefined;
  const card = hitsCard(reader, reader.say('know.found'), hits.slice(0, most), query);
  if (most === undefined || hits.length <= most) return card;
  const more = {
    kind: 'search-all',
    id,
    label: reader.say('know.moreFound'),
    about: reader.say('know.moreFoundAbout'),
  };
  return { ...card, choices: [...(card.choices ?? []), more] };
}
