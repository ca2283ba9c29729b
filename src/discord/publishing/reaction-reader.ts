import { DiscordAPIError, type REST } from '@discordjs/rest';
import { type APIMessage, type APIUser, Routes } from 'discord-api-types/v10';
import type { ReactionCounts, Reactors } from '../../services/publisher.ts';
import { refusalOf } from '../contract/refusals.ts';

/** The largest page of reactions that Discord gives. */
const PAGE = 100;
/** 0 = plain, 1 = super: https://discord.com/developers/docs/resources/message#get-reactions */
const PLAIN = 0;
const SUPER = 1;
/** The error code when nobody has this reaction, not even the bot. */
const UNKNOWN_EMOJI = 10014;
const NOBODY = { plain: 0, supers: 0, own: false };

/** A reaction on a message, by its emoji. */
interface Reaction {
  readonly channelId: string;
  readonly messageId: string;
  readonly emoji: string;
}

export interface ReactionReader {
  /** How many reacted with each emoji: one request. */
  counts(channelId: string, messageId: string): Promise<ReactionCounts>;
  /** Who reacted. With `counts`, no request is made for a reaction that only the bot has. */
  reactors(reaction: Reaction, counts: ReactionCounts | undefined): Promise<Reactors>;
}

/** @param parts.ownId the bot's own user id; it must be known before anything is read */
export function createReactionReader(parts: { rest: REST; ownId: () => string }): ReactionReader {
  const { rest, ownId } = parts;

  return {
    async counts(channelId, messageId) {
      try {
        return countsOf((await rest.get(Routes.channelMessage(channelId, messageId))) as APIMessage);
      } catch (error) {
        return refusalOf(error);
      }
    },

    async reactors(reaction, counts) {
      const counted = counts?.kind === 'counted' ? (counts.byEmoji.get(countKey(reaction.emoji)) ?? NOBODY) : undefined;
      const isBotAlone = counted !== undefined && counted.plain === (counted.own ? 1 : 0);
      try {
        const plain = isBotAlone ? botAlone(counted.own) : await usersOf(reaction, PLAIN);
        const supers = counted?.supers === 0 ? [] : await usersOf(reaction, SUPER);
        const own = plain.some(({ id }) => id === ownId());
        return { kind: 'read', userIds: peopleOf(plain), superUserIds: peopleOf(supers), own };
      } catch (error) {
        const wasCleared = error instanceof DiscordAPIError && error.code === UNKNOWN_EMOJI;
        return wasCleared ? { kind: 'read', userIds: [], own: false } : refusalOf(error);
      }
    },
  };

  function botAlone(own: boolean): readonly Reactor[] {
    return own ? [{ id: ownId(), bot: true }] : [];
  }

  /** All users of a reaction, page by page, without repeats. */
  async function usersOf({ channelId, messageId, emoji }: Reaction, type: number): Promise<readonly Reactor[]> {
    const route = Routes.channelMessageReaction(channelId, messageId, encodeURIComponent(emoji));
    const users = new Map<string, APIUser>();
    let after = '0';
    while (true) {
      const query = new URLSearchParams({ type: String(type), limit: String(PAGE), after });
      const page = (await rest.get(route, { query })) as APIUser[];
      for (const user of page) users.set(user.id, user);
      // Pages are in the order of ids; one that leads no further is the last, whatever it contains.
      const furthest = page.reduce((most, { id }) => (BigInt(id) > BigInt(most) ? id : most), after);
      if (page.length < PAGE || furthest === after) return [...users.values()];
      after = furthest;
    }
  }
}

type Reactor = Pick<APIUser, 'id' | 'bot'>;

function peopleOf(users: readonly Reactor[]): readonly string[] {
  return users.filter((user) => user.bot !== true).map(({ id }) => id);
}

/** The key of an emoji among the counts: for a custom one its id, because its name may have changed. */
function countKey(emoji: string): string {
  return emoji.split(':').at(-1) ?? emoji;
}

/** https://docs.discord.com/developers/resources/message#reaction-object */
function countsOf({ reactions = [] }: Pick<APIMessage, 'reactions'>): ReactionCounts {
  const byEmoji = reactions.map(({ emoji, count_details: details, me }) => {
    const counted = { plain: details.normal, supers: details.burst, own: me };
    return [emoji.id ?? emoji.name ?? '', counted] as const;
  });
  return { kind: 'counted', byEmoji: new Map(byEmoji) };
}
