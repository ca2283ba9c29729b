import type { CharacterRef, Fact, Known, LocalText, Statement } from '../../../../domain/knowledge/view-types.ts';
import { plain } from '../../../contract/markdown.ts';
import type { Reader } from '../../../contract/reader.ts';
import { emojiText } from '../../../elements/controls.ts';
import type { Claim, Link, Section } from './card.ts';

/** The text unescaped, for labels of buttons and choices, which Discord does not format. */
export function bare({ view, language }: Reader, text: LocalText): string {
  return view.textIn(text, language);
}

/** The text escaped: whoever writes a series' data need not know Discord's Markdown. */
export function words(reader: Reader, text: LocalText): string {
  return plain(bare(reader, text));
}

/** The name in the reader's language, followed by those in the series' other languages. */
export function bothNames(reader: Reader, name: LocalText): string {
  const all = [bare(reader, name), ...reader.view.languages.flatMap((language) => name[language] ?? [])];
  return [...new Set(all)].map(plain).join(' · ');
}

export function nameOf(reader: Reader, who: CharacterRef): string {
  return `${emojiText(who.emoji ?? '')} ${words(reader, who.name)}`.trim();
}

/** Marks a fact with only one source, or that was inferred, with a sign that the card's last line explains. */
export function marked(text: string, { certainty }: Pick<Known, 'certainty'>): string {
  if (certainty === 'one-source') return `${text}\\*`;
  return certainty === 'inferred' ? `${text}\\*\\*` : text;
}

/** As `marked`, for labels of buttons, which Discord does not format. */
export function markedLabel(label: string, { certainty }: Pick<Known, 'certainty'>): string {
  return `${label}${certainty === undefined ? '' : certainty === 'one-source' ? '*' : '**'}`;
}

export function sentence(reader: Reader, statement: Statement): string {
  return marked(words(reader, statement.text), statement);
}

/** The statements as one paragraph. */
export function sentences(reader: Reader, statements: readonly Statement[]): string {
  return statements.map((statement) => sentence(reader, statement)).join(' ');
}

export function claimsOf(reader: Reader, statements: readonly Statement[]): Claim[] {
  return statements.map((statement) => ({ what: words(reader, statement.text), known: statement }));
}

/** A fact with its name, as the sources card lists it. */
export function factClaim(name: string, value: string, known: Known): Claim {
  return { what: `**${name}** ${value}`, known };
}

/** A section; empty where it would have no lines. */
export function section(name: string, lines: readonly string[], inline = false): Section[] {
  const full = lines.filter((line) => line !== '');
  return full.length === 0 ? [] : [{ name, lines: full, inline }];
}

/** A short field and its claim; both empty where the fact is not known. */
export function factField<Value>(
  name: string,
  fact: Fact<Value> | undefined,
  write: (value: Value) => string,
): { sections: Section[]; claims: Claim[] } {
  if (fact === undefined) return { sections: [], claims: [] };
  const value = write(fact.value);
  return { sections: section(name, [marked(value, fact)], true), claims: [factClaim(name, value, fact)] };
}

/** A date in the reader's language, as precise as it is known: `2023`, `2023-01`, `2023-01-05`. */
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

/** The links without repeats of the same card. */
export function distinct(links: readonly Link[]): Link[] {
  const seen = new Map(links.map((link) => [`${link.kind}/${link.id}`, link]));
  return [...seen.values()];
}
