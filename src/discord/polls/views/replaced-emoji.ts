import { inLanguage } from '../../../domain/poll/in-language.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import type { Say } from '../../../i18n/sentences.ts';
import { plain } from '../../contract/markdown.ts';

/** An emoji that Discord did not take, and what stands in its place. */
interface Replaced {
  readonly name: string;
  readonly refused: string;
  readonly instead: string;
}

/** The contestants of a poll who have another emoji than they were given. */
export function replacedIn(poll: Poll, language: string): readonly Replaced[] {
  return poll.contestants.flatMap(({ names, emoji, refusedEmoji }) =>
    refusedEmoji === undefined ? [] : { name: inLanguage(names, language), refused: refusedEmoji, instead: emoji },
  );
}

/** Each by the name it was given under: to the bot it is no emoji, so it could not be shown as one. */
export function replacedText(replaced: readonly Replaced[], say: Say): string {
  return replaced
    .map(({ name, refused, instead }) => {
      const named = refused.includes(':') ? `\`:${refused.split(':')[0]}:\`` : refused;
      return say('poll.emojiReplaced', { name: plain(name), refused: named, instead });
    })
    .join(', ');
}
