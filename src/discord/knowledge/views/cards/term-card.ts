import type { TermView } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { ACCENT, type Card, KIND_EMOJI } from './card.ts';
import { toHit } from './links.ts';
import { bare, bothNames, claimsOf, distinct, factClaim, section, sentence, sentences, words } from './words.ts';

/** A term's text may name many things; this many get a link. */
const MOST_MENTIONED = 5;

export function termCard(reader: Reader, term: TermView): Card {
  const { say, view } = reader;
  const text = term.about.map((own) => bare(reader, own.text)).join('\n');
  const mentioned = view.mentionedIn(text).filter((hit) => hit.kind !== 'term' || hit.id !== term.id);
  return {
    title: `${KIND_EMOJI.term} ${bothNames(reader, term.name)}`,
    color: ACCENT,
    lead: [sentences(reader, term.about)],
    sections: section(
      say('know.nicknames'),
      term.nicknames.map((own) => sentence(reader, own)),
    ),
    links: distinct(mentioned.map((hit) => toHit(reader, hit))).slice(0, MOST_MENTIONED),
    claims: [
      factClaim(say('know.name'), words(reader, term.name), term),
      ...claimsOf(reader, term.about),
      ...claimsOf(reader, term.nicknames),
    ],
  };
}
