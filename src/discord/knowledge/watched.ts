import type { Horizon } from '../../domain/knowledge/horizon.ts';
import { UserError } from '../../i18n/user-error.ts';
import { readyToLookUp, withHorizon } from '../contract/call.ts';
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

/** `/watched`: sets how far a member has watched. If the text names no episode, answers with a select. */
export async function sayWatched(call: Using<'members'>, typed: string): Promise<MessageBody> {
  const horizon = findHorizon(typed, call);
  if (horizon === undefined) return whichEpisode(call);
  await call.services.members.setHorizon(call.asker.userId, call.episodes.keep(horizon));
  return { content: watchedText(call, horizon) };
}

/** “How far have you watched?”: saves the choice and redraws the answer above. */
export const howFar = defineComponent({
  id: howFarId,
  async run(subject, press) {
    const chosen = knownHorizon(press.values[0] ?? '', press);
    await press.services.members.setHorizon(press.asker.userId, press.episodes.keep(chosen));
    const call = withHorizon(press, chosen);
    await readyToLookUp(call);
    const plain = askedAgain(call, subject);
    const again = plain && (await withPicks(call, subject, plain));
    const content = [watchedText(call, chosen), ...(again?.content === undefined ? [] : [again.content])].join('\n');
    return { kind: 'update', body: { ...again, content } };
  },
});

/** “I have watched this” on an episode's card: redraws the card as for somebody who has. */
export const seen = defineComponent({
  id: seenId,
  async run({ episode }, press) {
    const moved = await movedFurther(press, episode);
    const call = moved ? withHorizon(press, episode) : press;
    return answerPress(press, seenOrSaid(answerAbout(call, { kind: 'episode', id: episode })));
  },
});

/**
 * Saves that a member has watched an episode, without asking further. It never sets the horizon back: a member without
 * one counts as their channel, and an older episode changes nothing. False where nothing changed.
 *
 * @throws UserError for an episode that the data does not have (any more)
 */
export async function movedFurther(call: Using<'members'>, episodeId: string): Promise<boolean> {
  const horizon = knownHorizon(episodeId, call);
  const isFurther = call.episodes.compareHorizons(call.reading.privateHorizon, horizon) < 0;
  if (isFurther) await call.services.members.setHorizon(call.asker.userId, call.episodes.keep(horizon));
  return isFurther;
}

/** @throws UserError for an unknown horizon: the message may be older than the data */
export function knownHorizon(text: string, { episodes }: Pick<Teller, 'episodes'>): Horizon {
  if (!episodes.isHorizon(text)) throw new UserError((say) => say('know.noSuchEpisode'));
  return text;
}
