import type { Known } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { ACCENT, type Card, type Claim, type Subject } from './card.ts';
import { marked, words } from './words.ts';

/** The sources of each fact on a card, and which facts have only one source. */
export function sourcesCard(reader: Reader, subject: Subject, card: Card): Card | undefined {
  const { say } = reader;
  const told = card.claims.filter(({ known }) => known.sources.length > 0);
  if (told.length === 0) return undefined;
  return {
    title: `${say('know.sources')} · ${card.title}`,
    color: card.color ?? ACCENT,
    lead: told.map((claim) => claimText(reader, claim)),
    dense: true,
    sections: [],
    links: [{ ...subject, label: say('know.back'), emoji: '↩️' }],
    claims: [],
  };
}

function claimText(reader: Reader, { what, known }: Claim): string {
  const sources = known.sources.map((source) => {
    const name = words(reader, source.name).replaceAll(']', '\\]');
    return source.url === undefined ? name : `[${name}](${source.url})`;
  });
  return `${marked(what, known)}\n-# ${[...sources, ...toldIn(reader, known)].join(' · ')}`;
}

function toldIn(reader: Reader, { toldIn: episode }: Known): string[] {
  return episode === undefined ? [] : [reader.say('know.toldIn', { label: words(reader, episode.label) })];
}
