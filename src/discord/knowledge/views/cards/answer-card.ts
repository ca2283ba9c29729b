import { ASKS } from '../../../../domain/knowledge/look-up/answers.ts';
import type { Answer, AnswerLine, Kind, Question } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { ACCENT, type Card, KIND_EMOJI, type Link } from './card.ts';
import { bare, factClaim, marked, words, writtenDate } from './words.ts';

/** Number of sources named below an answer; the others are behind a button. */
const MOST_SOURCES = 3;
/** Separators that occur in no id of the data. */
const [BETWEEN, AND] = ['~', '+'];
/** A custom id has 100 characters, and the id of the answer's sources card contains this one. */
const LONGEST = 78;

/** One sentence, its sources, and a link to the card that says more. */
export function answerCard(reader: Reader, question: Question): Card | undefined {
  const answer = reader.view.answer(question);
  if (answer === undefined) return undefined;
  const sources = new Map(answer.lines.flatMap((line) => line.sources.map((source) => [source.id, source] as const)));
  const named = [...sources.values()].slice(0, MOST_SOURCES).map(({ name }) => words(reader, name));
  return {
    title: `💬 ${aboutOf(reader, answer)}`,
    color: ACCENT,
    lead: [
      sentenceOf(reader, answer),
      ...(named.length === 0 ? [] : [`-# ${reader.say('know.answerSource', { names: named.join(', ') })}`]),
    ],
    sections: [],
    links: [cardLink(reader, answer)],
    claims: answer.lines.map((line) =>
      factClaim(
        line.label === undefined ? aboutOf(reader, answer) : words(reader, line.label),
        valueText(reader, line),
        line,
      ),
    ),
  };
}

/** For a text that may ask several things: a link to each answer. */
export function readingsCard(reader: Reader, questions: readonly Question[]): Card {
  return {
    title: `💬 ${reader.say('know.answerReadings')}`,
    color: ACCENT,
    lead: [],
    sections: [],
    links: questions.flatMap((question) => {
      const answer = reader.view.answer(question);
      if (answer === undefined) return [];
      const label = [bare(reader, answer.name), ...labelsOf(reader, answer)].join(' · ');
      return [{ kind: 'answer', id: writeQuestion(question), label, emoji: emojiOf(reader, question.of) }];
    }),
    claims: [],
  };
}

function sentenceOf(reader: Reader, answer: Answer): string {
  const { say } = reader;
  const { asks } = answer.question;
  const what = words(reader, answer.name);
  if (answer.lines.length === 0) return asks === 'next' ? say('know.allSeenText') : say('know.answerUnknown');
  const values = answer.lines.map((line) => marked(valueText(reader, line), line));
  const labelled = answer.lines.map((line, index) =>
    line.label === undefined ? `${values[index]}` : `${words(reader, line.label)}: ${values[index]}`,
  );
  const facts = { what, value: values.join(', ') };
  switch (asks) {
    case 'trait':
    case 'made':
      return say('know.answerTrait', { what, value: labelled.join(' · ') });
    case 'singers':
      return say('know.answerSingers', facts);
    case 'songs':
      return say('know.answerSongs', facts);
    case 'won':
      return say('know.answerWon', facts);
    case 'lost':
      return say('know.answerLost', facts);
    case 'score':
      return say('know.answerTrait', { what, value: labelled.join(' · ') });
    case 'alive':
      return say('know.answerTrait', facts);
    case 'relation':
      return say('know.answerRelation', { what, other: words(reader, answer.and ?? {}), value: values.join(' ') });
    case 'when':
      return say('know.answerWhen', facts);
    case 'watch':
      return say('know.answerWatch', facts);
    case 'order':
      return say('know.answerOrder', { what, value: values.join(' → ') });
    case 'next':
      return say('know.answerNext', facts);
  }
}

function valueText(reader: Reader, { value, date, url }: AnswerLine): string {
  if (date !== undefined) return writtenDate(date, reader.language);
  const text = typeof value === 'string' ? value : words(reader, value ?? {});
  return url === undefined ? text : `[${text}](${url})`;
}

/** The label of each profile line, where the question asks for several. */
function labelsOf(reader: Reader, { lines, question }: Answer): string[] {
  return question.asks !== 'trait'
    ? []
    : [...new Set(lines.flatMap(({ label }) => (label ? bare(reader, label) : [])))];
}

function aboutOf(reader: Reader, { name, and }: Answer): string {
  return [name, ...(and === undefined ? [] : [and])].map((one) => words(reader, one)).join(' · ');
}

function cardLink(reader: Reader, { card, name }: Answer): Link {
  if (card.kind === 'next') return { ...card, label: reader.say('know.nextButton'), emoji: '▶️' };
  return { ...card, label: nameOfCard(reader, card.kind, card.id) ?? bare(reader, name), emoji: emojiOf(reader, card) };
}

function nameOfCard({ view, language }: Reader, kind: Kind, id: string): string | undefined {
  const name = {
    character: () => view.character(id)?.name,
    episode: () => view.episode(id)?.label,
    match: () => view.match(id)?.label,
    song: () => view.song(id)?.title,
    term: () => view.term(id)?.name,
    series: () => view.series.name,
  }[kind]();
  return name && view.textIn(name, language);
}

function emojiOf({ view }: Reader, { kind, id }: Answer['card']): string {
  const own = kind === 'character' ? view.character(id)?.emoji : undefined;
  return own ?? (kind === 'next' ? KIND_EMOJI.episode : KIND_EMOJI[kind]);
}

/**
 * A question as part of a button's id, so that it can be answered again at the horizon of whoever presses. Where ids
 * are long, it keeps fewer profile lines.
 */
function writeQuestion({ asks, of, and, labels = [] }: Question): string {
  const written = [asks, of.kind, of.id, and?.id ?? '', labels.join(AND)].join(BETWEEN);
  return written.length <= LONGEST || labels.length < 2
    ? written
    : writeQuestion({ asks, of, ...(and && { and }), labels: labels.slice(0, -1) });
}

export function readQuestion(written: string): Question | undefined {
  const [asks, kind, id, and = '', labels = ''] = written.split(BETWEEN);
  const known = ASKS.find((own) => own === asks);
  const of = (Object.keys(KIND_EMOJI) as Kind[]).find((own) => own === kind);
  if (known === undefined || of === undefined || id === undefined) return undefined;
  return {
    asks: known,
    of: { kind: of, id },
    ...(and === '' ? {} : { and: { kind: of, id: and } }),
    ...(labels === '' ? {} : { labels: labels.split(AND) }),
  };
}
