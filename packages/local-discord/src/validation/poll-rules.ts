import type { Fault } from '../errors.ts';
import type { Json } from '../json.ts';
import { isBlank, required } from './embed-rules.ts';
import type { MayUseEmoji } from './emoji-rules.ts';
import { isUnicodeEmoji } from './unicode-emoji.ts';

const QUESTION_LIMIT = 300;
const ANSWER_LIMIT = 55;

/** https://docs.discord.com/developers/resources/poll#poll-media-object */
export function pollFaults(poll: Json | null | undefined, mayUse: MayUseEmoji): Fault[] {
  if (!poll) return [];
  const answers = Array.isArray(poll.answers) ? (poll.answers as Json[]) : [];
  return [
    ...textFaults((poll.question as Json | undefined)?.text, QUESTION_LIMIT, ['poll', 'question', 'text']),
    ...answers.flatMap((answer, index): Fault[] => {
      const media = (answer.poll_media ?? {}) as Json;
      const path = ['poll', 'answers', index, 'poll_media'];
      const emoji = media.emoji as { id?: string | null; name?: string | null } | null | undefined;
      const isCustom = emoji?.id !== undefined && emoji.id !== null;
      const usable = !emoji || (isCustom ? mayUse(String(emoji.id)) : isUnicodeEmoji(emoji.name ?? ''));
      return [
        ...textFaults(media.text, ANSWER_LIMIT, [...path, 'text']),
        ...(usable
          ? []
          : [
              {
                path: [...path, 'emoji', isCustom ? 'id' : 'name'],
                code: 'POLL_INVALID_EMOJI',
                message: 'Invalid emoji',
              },
            ]),
      ];
    }),
  ];
}

function textFaults(text: unknown, limit: number, path: readonly (string | number)[]): Fault[] {
  if (isBlank(text)) return [required(path)];
  return [...String(text)].length > limit
    ? [{ path, code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${limit} or fewer in length.` }]
    : [];
}
