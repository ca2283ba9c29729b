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
export function createReactionReader(parts: { rest: Pick<REST, 'get'>; ownId: () => string }): ReactionReader {
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
        const plain = isBotAlone ? { people: [], own: counted.own } : await usersOf(reaction, PLAIN);
        const supers = counted?.supers === 0 ? [] : (await usersOf(reaction, SUPER)).people;
        return { kind: 'read', userIds: plain.people, superUserIds: supers, own: plain.own };
      } catch (error) {
        const wasCleared = error instanceof DiscordAPIError && error.code === UNKNOWN_EMOJI;
        return wasCleared ? { kind: 'read', userIds: [], own: false } : refusalOf(error);
      }
    },
  };

  /**
   * The ids of all people with a reaction, page by page, without repeats, and whether the bot has it. Of what Discord
   * tells about each nothing else is kept: pages of thousands would stay in memory until the last one.
   */
  async function usersOf({ channelId, messageId, emoji }: Reaction, type: number): Promise<Users> {
    const route = Routes.channelMessageReaction(channelId, messageId, encodeURIComponent(emoji));
    const people = new Set<string>();
    let own = false;
    let after = '0';
    while (true) {
      const query = new URLSearchParams({ type: String(type), limit: String(PAGE), after });
      const page = (await rest.get(route, { query })) as APIUser[];
      for (const { id, bot } of page) {
        if (id === ownId()) own = true;
        else if (bot !== true) people.add(id);
      }
      // Pages are in the order of ids; one that leads no further is the last, whatever it contains.
      const furthest = page.reduce((most, { id }) => (BigInt(id) > BigInt(most) ? id : most), after);
      if (page.length < PAGE || furthest === after) return { people: [...people], own };
      after = furthest;
    }
  }
}

interface Users {
  readonly people: readonly string[];
  readonly own: boolean;
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
