import { compareIds } from './ids.ts';
import { applyReaction, readReaction } from './reactions.ts';
import { type Channel, channelTypes, type Guild, type Message, nameOf, type Role, type User } from './shapes.ts';

/** Everything a client knows from its gateway and its requests, updated event by event. */
export interface ChatState {
  me: User | undefined;
  sessionId: string;
  guild: Guild | undefined;
  readonly channels: Map<string, Channel>;
  readonly roles: Map<string, Role>;
  readonly ownRoleIds: Set<string>;
  readonly users: Map<string, User>;
  /** By channel, then by id. Includes private answers until they are dismissed. */
  readonly messages: Map<string, Map<string, Message>>;
}

/** What must be redrawn. */
export type Change =
  | { readonly kind: 'everything' }
  | { readonly kind: 'places' }
  | { readonly kind: 'message'; readonly message: Message; readonly isNew: boolean }
  | { readonly kind: 'gone'; readonly channelId: string; readonly messageId: string }
  | { readonly kind: 'nothing' };

type Data = Readonly<Record<string, unknown>>;

export function createState(): ChatState {
  return {
    me: undefined,
    sessionId: '',
    guild: undefined,
    channels: new Map(),
    roles: new Map(),
    ownRoleIds: new Set(),
    users: new Map(),
    messages: new Map(),
  };
}

/** Updates the state by an event of the gateway. Events that the page does not use change nothing. */
export function takeEvent(state: ChatState, name: string, data: Data): Change {
  switch (name) {
    case 'READY':
      return takeReady(state, data);
    case 'GUILD_CREATE':
      learnGuild(state, data as unknown as Guild);
      return { kind: 'everything' };
    case 'CHANNEL_CREATE':
    case 'CHANNEL_UPDATE':
    case 'THREAD_CREATE':
    case 'THREAD_UPDATE':
      state.channels.set(String(data.id), data as unknown as Channel);
      return { kind: 'places' };
    case 'CHANNEL_DELETE':
    case 'THREAD_DELETE':
      state.channels.delete(String(data.id));
      return { kind: 'places' };
    case 'GUILD_ROLE_CREATE':
    case 'GUILD_ROLE_UPDATE': {
      const role = data.role as Role;
      state.roles.set(role.id, role);
      return { kind: 'nothing' };
    }
    case 'GUILD_MEMBER_ADD':
    case 'GUILD_MEMBER_UPDATE':
      learnMember(state, data as unknown as { user: User; roles: string[] });
      return { kind: 'nothing' };
    case 'MESSAGE_CREATE':
    case 'MESSAGE_UPDATE':
      return {
        kind: 'message',
        isNew: name === 'MESSAGE_CREATE',
        message: keepMessage(state, data as unknown as Message),
      };
    case 'MESSAGE_DELETE':
      return dropMessage(state, String(data.channel_id), String(data.id));
    default:
      return name.startsWith('MESSAGE_REACTION_') ? takeReaction(state, name, data) : { kind: 'nothing' };
  }
}

/** Adds or updates a message, also one from a request. Returns the state's record of it. */
export function keepMessage(state: ChatState, message: Message): Message {
  const kept = state.messages.get(message.channel_id) ?? new Map<string, Message>();
  state.messages.set(message.channel_id, kept);
  kept.set(message.id, message);
  for (const user of [message.author, ...message.mentions]) state.users.set(user.id, user);
  if (message.interaction_metadata)
    state.users.set(message.interaction_metadata.user.id, message.interaction_metadata.user);
  return message;
}

export function dropMessage(state: ChatState, channelId: string, messageId: string): Change {
  state.messages.get(channelId)?.delete(messageId);
  return { kind: 'gone', channelId, messageId };
}

/** A channel's messages, oldest first. */
export function messagesOf(state: ChatState, channelId: string): Message[] {
  return [...(state.messages.get(channelId)?.values() ?? [])].sort((a, b) => compareIds(a.id, b.id));
}

/** The channels a person can write in, with their threads; direct messages are not included. */
export function channelTree(state: ChatState): { channel: Channel; threads: Channel[] }[] {
  const all = [...state.channels.values()];
  const isOpen = (thread: Channel) => thread.thread_metadata?.archived !== true;
  return all
    .filter(({ type }) => type === channelTypes.text || type === channelTypes.announcement)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || compareIds(a.id, b.id))
    .map((channel) => ({
      channel,
      threads: all.filter(
        (thread) =>
          thread.parent_id === channel.id &&
          (channelTypes.threads as readonly number[]).includes(thread.type) &&
          isOpen(thread),
      ),
    }));
}

export function directChannels(state: ChatState): Channel[] {
  return [...state.channels.values()].filter(({ type }) => type === channelTypes.direct);
}

export function channelName(channel: Channel): string {
  return channel.name ?? (channel.recipients ?? []).map(nameOf).join(', ');
}

/** Whether a message mentions this person: by name, by a role, or everyone. */
export function callsMe(state: ChatState, message: Message): boolean {
  return (
    message.mention_everyone === true ||
    message.mentions.some(({ id }) => id === state.me?.id) ||
    (message.mention_roles ?? []).some((id) => state.ownRoleIds.has(id))
  );
}

function takeReady(state: ChatState, data: Data): Change {
  state.me = data.user as User;
  state.sessionId = String(data.session_id);
  state.users.set(state.me.id, state.me);
  for (const guild of data.guilds as Guild[]) learnGuild(state, guild);
  for (const channel of (data.private_channels ?? []) as Channel[]) state.channels.set(channel.id, channel);
  return { kind: 'everything' };
}

function learnGuild(state: ChatState, guild: Guild): void {
  state.guild ??= guild;
  for (const channel of [...(guild.channels ?? []), ...(guild.threads ?? [])]) {
    state.channels.set(channel.id, { guild_id: guild.id, ...channel });
  }
  for (const role of guild.roles ?? []) state.roles.set(role.id, role);
  for (const member of guild.members ?? []) learnMember(state, member);
}

function learnMember(
  state: ChatState,
  { user, roles }: { readonly user: User; readonly roles: readonly string[] },
): void {
  state.users.set(user.id, user);
  if (user.id !== state.me?.id) return;
  state.ownRoleIds.clear();
  for (const id of roles) state.ownRoleIds.add(id);
}

function takeReaction(state: ChatState, name: string, data: Data): Change {
  const kept = state.messages.get(String(data.channel_id));
  const message = kept?.get(String(data.message_id));
  if (!kept || !message) return { kind: 'nothing' };
  const changed = {
    ...message,
    reactions: applyReaction(message.reactions ?? [], readReaction(name, data, state.me?.id)),
  };
  kept.set(message.id, changed);
  return { kind: 'message', message: changed, isNew: false };
}
