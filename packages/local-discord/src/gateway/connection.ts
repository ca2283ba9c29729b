import { deflateSync } from 'node:zlib';
import { GatewayCloseCodes as Close, GatewayIntentBits, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import type { Json } from '../json.ts';
import type { Log } from '../log.ts';
import { memberWithUserJson } from '../world/account-json.ts';
import { membersNamed } from '../world/members.ts';
import type { Guild, Member } from '../world/model.ts';
import type { Store } from '../world/store.ts';
import { accountOf, readIdentify } from './identify.ts';
import type { Session, SessionDraft } from './session.ts';
import { createZlibStream } from './zlib-stream.ts';

/** 120 in 60 seconds; a payload of 4,096 bytes. https://docs.discord.com/developers/events/gateway#rate-limiting */
const SENDS_PER_MINUTE = 120;
const PAYLOAD_LIMIT_BYTES = 4096;

/** What a connection needs of the gateway, which keeps the sessions. */
export interface ConnectionParts {
  readonly socket: WebSocket;
  readonly query: URLSearchParams;
  readonly store: Store;
  readonly log: Log;
  readonly heartbeatIntervalMs: number;
  /** Whether a session may start now; each call counts as a start. */
  mayStart(draft: SessionDraft): 'granted' | 'at-once' | 'none-left';
  begin(draft: SessionDraft): Session;
  greet(session: Session): void;
  find(sessionId: string, token: string): Session | undefined;
  attached(session: Session): void;
  detached(session: Session | undefined, resumable: boolean): void;
}

/** One socket from Hello to its close. https://docs.discord.com/developers/events/gateway#connection-lifecycle */
export function serveConnection(parts: ConnectionParts) {
  const { socket, query, store, log } = parts;
  let session: Session | undefined;
  let compress = false;
  let closedByUs: number | undefined;
  const sentAtMs: number[] = [];
  let missedBeats = 0;

  const sendText = (text: string) => {
    if (socket.readyState !== socket.OPEN) return;
    if (stream) stream.write(text);
    else socket.send(compress ? deflateSync(text) : text);
  };
  const send = (op: number, d: unknown = null) => sendText(JSON.stringify({ op, d, s: null, t: null }));
  const close = (code: number, reason: string) => {
    closedByUs = code;
    log.debug({ code, reason, account: session?.account.id }, 'The gateway closes a connection');
    socket.close(code, reason);
  };

  const version = query.get('v') ?? '10';
  if (version !== '9' && version !== '10') return refuseAtOnce(Close.InvalidAPIVersion, 'Invalid API version.');
  const transport = query.get('compress');
  const isSpoken = transport === null || transport === 'zlib-stream';
  if ((query.get('encoding') ?? 'json') !== 'json' || !isSpoken) {
    return refuseAtOnce(Close.DecodeError, 'Only JSON is spoken here, and zlib-stream for compression.');
  }
  const stream = transport === null ? undefined : createZlibStream((frame) => socket.send(frame));

  function refuseAtOnce(code: number, reason: string): void {
    parts.detached(undefined, false);
    socket.on('error', () => socket.terminate());
    socket.close(code, reason);
  }

  // A client that missed two heartbeats is gone, even if its socket still counts as open.
  const watch = setInterval(() => {
    missedBeats += 1;
    if (missedBeats > 2) close(Close.SessionTimedOut, 'Session timed out.');
  }, parts.heartbeatIntervalMs);
  watch.unref();

  socket.on('error', (err) => {
    log.debug({ err }, 'A gateway socket failed');
    socket.terminate();
  });
  socket.on('close', (code) => {
    clearInterval(watch);
    if (session?.send === sendText) {
      session.send = undefined;
      session.lostAtMs = store.clock.now();
    }
    // 1000 and 1001 end the session, and so do close codes after which the client must not resume.
    const ended = closedByUs === undefined ? code === 1000 || code === 1001 : ENDS_SESSION.has(closedByUs);
    parts.detached(session, !ended);
  });
  socket.on('message', (raw) => {
    if (closedByUs === undefined) receive(raw);
  });
  send(Op.Hello, { heartbeat_interval: parts.heartbeatIntervalMs, _trace: ['["local"]'] });

  function receive(raw: RawData) {
    const nowMs = store.clock.now();
    sentAtMs.push(nowMs);
    while ((sentAtMs[0] ?? nowMs) <= nowMs - 60_000) sentAtMs.shift();
    if (sentAtMs.length > SENDS_PER_MINUTE) return close(Close.RateLimited, 'Rate limited.');
    const text = raw.toString();
    if (Buffer.byteLength(text) > PAYLOAD_LIMIT_BYTES) return close(Close.DecodeError, 'Error while decoding payload.');
    let payload: Json;
    try {
      const parsed: unknown = JSON.parse(text);
      if (typeof parsed !== 'object' || parsed === null) throw new TypeError('not an object');
      payload = parsed as Json;
    } catch {
      return close(Close.DecodeError, 'Error while decoding payload.');
    }
    handle(payload);
  }

  function handle({ op, d }: Json) {
    switch (op) {
      case Op.Heartbeat:
        missedBeats = 0;
        if (session && typeof d === 'number') session.acknowledge(d);
        return send(Op.HeartbeatAck);
      case Op.Identify:
        return session ? close(Close.AlreadyAuthenticated, 'Already authenticated.') : identify(d);
      case Op.Resume:
        return session ? close(Close.AlreadyAuthenticated, 'Already authenticated.') : resume(d);
      case Op.PresenceUpdate:
      case Op.VoiceStateUpdate:
        return session ? undefined : close(Close.NotAuthenticated, 'Not authenticated.');
      case Op.RequestGuildMembers:
        return session ? sendMembers(session, d) : close(Close.NotAuthenticated, 'Not authenticated.');
      default:
        return close(Close.UnknownOpcode, 'Unknown opcode.');
    }
  }

  function identify(data: unknown) {
    const draft = readIdentify(store, data);
    if ('code' in draft) return close(draft.code, draft.reason);
    const verdict = parts.mayStart(draft);
    if (verdict === 'none-left') return close(Close.AuthenticationFailed, 'Authentication failed.');
    if (verdict === 'at-once') return send(Op.InvalidSession, false);
    // One excludes the other: https://docs.discord.com/developers/events/gateway#payload-compression
    if ((data as Json).compress === true && stream) return close(Close.DecodeError, 'Payloads are compressed already.');
    compress = (data as Json).compress === true;
    attach(parts.begin(draft));
    if (session) parts.greet(session);
    if (session) parts.attached(session);
  }

  function attach(to: Session): void {
    session = to;
    to.lostAtMs = undefined;
    to.send = sendText;
  }

  function resume(data: unknown) {
    if (typeof data !== 'object' || data === null) return close(Close.DecodeError, 'Error while decoding payload.');
    const { token, session_id: id, seq } = data as Json;
    if (!accountOf(store, token)) return close(Close.AuthenticationFailed, 'Authentication failed.');
    const known = typeof id === 'string' ? parts.find(id, String(token)) : undefined;
    if (!known) return send(Op.InvalidSession, false);
    if (typeof seq !== 'number' || seq > known.seq) return close(Close.InvalidSeq, 'Invalid seq.');
    const missed = known.since(seq);
    if (!missed) return send(Op.InvalidSession, false);
    for (const frame of missed) sendText(frame);
    attach(known);
    known.dispatch('RESUMED', { _trace: ['["local"]'] });
    parts.attached(known);
  }

  /** Answers a request for members by ids, or by the beginning of a name. */
  function sendMembers(to: Session, data: unknown): void {
    const { guild_id: guildId, user_ids: wanted, query, limit, nonce } = (data ?? {}) as Json;
    const guild = store.guilds.get(String(guildId));
    if (!guild?.members.has(to.account.id)) return;
    if (query !== undefined && wanted === undefined) {
      const found = membersAsked(guild, to.intents ?? ALL_INTENTS, String(query), Number(limit ?? 0));
      if (found) sendChunks(to, guild.id, found, nonce);
      return;
    }
    const ids = (Array.isArray(wanted) ? wanted : [wanted]).map(String).slice(0, 100);
    to.dispatch('GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members: ids.flatMap((id) => {
        const member = guild.members.get(id);
        return member ? [memberWithUserJson(member)] : [];
      }),
      not_found: ids.filter((id) => !guild.members.has(id)),
      chunk_index: 0,
      chunk_count: 1,
      ...(nonce === undefined ? {} : { nonce }),
    });
  }
}

/**
 * The members whose names begin with `query`, at most a hundred; for an empty query without a limit the whole list,
 * which needs the privileged intent. Undefined when that may not be asked for.
 * https://docs.discord.com/developers/events/gateway-events#request-guild-members
 */
function membersAsked(guild: Guild, intents: number, query: string, limit: number): readonly Member[] | undefined {
  const mayAll = (intents & GatewayIntentBits.GuildMembers) !== 0;
  if (query === '' && !mayAll) return undefined;
  const most = query === '' && limit === 0 ? guild.members.size : Math.min(100, limit || 100);
  return membersNamed(guild, query).slice(0, most);
}

const ALL_INTENTS = 2 ** 31 - 1;
const CHUNK = 1000;

function sendChunks(to: Session, guildId: string, members: readonly Member[], nonce: unknown): void {
  const chunks = Math.max(1, Math.ceil(members.length / CHUNK));
  for (let index = 0; index < chunks; index += 1) {
    to.dispatch('GUILD_MEMBERS_CHUNK', {
      guild_id: guildId,
      members: members.slice(index * CHUNK, (index + 1) * CHUNK).map(memberWithUserJson),
      not_found: [],
      chunk_index: index,
      chunk_count: chunks,
      ...(nonce === undefined ? {} : { nonce }),
    });
  }
}

const ENDS_SESSION = new Set<number>([
  Close.NotAuthenticated,
  Close.AuthenticationFailed,
  Close.InvalidSeq,
  Close.SessionTimedOut,
  Close.InvalidShard,
  Close.ShardingRequired,
  Close.InvalidAPIVersion,
  Close.InvalidIntents,
  Close.DisallowedIntents,
]);
