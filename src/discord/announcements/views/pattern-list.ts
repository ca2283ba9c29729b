import type { Recognition } from '../../../domain/announcement/recognition.ts';
import type { Recognised } from '../../../domain/knowledge/view-types.ts';
import type { SeenEntry, TriedPattern } from '../../../services/announcements/entry-rules.ts';
import { plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { type EntryReader, isText, shownTitle, takenFor } from './entry-title.ts';

/** The server's own patterns, and what the latest entries are recognised as. */
export function patternList(
  patterns: Recognition['patterns'],
  latest: readonly SeenEntry[],
  by: EntryReader,
): MessageBody {
  const { say } = by;
  const own = patterns.map(({ pattern, is }) => `\`${code(pattern)}\` → ${isText(is, by)}`);
  const entries = latest.map(
    (seen) => `**${plain(shortened(shownTitle(seen, by), 70))}** → ${takenFor(seen.recognised, by)}`,
  );
  return {
    content: own.length === 0 ? say('announce.noPatterns') : say('announce.patterns'),
    embeds: [
      ...(own.length === 0 ? [] : [{ description: shortened(own.join('\n'), 2000) }]),
      ...(entries.length === 0
        ? []
        : [{ title: say('announce.latest'), description: shortened(entries.join('\n'), 2500) }]),
    ],
  };
}

/** What a pattern changes among the latest entries, before or after it is saved. */
export function triedPattern(tried: TriedPattern, is: Recognised, saved: boolean, by: EntryReader): MessageBody {
  const { say } = by;
  const meant = isText(is, by);
  const lines = tried.fits.map(
    (seen) => `**${plain(shortened(shownTitle(seen, by), 70))}**: ${takenFor(seen.recognised, by)} → ${meant}`,
  );
  const facts = { is: meant, count: tried.fits.length };
  return {
    content: saved
      ? say('announce.savedPattern', facts)
      : `${say('announce.tried', facts)}\n${say('announce.howToSave')}`,
    embeds: [
      {
        title: `\`${code(tried.pattern)}\``,
        ...(lines.length === 0 ? {} : { description: shortened(lines.join('\n'), 3500) }),
      },
    ],
  };
}

function code(text: string): string {
  return shortened(text.replaceAll('`', 'ˋ'), 120);
}
