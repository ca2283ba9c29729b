import type { Horizon } from '../../domain/knowledge/horizon.ts';
import { UserError } from '../../i18n/user-error.ts';
import { withHorizon } from '../contract/call.ts';
import type { Using } from '../contract/command.ts';
import { answerPress, defineComponent } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import type { Teller } from '../contract/reader.ts';
import { withPicks } from './bracket.ts';
import { findHorizon } from './horizon-option.ts';
import { howFarId, seenId } from './ids.ts';
import { askedAgain, seenOrSaid } from './look-up.ts';
import { answerAbout } from './views/answer.ts';
import { watchedText, whichEpisode } from './views/watched-text.ts';

/** `/watched`: how far a member has watched, as they typed it; where that names no episode, the list to choose from. */
export async function sayWatched(call: Using<'members'>, typed: string): Promise<MessageBody> {
  const horizon = findHorizon(typed, call);
  if (horizon === undefined) return whichEpisode(call);
  await call.services.members.setHorizon(call.asker.userId, call.episodes.keep(horizon));
  return { content: watchedText(call, horizon) };
}

/** “How far have you watched?” answered by the select below an answer: remembered, and the answer drawn again. */
export const howFar = defineComponent({
  id: howFarId,
  async run(subject, press) {
    const chosen = knownHorizon(press.values[0] ?? '', press);
    await press.services.members.setHorizon(press.asker.userId, press.episodes.keep(chosen));
    const call = withHorizon(press, chosen);
    const plain = askedAgain(call, subject);
    const again = plain && (await withPicks(call, subject, plain));
    const content = [watchedText(call, chosen), ...(again?.content === undefined ? [] : [again.content])].join('\n');
    return { kind: 'update', body: { ...again, content } };
  },
});

/** “I have watched this”, on an episode's card: the card as it is for who has. */
export const seen = defineComponent({
  id: seenId,
  async run({ episode }, press) {
    const moved = await movedFurther(press, episode);
    const call = moved ? withHorizon(press, episode) : press;
    return answerPress(press, seenOrSaid(answerAbout(call, { kind: 'episode', id: episode })));
  },
});

/**
 * “I have watched this”, taken at their word and remembered. It only ever moves somebody further: whoever never said
 * anything counts as their channel, and an older episode must not set them back behind it. False where it moved nobody.
 *
 * @throws UserError for an episode that the data does not have, or no more
 */
export async function movedFurther(call: Using<'members'>, episodeId: string): Promise<boolean> {
  const horizon = knownHorizon(episodeId, call);
  const isFurther = call.episodes.compareHorizons(call.reading.privateHorizon, horizon) < 0;
  if (isFurther) await call.services.members.setHorizon(call.asker.userId, call.episodes.keep(horizon));
  return isFurther;
}

/** @throws UserError for none that is known: a message may be older than the data */
export function knownHorizon(text: string, { episodes }: Pick<Teller, 'episodes'>): Horizon {
  if (!episodes.isHorizon(text)) throw new UserError((say) => say('know.noSuchEpisode'));
  return text;
}
