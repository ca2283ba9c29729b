import { inLanguage } from '../../../domain/poll/in-language.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import type { Say } from '../../../i18n/sentences.ts';
import { plain } from '../../contract/markdown.ts';

/** An emoji that Discord did not take, and its replacement. */
interface Replaced {
  readonly name: string;
  readonly refused: string;
  readonly instead: string;
}

/** The contestants of a poll whose emoji was replaced. */
export function replacedIn(poll: Poll, language: string): readonly Replaced[] {
  return poll.contestants.flatMap(({ names, emoji, refusedEmoji }) =>
    refusedEmoji === undefined ? [] : { name: inLanguage(names, language), refused: refusedEmoji, instead: emoji },
  );
}

/** A refused emoji is shown by name, because the bot cannot use it. */
export function replacedText(replaced: readonly Replaced[], say: Say): string {
  return replaced
    .map(({ name, refused, instead }) => {
      const named = refused.includes(':') ? `\`:${refused.split(':')[0]}:\`` : refused;
      return say('poll.emojiReplaced', { name: plain(name), refused: named, instead });
    })
    .join(', ');
}
