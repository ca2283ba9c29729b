import type { Horizon } from '../../domain/knowledge/horizon.ts';
import type { HorizonMove } from '../../services/polls/lifecycle/horizon-move.ts';
import { channelOfThread } from '../contract/channel-kinds.ts';
import type { ChosenChannel, Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import { knownHorizon } from '../knowledge/watched.ts';
import { moveHorizonId } from './ids.ts';
import { moveQuestion } from './views/move-question.ts';
import { channelHorizonText, serverHorizonText } from './views/spoilers-text.ts';

type Moving = Using<'polls.horizons'>;

/** Sets how far a server has watched; where that locks or settles polls, lists them and asks first. */
export async function askToMoveHorizon(call: Moving, horizon: Horizon): Promise<MessageBody> {
  const move = await call.services.polls.horizons.preview(call.asker.place.guildId ?? '', horizon);
  if (asksFirst(move)) return moveQuestion(horizon, move, call);
  return { content: await movedHorizon(call, horizon, move.seen) };
}

/** A moderator confirmed moving the server's horizon. */
export const moveHorizon = defineComponent({
  id: moveHorizonId,
  of: 'spoilers',
  async run(fields, press: Pressed<Moving>) {
    const content = await movedHorizon(press, knownHorizon(fields.horizon, press), fields.seen);
    return { kind: 'update', body: { content } };
  },
});

/** Moves the horizon and says what was done; does nothing when the effect is no longer what was `seen`. */
export async function movedHorizon(call: Moving, horizon: Horizon, seen: string): Promise<string> {
  const { services, asker } = call;
  const moved = await services.polls.horizons.move({
    guildId: asker.place.guildId ?? '',
    horizon,
    by: asker.userId,
    seen,
    change: (server) => ({ ...server, horizon: call.episodes.keep(horizon) }),
  });
  return moved === undefined ? call.say('move.stale') : serverHorizonText(call, horizon);
}

/** Whether a move does more than set the horizon, and so must be confirmed. */
export function asksFirst({ locks, settles }: HorizonMove): boolean {
  return locks.length > 0 || settles.length > 0;
}

/**
 * Sets how far the readers of a channel have watched; undefined = as its server. In a thread it is set for the thread's
 * channel, because threads have no horizon of their own.
 */
export async function setChannelHorizon(
  call: Moving,
  horizon: Horizon | undefined,
  chosen: ChosenChannel | undefined,
): Promise<MessageBody> {
  const { place } = call.asker;
  const channelId =
    chosen === undefined ? (place.parentChannelId ?? place.channelId) : (channelOfThread(chosen) ?? chosen.id);
  await call.services.polls.horizons.moveChannel(place.guildId ?? '', (server) => {
    const { [channelId]: _, ...others } = server.channels;
    if (horizon === undefined) return { ...server, channels: others };
    return { ...server, channels: { ...others, [channelId]: call.episodes.keep(horizon) } };
  });
  return { content: channelHorizonText(call, channelId, horizon) };
}
