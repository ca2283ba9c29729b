import type { Say } from '../../i18n/sentences.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Call } from '../command.ts';
import type { MessageBody } from '../message.ts';
import { bracketPicture } from './bracket-picture.ts';

/** Whose votes are laid over a bracket. */
export const overlays = ['crowd', 'mine'] as const;
export type Overlay = (typeof overlays)[number];

export function overlayName(overlay: Overlay): (say: Say) => string {
  return (say) => say(overlay === 'crowd' ? 'bracket.picksCrowd' : 'bracket.picksMine');
}

/**
 * An answer about a bracket, with votes laid over its picture, as far as its readers may know who meets. A member's own
 * are for them alone: the answer must be private.
 *
 * @throws UserError outside a server, where there are no polls
 */
export async function withPicks(
  call: Call,
  competitionId: string,
  overlay: Overlay,
  answer: MessageBody,
): Promise<MessageBody> {
  const { asker, reading, services, view, say } = call;
  const { guildId } = asker.place;
  if (guildId === undefined) throw new UserError((theirs) => theirs('bracket.picksInServers'));
  const { predictions } = services;
  const all =
    overlay === 'crowd'
      ? await predictions.crowdPicks(guildId, reading.horizon)
      : await predictions.ownPicks(guildId, asker.userId, reading.horizon);
  const byMatch = new Map([...all].filter(([matchId]) => view.match(matchId)?.competitionId === competitionId));
  const picks = { kind: overlay === 'crowd' ? ('crowd' as const) : ('own' as const), byMatch };
  if (byMatch.size > 0) return { ...answer, pictures: bracketPicture(call, services.pictures, competitionId, picks) };
  const none = say(overlay === 'crowd' ? 'bracket.noCrowdPicks' : 'bracket.noPicks');
  return { ...answer, content: answer.content === undefined ? none : `${none}\n${answer.content}` };
}
