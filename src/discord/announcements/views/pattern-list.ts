import type { Recognition } from '../../../domain/announcement/recognition.ts';
import type { SeenEntry, TriedPattern } from '../../../services/announcements/entry-rules.ts';
import type { Call } from '../../contract/command.ts';
import { plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { episodeText, shownTitle, takenFor } from './why-list.ts';

type Speaker = Pick<Call, 'say' | 'services' | 'language' | 'asker' | 'reading'>;

/** What is written where an entry is no episode. */
export const OTHER = 'other';

/** The server's own patterns, and what the latest entries are taken for. */
export function patternList(patterns: Recognition['patterns'], latest: readonly SeenEntry[], by: Speaker): MessageBody {
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

/** What a pattern changes among the latest entries: before it is saved, or just after. */
export function triedPattern(tried: TriedPattern, is: string, saved: boolean, by: Speaker): MessageBody {
  const { say } = by;
  const meant = isText(is === OTHER ? { other: OTHER } : { episodeId: is }, by);
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

export function isText(
  is: Recognition['patterns'][number]['is'],
  by: Pick<Speaker, 'say' | 'services' | 'language'>,
): string {
  return 'episodeId' in is
    ? episodeText(is.episodeId, by)
    : by.say('announce.takenForOther', { kind: plain(is.other) });
}

function code(text: string): string {
  return shortened(text.replaceAll('`', 'ˋ'), 120);
}
