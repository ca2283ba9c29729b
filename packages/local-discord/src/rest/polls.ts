import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import { compareIds } from '../snowflakes.ts';
import { userJson } from '../world/account-json.ts';
import { messageJson } from '../world/message-json.ts';
import { messageEvent, tellEdited } from '../world/messages.ts';
import type { Message, NativePoll } from '../world/model.ts';
import { isOver } from '../world/polls.ts';
import { channelFor, demand, messageOf, type Store } from '../world/store.ts';
import { type Call, nothing, numberIn, ok, param, type Route } from './route.ts';

const POLL = '/channels/:channel/polls/:message';

/** Discord's own polls. https://docs.discord.com/developers/resources/poll */
export function pollRoutes(store: Store): Route[] {
  const found = (call: Call): { message: Message; poll: NativePoll } => {
    const channel = channelFor(store, call.caller, param(call, 'channel'));
    demand(store, call.caller, channel, P.ReadMessageHistory);
    const message = messageOf(channel, param(call, 'message'));
    if (!message.poll) throw refuse.noPoll();
    return { message, poll: message.poll };
  };

  return [
    {
      method: 'GET',
      path: `${POLL}/answers/:answer`,
      who: 'anyone',
      handle(call) {
        const voters = found(call).poll.votes.get(Number(param(call, 'answer'))) ?? new Set<string>();
        const after = call.query.get('after') ?? '0';
        const limit = numberIn(call.query, 'limit', 25, 1, 100);
        const ids = [...voters].filter((id) => compareIds(id, after) > 0).sort(compareIds);
        return ok({
          users: ids
            .slice(0, limit)
            .flatMap((id) => store.accounts.get(id) ?? [])
            .map(userJson),
        });
      },
    },
    {
      method: 'POST',
      path: `${POLL}/expire`,
      who: 'anyone',
      handle(call) {
        const { message, poll } = found(call);
        if (message.author !== call.caller) throw refuse.cannotEditOthers();
        if (isOver(store, poll)) throw refuse.pollExpired();
        poll.expiresAtMs = store.clock.now();
        tellEdited(store, message);
        return ok(messageJson(store, message, call.caller));
      },
    },
    // How people's clients vote: with all answers at once. "Apps are not allowed to vote on polls."
    {
      method: 'PUT',
      path: `${POLL}/answers/@me`,
      who: 'person',
      handle(call) {
        const { message, poll } = found(call);
        if (isOver(store, poll)) throw refuse.pollExpired();
        const sent = ((call.body ?? {}) as Json).answer_ids;
        const chosen = new Set((Array.isArray(sent) ? sent : []).map(Number));
        for (const [id, voters] of poll.votes) {
          const wants = chosen.has(id) && (poll.allowsSeveral || id === [...chosen][0]);
          if (wants === voters.has(call.caller.id)) continue;
          if (wants) voters.add(call.caller.id);
          else voters.delete(call.caller.id);
          store.events.emit(
            messageEvent(store, wants ? 'MESSAGE_POLL_VOTE_ADD' : 'MESSAGE_POLL_VOTE_REMOVE', message, () => ({
              user_id: call.caller.id,
              channel_id: message.channelId,
              message_id: message.id,
              ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
              answer_id: id,
            })),
          );
        }
        return nothing;
      },
    },
  ];
}
