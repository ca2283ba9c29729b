import type { Say } from '../../i18n/sentences.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Call } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import { bracketPicture } from './views/bracket-picture.ts';
import type { Subject } from './views/cards/card.ts';

/** Whose votes are laid over a bracket. */
export const overlays = ['crowd', 'mine'] as const;
export type Overlay = (typeof overlays)[number];

export function overlayName(overlay: Overlay): (say: Say) => string {
  return (say) => say(overlay === 'crowd' ? 'bracket.picksCrowd' : 'bracket.picksMine');
}

const kinds = { crowd: 'bracket-crowd', mine: 'bracket-mine' } as const satisfies Record<Overlay, string>;

/** A bracket, with votes over it where they are asked for: a press below its card draws both again. */
export function bracketSubject(competitionId: string, overlay?: Overlay): Subject {
  return { kind: overlay === undefined ? 'bracket' : kinds[overlay], id: competitionId };
}

/**
 * An answer about a subject; if that is a bracket with votes over it, with these in its picture, as far as its readers may
 * know who meets. A member's own are for them alone: the answer must be private.
 *
 * @throws UserError outside a server, where there are no polls
 */
export async function withPicks(call: Call, subject: Subject, answer: MessageBody): Promise<MessageBody> {
  const overlay = overlays.find((one) => kinds[one] === subject.kind);
  if (overlay === undefined) return answer;
  const { id: competitionId } = subject;
  const { asker, reading, services, view, say } = call;
  const { guildId } = asker.place;
  if (guildId === undefined) throw new UserError((theirs) => theirs('bracket.picksInServers'));
  const { polls } = services;
  const all =
    overlay === 'crowd'
      ? await polls.brackets.crowdPicks(guildId, reading.horizon)
      : await polls.brackets.ownPicks(guildId, asker.userId, reading.horizon);
  const byMatch = new Map([...all].filter(([matchId]) => view.match(matchId)?.competitionId === competitionId));
  const picks = { kind: overlay === 'crowd' ? ('crowd' as const) : ('own' as const), byMatch };
  if (byMatch.size > 0) return { ...answer, pictures: bracketPicture(call, services.pictures, competitionId, picks) };
  const none = say(overlay === 'crowd' ? 'bracket.noCrowdPicks' : 'bracket.noPicks');
  return { ...answer, content: answer.content === undefined ? none : `${none}\n${answer.content}` };
}
