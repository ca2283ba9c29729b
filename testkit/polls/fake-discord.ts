import type { Done, PersonalMessage, PublicMessage, Publisher, Refused } from '../../src/services/publisher.ts';
import type { Clock } from '../../src/util/clock.ts';
import type { Life } from './mortal.ts';

/** For how long Discord remembers a nonce. */
const NONCE_MS = 300_000;
const BOT = 'bot';

export interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  readonly sentAtMs: number;
  body: PublicMessage;
  edits: number;
  readonly reactions: Map<string, Set<string>>;
  readonly supers: Map<string, Set<string>>;
}

/** An event of the gateway about reactions. */
export type ReactionEvent =
  | {
      readonly kind: 'added' | 'removed';
      readonly messageId: string;
      readonly emoji: string;
      readonly userId: string;
      readonly isSuper: boolean;
      /** The bot removed it itself. Discord's event does not say so. */
      readonly byBot?: boolean;
    }
  | { readonly kind: 'cleared'; readonly messageId: string; readonly emoji: string | undefined };

/** Channels, messages and reactions that outlive each process. Nonces are remembered as on Discord. */
export interface FakeDiscord {
  readonly messages: FakeMessage[];
  /** A publisher for one life of the bot. */
  publisherFor(life: Life): Publisher;
  /** @param name what the event calls a custom emoji of the server, which is known by its id */
  react(messageId: string, emoji: string, userId: string, isSuper?: boolean, name?: string): void;
  unreact(messageId: string, emoji: string, userId: string, isSuper?: boolean): void;
  clear(messageId: string, emoji?: string): void;
  deleteMessage(messageId: string): void;
  /** Refuses everything for this reason, until it is set to undefined. */
  refuse(reason: Refused['reason'] | undefined): void;
  /** Refuses only edits. */
  refuseEdits(reason: Refused['reason'] | undefined): void;
  /** Sets who is told of every reaction when it happens. Reactions made without a listener are never told of. */
  listen(listener: ((event: ReactionEvent) => void) | undefined): void;
  readonly roles: Map<string, readonly string[]>;
  /** The direct messages to members. */
  readonly told: readonly {
    readonly userId: string;
    readonly body: PersonalMessage;
    readonly nonce: string;
    readonly atMs: number;
  }[];
  /** For each member, why direct messages to them are refused. */
  readonly privately: Map<string, Refused['reason']>;
}

export function createFakeDiscord(clock: Clock): FakeDiscord {
  const messages: FakeMessage[] = [];
  const nonces = new Map<string, { message: FakeMessage; atMs: number }>();
  const roles = new Map<string, readonly string[]>();
  const told: FakeDiscord['told'][number][] = [];
  const privately = new Map<string, Refused['reason']>();
  let refused: Refused['reason'] | undefined;
  let editsRefused: Refused['reason'] | undefined;
  let listener: ((event: ReactionEvent) => void) | undefined;
  let lastId = 1000;

  const find = (id: string) => messages.find((message) => message.id === id);
  const gone: Refused = {
    kind: 'refused',
    reason: 'message-gone',
    detail: { kind: 'other', words: 'Unknown Message' },
  };

  function add(message: FakeMessage, emoji: string, userId: string, isSuper = false, name?: string): void {
    const kinds = isSuper ? message.supers : message.reactions;
    const users = kinds.get(emoji) ?? new Set();
    kinds.set(emoji, users);
    if (users.has(userId)) return;
    users.add(userId);
    const called = name === undefined || !emoji.includes(':') ? emoji : `${name}:${emoji.split(':')[1]}`;
    if (userId !== BOT) listener?.({ kind: 'added', messageId: message.id, emoji: called, userId, isSuper });
  }

  function remove(message: FakeMessage, emoji: string, userId: string, isSuper = false, byBot = false): void {
    if (!(isSuper ? message.supers : message.reactions).get(emoji)?.delete(userId)) return;
    listener?.({ kind: 'removed', messageId: message.id, emoji, userId, isSuper, byBot });
  }

  function on(id: string, work: (message: FakeMessage) => void): Done {
    if (refused !== undefined)
      return { kind: 'refused', reason: refused, detail: { kind: 'other', words: `refused: ${refused}` } };
    const message = find(id);
    if (message === undefined) return gone;
    work(message);
    return { kind: 'done' };
  }

  return {
    messages,
    told,
    privately,
    roles,
    react(messageId, emoji, userId, isSuper, name) {
      const message = find(messageId);
      if (message) add(message, emoji, userId, isSuper, name);
    },
    unreact(messageId, emoji, userId, isSuper) {
      const message = find(messageId);
      if (message) remove(message, emoji, userId, isSuper);
    },
    clear(messageId, emoji) {
      const message = find(messageId);
      for (const kinds of [message?.reactions ?? [], message?.supers ?? []])
        for (const [own, users] of kinds) if (emoji === undefined || own === emoji) users.clear();
      listener?.({ kind: 'cleared', messageId, emoji });
    },
    deleteMessage(messageId) {
      const index = messages.findIndex(({ id }) => id === messageId);
      if (index >= 0) messages.splice(index, 1);
    },
    refuse(reason) {
      refused = reason;
    },
    refuseEdits(reason) {
      editsRefused = reason;
    },
    listen(next) {
      listener = next;
    },
    publisherFor: (life) => ({
      send: (channelId, body, nonce) =>
        life.act(`send ${body.kind}`, async () => {
          if (refused !== undefined)
            return { kind: 'refused', reason: refused, detail: { kind: 'other', words: `refused: ${refused}` } };
          const known = nonces.get(nonce);
          if (known && clock.now() - known.atMs < NONCE_MS) return { kind: 'sent', messageId: known.message.id };
          lastId += 1;
          const id = String(lastId);
          const kinds = { reactions: new Map(), supers: new Map() };
          const message = { id, channelId, sentAtMs: clock.now(), body, edits: 0, ...kinds };
          messages.push(message);
          nonces.set(nonce, { message, atMs: clock.now() });
          return { kind: 'sent', messageId: id };
        }),
      tell: (userId, body, nonce) =>
        life.act('tell', async () => {
          const refusal = privately.get(userId) ?? refused;
          if (refusal !== undefined)
            return { kind: 'refused', reason: refusal, detail: { kind: 'other', words: `refused: ${refusal}` } };
          if (!told.some((one) => one.nonce === nonce)) told.push({ userId, body, nonce, atMs: clock.now() });
          return { kind: 'sent', messageId: nonce };
        }),
      edit: (_channelId, messageId, body) =>
        life.act(`edit ${body.kind}`, async () => {
          if (editsRefused !== undefined)
            return { kind: 'refused', reason: editsRefused, detail: { kind: 'other', words: 'refused: edits' } };
          return on(messageId, (message) => {
            message.body = body;
            message.edits += 1;
          });
        }),
      remove: (_channelId, messageId) =>
        life.act('remove', async () => {
          const removed = on(messageId, (message) => messages.splice(messages.indexOf(message), 1));
          return removed.kind === 'refused' && removed.reason === 'message-gone' ? { kind: 'done' } : removed;
        }),
      findOwn: (channelId, body, sinceMs) =>
        life.read(async () => {
          if (refused !== undefined)
            return { kind: 'refused', reason: refused, detail: { kind: 'other', words: `refused: ${refused}` } };
          const own = messages.find(
            (message) =>
              message.channelId === channelId && message.sentAtMs >= sinceMs && markOf(message.body) === markOf(body),
          );
          return own ? { kind: 'found', messageId: own.id } : { kind: 'absent' };
        }),
      react: (_channelId, messageId, emoji) =>
        life.act('react', async () => on(messageId, (message) => add(message, emoji, BOT))),
      takeOffReaction: (_channelId, messageId, emoji, userId) =>
        life.act('take off', async () =>
          on(messageId, (message) => {
            remove(message, emoji, userId, false, true);
            remove(message, emoji, userId, true, true);
          }),
        ),
      reactionCounts: (_channelId, messageId) =>
        life.read(async () => {
          if (refused !== undefined)
            return { kind: 'refused', reason: refused, detail: { kind: 'other', words: `refused: ${refused}` } };
          const message = find(messageId);
          if (message === undefined) return gone;
          const names = new Set([...message.reactions.keys(), ...message.supers.keys()]);
          const counted = (name: string) => {
            const users = message.reactions.get(name);
            return {
              plain: users?.size ?? 0,
              supers: message.supers.get(name)?.size ?? 0,
              own: users?.has(BOT) ?? false,
            };
          };
          return { kind: 'counted', byEmoji: new Map([...names].map((name) => [name, counted(name)])) };
        }),
      reactors: (_channelId, messageId, emoji) =>
        life.read(async () => {
          if (refused !== undefined)
            return { kind: 'refused', reason: refused, detail: { kind: 'other', words: `refused: ${refused}` } };
          const message = find(messageId);
          if (message === undefined) return gone;
          const users = message.reactions.get(emoji) ?? new Set();
          const superUserIds = [...(message.supers.get(emoji) ?? [])];
          return { kind: 'read', userIds: [...users].filter((id) => id !== BOT), superUserIds, own: users.has(BOT) };
        }),
      memberRoles: async (_guildId, userId) => roles.get(userId),
      publish: async () => ({ kind: 'done' }),
      openThread: async () => ({ kind: 'done' }),
      lacking: async () => [],
      channelName: async () => undefined,
    }),
  };
}

/** What the first button of a message carries, by which the bot recognizes its own messages. */
function markOf(body: PublicMessage): string {
  if (body.kind === 'poll' || body.kind === 'reminder') return `${body.kind} ${body.poll.id}`;
  return body.kind === 'result' ? `result ${body.poll.id} ${body.index}` : body.kind;
}
