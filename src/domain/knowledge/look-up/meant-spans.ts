import type { Span } from './name-index.ts';
import type { Token } from './read-query.ts';
import { AFTER_A_NAME, BEFORE_WHO_IS_ASKED_OF } from './vocabulary.ts';

/**
 * Leaves out names that are meant as common words. `Till` is meant as a name where it stands alone, has a capital, or
 * stands where only a name can: beside another name, at the end, before `is`. In “wait till Friday” it is not.
 */
export function meantSpans(tokens: readonly Token[], spans: readonly Span[]): Span[] {
  const isWord = ({ at, length }: Span) => tokens.slice(at, at + length).every(({ common }) => common);
  const sure = spans.filter((span) => !isWord(span));
  return spans.filter((span) => {
    if (!isWord(span) || span.length === tokens.length) return true;
    if (!span.named) return false;
    const words = tokens.slice(span.at, span.at + span.length);
    const next = tokens[span.at + span.length];
    if (words.every(({ capital }) => capital) && span.at > 0) return true;
    // Written with hyphens, as the name is: `All-In`.
    if (span.length > 1 && tokens.slice(span.at + 1, span.at + span.length).every(({ joined }) => joined)) return true;
    // “Did Till win?”
    if (span.at === 1 && BEFORE_WHO_IS_ASKED_OF.has(tokens[0]?.text ?? '')) return true;
    if (span.length > 1) return sure.length > 0 || next === undefined;
    return next === undefined || AFTER_A_NAME.has(next.text) || next.kind !== undefined || isBeside(span, sure);
  });
}

function isBeside({ at, length }: Span, others: readonly Span[]): boolean {
  return others.some((other) => other.at === at + length || other.at + other.length === at);
}
