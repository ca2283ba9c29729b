import type { Asking } from '../../../contract/reader.ts';
import { answerCard, readQuestion } from './answer-card.ts';
import { bracketCard } from './bracket-card.ts';
import type { Card, Subject } from './card.ts';
import { characterCard } from './character-card.ts';
import { episodeCard } from './episode-card.ts';
import { matchCard } from './match-card.ts';
import { nextCard } from './next-card.ts';
import { FIRST_FOUND, searchCard } from './search-card.ts';
import { seriesCard } from './series-card.ts';
import { songCard } from './song-card.ts';
import { sourcesCard } from './sources-card.ts';
import { termCard } from './term-card.ts';

type Draw = (by: Asking, id: string) => Card | undefined;

const bracket: Draw = (reader, id) => drawn(reader.view.bracket(id), (own) => bracketCard(reader, own));

/** The drawing function of each kind of card. */
const drawings = new Map<string, Draw>(
  Object.entries({
    character: (reader, id) => drawn(reader.view.character(id), (own) => characterCard(reader, own)),
    episode: (reader, id) => drawn(reader.view.episode(id), (own) => episodeCard(reader, own)),
    match: (reader, id) => drawn(reader.view.match(id), (own) => matchCard(reader, own)),
    song: (reader, id) => drawn(reader.view.song(id), (own) => songCard(reader, own)),
    term: (reader, id) => drawn(reader.view.term(id), (own) => termCard(reader, own)),
    bracket,
    'bracket-crowd': bracket,
    'bracket-mine': bracket,
    series: (reader) => seriesCard(reader),
    next: (reader) => nextCard(reader),
    search: (reader, id) => searchCard(reader, id, FIRST_FOUND),
    'search-all': (reader, id) => searchCard(reader, id),
    answer: (reader, id) => drawn(readQuestion(id), (question) => answerCard(reader, question)),
    sources: (reader, id) => {
      const subject = readSubject(id);
      const card = subject && cardOf(reader, subject);
      return card && sourcesCard(reader, subject, card);
    },
  } satisfies Record<string, Draw>),
);

/** The card of a subject; undefined when nothing with this id can be seen at this horizon. */
export function cardOf(by: Asking, { kind, id }: Subject): Card | undefined {
  return drawings.get(kind)?.(by, id);
}

/** A subject as the value of a choice, or inside another subject's id: `character/mizi`, `sources/character/mizi`. */
export function writeSubject({ kind, id }: Subject): string {
  return `${kind}/${id}`;
}

export function readSubject(text: string): Subject | undefined {
  const end = text.indexOf('/');
  return end < 1 ? undefined : { kind: text.slice(0, end), id: text.slice(end + 1) };
}

function drawn<Thing>(thing: Thing | undefined, by: (thing: Thing) => Card | undefined): Card | undefined {
  return thing === undefined ? undefined : by(thing);
}
