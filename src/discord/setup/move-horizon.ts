import type { Horizon } from '../../domain/knowledge/horizon.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import type { HorizonMove } from '../../services/polls/lifecycle/horizon-move.ts';
import type { Call } from '../contract/command.ts';
import { shortened } from '../contract/markdown.ts';
import type { MessageBody } from '../contract/message.ts';
import { button, rows } from '../elements/controls.ts';
import { horizonText } from '../knowledge/views/how-far.ts';
import { leaveId } from '../polls/ids.ts';
import { titleText } from '../polls/views/poll-message.ts';
import { moveHorizonId } from './ids.ts';
import { serverHorizonText } from './views/spoilers-text.ts';

const LISTED = 800;

/** Sets how far a server has watched; where that locks or settles polls, says which, and asks first. */
export async function askToMoveHorizon(call: Call, horizon: Horizon): Promise<MessageBody> {
  const move = await call.services.polls.horizons.preview(call.asker.place.guildId ?? '', horizon);
  if (asksFirst(move)) return horizonQuestion(call, horizon, move);
  return (await movedHorizon(call, horizon, move.seen)) ?? { content: call.say('move.stale') };
}

/** Undefined, and nothing done, when what it would do is not what was seen any more. */
export async function movedHorizon(call: Call, horizon: Horizon, seen: string): Promise<MessageBody | undefined> {
  const { services, asker } = call;
  const moved = await services.polls.horizons.move({
    guildId: asker.place.guildId ?? '',
    horizon,
    by: asker.userId,
    seen,
    change: (server) => ({ ...server, horizon }),
  });
  return moved && { content: serverHorizonText(call, horizon) };
}

/** Whether it does more than set the horizon, so that a moderator must say yes. */
export function asksFirst({ locks, settles }: HorizonMove): boolean {
  return locks.length > 0 || settles.length > 0;
}

/**
 * Polls are named by their neutral titles: who won is not told to a moderator who has not watched it. `ids`: what the
 * buttons do, where yes and no lead back to something else.
 */
export function horizonQuestion(
  call: Call,
  horizon: Horizon,
  move: HorizonMove,
  ids = { yes: moveHorizonId.write({ horizon, seen: move.seen }), no: leaveId.write({}) },
): MessageBody {
  const { say, language } = call;
  const titles = (polls: readonly Poll[]) =>
    shortened(polls.map((poll) => `**${titleText(poll, language)}**`).join(', '), LISTED);
  const lines = [
    say('move.ask', { label: horizonText(call, horizon) }),
    ...(move.locks.length > 0 ? [say('move.locks', { titles: titles(move.locks) })] : []),
    ...(move.settles.length > 0 ? [say('move.settles', { titles: titles(move.settles) })] : []),
  ];
  return {
    content: lines.join('\n'),
    components: rows([
      button({ id: ids.yes, label: say('confirm.yes'), style: 'primary' }),
      button({ id: ids.no, label: say('confirm.no') }),
    ]),
  };
}
