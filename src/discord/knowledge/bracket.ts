import type { CompetitionView } from '../../domain/knowledge/view-types.ts';
import type { Say } from '../../i18n/sentences.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Call, Suggestion } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import type { Reader } from '../contract/reader.ts';
import { mayMean } from '../contract/typed-name.ts';
import { seenOrSaid } from './look-up.ts';
import { answerAbout } from './views/answer.ts';
import { bracketPicture } from './views/bracket-picture.ts';
import type { Subject } from './views/cards/card.ts';

/** Whose votes are shown in a bracket. */
export const overlays = ['crowd', 'mine'] as const;
export type Overlay = (typeof overlays)[number];

export function overlayName(overlay: Overlay): (say: Say) => string {
  return (say) => say(overlay === 'crowd' ? 'bracket.picksCrowd' : 'bracket.picksMine');
}

/** The competitions whose name, in any language, contains what was typed: there are few, so a part is enough. */
export function suggestCompetitions(typed: string, { view, language }: Reader): Suggestion[] {
  return view.competitions
    .filter((own) => isCalled(own, typed))
    .map(({ id, name }) => ({ name: view.textIn(name, language), value: id }));
}

/** The competition that was picked or typed; the first one when none is named. */
export function competitionNamed(
  typed: string | undefined,
  { view }: Pick<Reader, 'view'>,
): CompetitionView | undefined {
  const picked = view.competitions.find(({ id }) => id === typed);
  return picked ?? view.competitions.find((own) => isCalled(own, typed ?? ''));
}

function isCalled({ id, name }: CompetitionView, typed: string): boolean {
  return mayMean(typed, { id, names: Object.values(name) });
}

/** `/bracket show`. With the asker's own votes, or where only the asker may see the bracket, the answer is private. */
export async function showBracket(
  call: Call,
  { competition, picks }: { readonly competition: string | undefined; readonly picks: Overlay | undefined },
): Promise<MessageBody> {
  const here = picks === 'mine' ? undefined : competitionNamed(competition, call);
  const reader = here === undefined ? call.alone() : call;
  const found = here ?? competitionNamed(competition, reader);
  if (found === undefined) return { content: reader.say('know.noBracket'), onlyForAsker: true };
  const subject = bracketSubject(found.id, picks);
  const answer = await withPicks(reader, subject, seenOrSaid(answerAbout(reader, subject)));
  return here === undefined ? { ...answer, onlyForAsker: true } : answer;
}

const kinds = { crowd: 'bracket-crowd', mine: 'bracket-mine' } as const satisfies Record<Overlay, string>;

/** A bracket, with votes in it if asked for: buttons on its card redraw both. */
function bracketSubject(competitionId: string, overlay?: Overlay): Subject {
  return { kind: overlay === undefined ? 'bracket' : kinds[overlay], id: competitionId };
}

/**
 * Adds votes to the picture of an answer whose subject is a bracket with votes; other answers are returned unchanged.
 * Contestants the readers may not know are left out. With a member's own votes the answer must be private.
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
  if (byMatch.size > 0) return { ...answer, pictures: bracketPicture(call, competitionId, picks) };
  const none = say(overlay === 'crowd' ? 'bracket.noCrowdPicks' : 'bracket.noPicks');
  return { ...answer, content: answer.content === undefined ? none : `${none}\n${answer.content}` };
}
