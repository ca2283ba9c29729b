import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse, WaitRefusal } from '../errors.ts';
import type { Json } from '../json.ts';
import { everyComponent } from '../validation/component-rules.ts';
import type { MessageBody } from '../validation/message-rules.ts';
import { memberWithUserJson } from './account-json.ts';
import type { Account, BlockedText, Channel, Guild, Member } from './model.ts';
import { rightsIn, type Store } from './store.ts';

/**
 * Throws when the server's moderation, or Discord's filter of harmful links, blocks the message: its text, embeds and
 * text components. AutoMod ignores members with Manage Server.
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json 200000, 240000
 */
export function demandAllowed(store: Store, author: Account, channel: Channel, body: MessageBody): void {
  const guild = store.guilds.get(channel.guildId ?? '');
  if (!guild || guild.blockedTexts.length === 0) return;
  const texts = everyComponent(body.components ?? []).map(({ component }) => component.content);
  const found = blockedIn(guild, JSON.stringify([body.content ?? '', body.embeds ?? [], texts]));
  if (found?.by === 'link-filter') throw refuse.blockedByLinkFilter();
  if (found && !(rightsIn(store, author, channel) & P.ManageGuild)) throw refuse.blockedByAutoModeration();
}

/** As `demandAllowed`, for the name of a thread (200001). */
export function demandAllowedTitle(store: Store, author: Account, channel: Channel, title: string): void {
  const guild = store.guilds.get(channel.guildId ?? '');
  if (guild && blockedIn(guild, title) && !(rightsIn(store, author, channel) & P.ManageGuild))
    throw refuse.titleBlocked();
}

function blockedIn(guild: Guild, text: string): BlockedText | undefined {
  const folded = text.toLowerCase();
  return guild.blockedTexts.find((blocked) => folded.includes(blocked.text.toLowerCase()));
}

/**
 * Throws (20016) when a person posts too soon after their last message in a channel with slow mode. Bots, and members
 * who may bypass it, are not affected. https://docs.discord.com/developers/resources/channel#channel-object
 */
export function demandPatience(store: Store, author: Account, channel: Channel): void {
  if (author.bot || channel.slowmodeSeconds === 0) return;
  if (rightsIn(store, author, channel) & (P.ManageMessages | P.ManageChannels | BYPASS_SLOWMODE)) return;
  const last = [...channel.messages.values()].findLast((message) => message.author === author);
  const waitMs = last ? last.sentAtMs + channel.slowmodeSeconds * 1000 - store.clock.now() : 0;
  if (waitMs > 0)
    throw new WaitRefusal(20016, 'This action cannot be performed due to slowmode rate limit', waitMs / 1000);
}

/** https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
const BYPASS_SLOWMODE = 1n << 52n;

/** Sets a member's timeout, in ms since 1970; undefined ends it. */
export function timeOut(store: Store, guild: Guild, member: Member, untilMs: number | undefined): void {
  member.timedOutUntilMs = untilMs;
  tellMember(store, guild, member);
  if (untilMs === undefined) return;
  // No event is sent when it runs out.
  void store.clock.waitUntil(untilMs).then(() => {
    if (member.timedOutUntilMs === untilMs) member.timedOutUntilMs = undefined;
  });
}

export function tellMember(store: Store, guild: Guild, member: Member): void {
  const data: Json = { ...memberWithUserJson(member), guild_id: guild.id };
  store.events.emit({
    name: 'GUILD_MEMBER_UPDATE',
    data: () => data,
    audience: { kind: 'guild', guildId: guild.id },
    about: member.account.id,
  });
}
