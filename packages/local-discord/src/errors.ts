/** A refusal in Discord's own shape: `{ message, code, errors? }` under an HTTP status. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FieldErrors | undefined;

  constructor(status: number, code: number, message: string, errors?: FieldErrors) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  toJSON(): { message: string; code: number; errors?: FieldErrors } {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

/**
 * A 429 with a code, for a limit that is separate from the bucket's: the bucket still has requests left, `Retry-After`
 * and `X-RateLimit-Reset-After` describe the bucket, and only the body tells how long to wait. The scope is `shared`.
 * https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit; the difference is
 * discord-api-docs #6109, Discord.Net #2100.
 */
export class WaitRefusal extends Refusal {
  readonly retryAfterSeconds: number;

  constructor(code: number, message: string, retryAfterSeconds: number) {
    super(429, code, message);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  override toJSON() {
    return { ...super.toJSON(), retry_after: this.retryAfterSeconds, global: false };
  }
}

/** Discord's nesting: each key is a step of the path, `_errors` are the faults at that place. */
export interface FieldErrors {
  [key: string]: FieldErrors | readonly FieldError[];
}

export interface FieldError {
  readonly code: string;
  readonly message: string;
}

export interface Fault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** A 50035 refusal with every fault at its place. */
export function invalidForm(faults: readonly Fault[]): Refusal {
  const errors: FieldErrors = {};
  for (const { path, code, message } of faults) {
    let place = errors;
    for (const step of path) {
      const next = place[step];
      const inner: FieldErrors = next === undefined || isList(next) ? {} : next;
      place[step] = inner;
      place = inner;
    }
    const before = place._errors;
    place._errors = [...(isList(before) ? before : []), { code, message }];
  }
  return new Refusal(400, 50035, 'Invalid Form Body', errors);
}

function isList(value: FieldErrors | readonly FieldError[] | undefined): value is readonly FieldError[] {
  return Array.isArray(value);
}

const named = (status: number, code: number, message: string) => () => new Refusal(status, code, message);

/**
 * The refusals with a fixed code, as Discord lists them.
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
export const refuse = {
  notFound: named(404, 0, '404: Not Found'),
  wrongMethod: named(405, 0, '405: Method Not Allowed'),
  unauthorized: named(401, 0, '401: Unauthorized'),
  unknownApplication: named(404, 10002, 'Unknown Application'),
  unknownChannel: named(404, 10003, 'Unknown Channel'),
  unknownGuild: named(404, 10004, 'Unknown Guild'),
  unknownMember: named(404, 10007, 'Unknown Member'),
  unknownMessage: named(404, 10008, 'Unknown Message'),
  unknownRole: named(404, 10011, 'Unknown Role'),
  unknownUser: named(404, 10013, 'Unknown User'),
  unknownEmoji: named(400, 10014, 'Unknown Emoji'),
  unknownCustomEmoji: named(404, 10014, 'Unknown Emoji'),
  unknownWebhook: named(404, 10015, 'Unknown Webhook'),
  unknownInteraction: named(404, 10062, 'Unknown interaction'),
  unknownCommand: named(404, 10063, 'Unknown application command'),
  unknownCommandPermissions: named(404, 10066, 'Unknown application command permissions'),
  botsOnly: named(403, 20002, 'Only bots can use this endpoint'),
  notTheApplication: named(403, 20012, 'You are not authorized to perform this action on this application'),
  tooManyEmoji: named(400, 30008, 'Maximum number of emojis reached'),
  tooManyAnimatedEmoji: named(400, 30018, 'Maximum number of animated emojis reached'),
  tooManyFiles: named(400, 30015, 'Maximum number of attachments in a message reached (10)'),
  tooManyReactions: named(400, 30010, 'Maximum number of reactions reached (20)'),
  alreadyCrossposted: named(400, 40033, 'This message has already been crossposted'),
  fileTooLarge: named(413, 40005, 'Request entity too large'),
  blocked: named(403, 40333, 'internal network error'),
  alreadyAcknowledged: named(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: named(403, 50001, 'Missing Access'),
  cannotEditOthers: named(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: named(400, 50006, 'Cannot send an empty message'),
  cannotSendToUser: named(403, 50007, 'Cannot send messages to this user'),
  cannotSendInChannel: named(400, 50008, 'Cannot send messages in a non-text channel'),
  missingPermissions: named(403, 50013, 'Missing Permissions'),
  wrongChannelType: named(400, 50024, 'Cannot execute action on this channel type'),
  invalidWebhookToken: named(401, 50027, 'Invalid Webhook Token'),
  threadArchived: named(400, 50083, 'Thread is archived'),
  invalidJson: named(400, 50109, 'The request body contains invalid JSON.'),
  threadExists: named(400, 160004, 'A thread has already been created for this message'),
  noHistory: named(403, 160002, 'Cannot reply without permission to read message history'),
  tooManyActiveThreads: named(400, 160006, 'Maximum number of active threads reached'),
  tooManyAnnouncementThreads: named(400, 160007, 'Maximum number of active announcement threads reached'),
  noPoll: named(400, 520006, 'Cannot expire a non-poll message'),
  pollExpired: named(400, 520001, 'Poll expired'),
  pollEdit: named(400, 520003, 'Cannot edit a poll message'),
  unavailable: named(503, 0, '503: Service Unavailable'),
  blockedByAutoModeration: named(400, 200000, 'Message was blocked by automatic moderation'),
  blockedByLinkFilter: named(400, 240000, 'Message blocked by harmful links filter'),
  titleBlocked: named(400, 200001, 'Title was blocked by automatic moderation'),
  bulkCount: named(
    400,
    50016,
    'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete',
  ),
  tooOldToDelete: named(400, 50034, 'A message provided was too old to bulk delete'),
  tooManyPins: named(400, 30003, 'Maximum number of pins reached for the channel (250)'),
  tooManyWebhooks: named(400, 30007, 'Maximum number of webhooks reached (15)'),
  tooManyRoles: named(400, 30005, 'Maximum number of guild roles reached (250)'),
  invalidRole: named(400, 50028, 'Invalid Role'),
  systemMessage: named(400, 50021, 'Cannot execute action on a system message'),
  invalidSticker: named(400, 50081, 'Invalid sticker sent'),
  threadLocked: named(403, 160005, 'Thread is locked'),
} as const;
