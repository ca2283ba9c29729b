import type { Hit } from '../../../domain/knowledge/view-types.ts';
import { shortened } from '../../markdown.ts';
import { readTyped } from '../../typed-text.ts';
import { ACCENT, type Card, KIND_EMOJI, type Reader } from './card.ts';
import { bare, words } from './words.ts';

const SNIPPET = 90;

/** Everything that was found, best first, with a choice among it. What was typed is not repeated: others may read this. */
export function hitsCard(reader: Reader, title: string, hits: readonly Hit[]): Card {
  const found = hits.map((hit) => ({
    hit,
    name: bare(reader, hit.name),
    kind: kindName(reader, hit),
    about: firstWords(reader, hit),
  }));
  return {
    title: `🔎 ${title}`,
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
  };
  return names[kind];
}

function emojiOf({ view }: Reader, hit: Hit): string {
  const own = hit.kind === 'character' ? view.character(hit.id)?.emoji : undefined;
  return own ?? KIND_EMOJI[hit.kind];
}

/** The beginning of what is said about it. */
function firstWords(reader: Reader, { kind, id }: Hit): string | undefined {
  const { view } = reader;
  const thing = {
    character: view.character,
    song: view.song,
    term: view.term,
    match: view.match,
    episode: view.episode,
  }[kind](id);
  const [first] = thing !== undefined && 'about' in thing ? thing.about : [];
  return first === undefined ? undefined : shortened(words(reader, first.text), SNIPPET);
}

/** @param id what was typed, as a button keeps it */
export function searchCard(reader: Reader, id: string): Card | undefined {
  const hits = reader.view.search(readTyped(id));
  return hits.length === 0 ? undefined : hitsCard(reader, reader.say('know.found'), hits);
}
