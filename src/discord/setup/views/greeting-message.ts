import type { LocalText } from '../../../domain/knowledge/view-types.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Speaker } from '../../contract/reader.ts';
import { button, rows } from '../../elements/controls.ts';
import { setupOpenId } from '../ids.ts';

/** The greeting in a server: what the bot does, and where to begin. */
export function greetingMessage(
  { guildId, series }: { readonly guildId: string; readonly series: LocalText },
  { say, language }: Speaker,
): MessageBody {
  const name = series[language] ?? Object.values(series)[0] ?? '';
  return {
    content: `${say('greeting.hello', { series: name })}\n${say('greeting.begin')}`,
    // The bot recognises its own post by the first button.
    components: rows([
      button({ id: setupOpenId.write({ mark: guildId }), label: say('greeting.setUp'), style: 'primary' }),
    ]),
    withoutPreviews: true,
  };
}
