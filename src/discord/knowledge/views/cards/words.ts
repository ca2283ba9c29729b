import type { CharacterRef, Fact, Known, LocalText, Statement } from '../../../../domain/knowledge/view-types.ts';
import { plain } from '../../../contract/markdown.ts';
import type { Reader } from '../../../contract/reader.ts';
import { emojiText } from '../../../elements/controls.ts';
import type { Claim, Link, Section } from './card.ts';

/** As it is, for what Discord does not format: labels of buttons and choices. */
export function bare({ view, language }: Reader, text: LocalText): string {
  return view.textIn(text, language);
}

/** Texts of the data are ours, but whoever adds a series writes for Discord's Markdown without knowing it. */
export function words(reader: Reader, text: LocalText): string {
  return plain(bare(reader, text));
}

/** The name in the reader's language, and in the series' other languages beside it. */
export function bothNames(reader: Reader, name: LocalText): string {
  const all = [bare(reader, name), ...reader.view.languages.flatMap((language) => name[language] ?? [])];
  return [...new Set(all)].map(plain).join(' · ');
}

export function nameOf(reader: Reader, who: CharacterRef): string {
  return `${emojiText(who.emoji ?? '')} ${words(reader, who.name)}`.trim();
}

/** What rests on one source, or on a conclusion, carries a sign that the card's last line explains. */
export function marked(text: string, { certainty }: Pick<Known, 'certainty'>): string {
  if (certainty === 'one-source') return `${text}\\*`;
  return certainty === 'inferred' ? `${text}\\*\\*` : text;
}

/** The same for labels of buttons, which Discord shows as they are. */
export function markedLabel(label: string, { certainty }: Pick<Known, 'certainty'>): string {
  return `${label}${certainty === undefined ? '' : certainty === 'one-source' ? '*' : '**'}`;
}

export function sentence(reader: Reader, statement: Statement): string {
  return marked(words(reader, statement.text), statement);
}

/** One paragraph. */
export function sentences(reader: Reader, statements: readonly Statement[]): string {
  return statements.map((statement) => sentence(reader, statement)).join(' ');
}

export function claimsOf(reader: Reader, statements: readonly Statement[]): Claim[] {
  return statements.map((statement) => ({ what: words(reader, statement.text), known: statement }));
}

/** A named value with its sources: what a card shows as a small field. */
export function factClaim(name: string, value: string, known: Known): Claim {
  return { what: `**${name}** ${value}`, known };
}

/** A section only where there is something to put into it. */
export function section(name: string, lines: readonly string[], inline = false): Section[] {
  const full = lines.filter((line) => line !== '');
  return full.length === 0 ? [] : [{ name, lines: full, inline }];
}

/** A small field and its claim; both empty where the fact is not known. */
export function factField<Value>(
  name: string,
  fact: Fact<Value> | undefined,
  write: (value: Value) => string,
): { sections: Section[]; claims: Claim[] } {
  if (fact === undefined) return { sections: [], claims: [] };
  const value = write(fact.value);
  return { sections: section(name, [marked(value, fact)], true), claims: [factClaim(name, value, fact)] };
}

/** As precise as it is known: `2023`, `2023-01`, `2023-01-05`. */
export function writtenDate(value: string, language: string): string {
  const [year, month, day] = value.split('-').map(Number);
  if (year === undefined) return value;
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month === undefined ? {} : { month: 'long' }),
    ...(day === undefined ? {} : { day: 'numeric' }),
  });
  return format.format(date);
}

/** Where one can go from here: each card once. */
export function distinct(links: readonly Link[]): Link[] {
  const seen = new Map(links.map((link) => [`${link.kind}/${link.id}`, link]));
  return [...seen.values()];
}
