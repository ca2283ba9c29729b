import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { type Fault, invalidForm, refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import { emojiJson, emojisOf, tellEmojis } from '../world/emoji.ts';
import type { CustomEmoji, Guild } from '../world/model.ts';
import { permissionsOf } from '../world/permissions.ts';
import { guildOf, type Store } from '../world/store.ts';
import { type Call, created, nothing, ok, param, type Route } from './route.ts';

/** How many emoji a server without boosts may have (static and animated each), and how many an application. */
const GUILD_LIMIT = 50;
const APPLICATION_LIMIT = 2000;
const IMAGE_LIMIT_BYTES = 256 * 1024;

/** The server or application that owns an emoji. */
interface Owner {
  readonly guildId?: string;
  readonly applicationId?: string;
}

/** https://docs.discord.com/developers/resources/emoji */
export function emojiRoutes(store: Store): Route[] {
  const inGuild = (call: Call): Guild => {
    const guild = guildOf(store, param(call, 'guild'));
    if (!guild.members.has(call.caller.id)) throw refuse.missingAccess();
    return guild;
  };
  const may = (call: Call, guild: Guild, right: bigint) => {
    const member = guild.members.get(call.caller.id);
    return member !== undefined && (permissionsOf(guild, member) & right) !== 0n;
  };
  const ownerOf = (call: Call): Owner => {
    if (call.params.guild !== undefined) return { guildId: inGuild(call).id };
    if (!store.applications.has(param(call, 'application'))) throw refuse.unknownApplication();
    if (param(call, 'application') !== call.caller.id) throw refuse.notTheApplication();
    return { applicationId: call.caller.id };
  };
  const one = (call: Call): CustomEmoji => {
    const owner = ownerOf(call);
    const emoji = store.emojis.get(param(call, 'emoji'));
    if (!emoji || emoji.guildId !== owner.guildId || emoji.applicationId !== owner.applicationId)
      throw refuse.unknownCustomEmoji();
    return emoji;
  };
  /** Create Expressions to make one, Manage Expressions to change another's. */
  const demandFor = (call: Call, emoji?: CustomEmoji) => {
    if (call.params.guild === undefined) return;
    const guild = inGuild(call);
    const isOwn = emoji === undefined || emoji.creator === call.caller;
    if (may(call, guild, P.ManageGuildExpressions) || (isOwn && may(call, guild, P.CreateGuildExpressions))) return;
    throw refuse.missingPermissions();
  };
  const routesOf = (base: string): Route[] => [
    {
      method: 'GET',
      path: base,
      who: 'anyone',
      handle(call) {
        const owner = ownerOf(call);
        const list = emojisOf(store, owner).map(emojiJson);
        return ok(owner.guildId === undefined ? { items: list } : list);
      },
    },
    { method: 'GET', path: `${base}/:emoji`, who: 'anyone', handle: (call) => ok(emojiJson(one(call))) },
    {
      method: 'POST',
      path: base,
      who: 'anyone',
      handle(call) {
        const owner = ownerOf(call);
        demandFor(call);
        const sent = (call.body ?? {}) as Json;
        const image = readImage(sent.image);
        const faults = [...nameFaults(store, owner, sent.name), ...('message' in image ? [image] : [])];
        if (faults.length > 0 || 'message' in image) throw invalidForm(faults);
        demandRoom(store, owner, image.animated);
        const emoji: CustomEmoji = {
          id: store.ids.next(),
          name: String(sent.name),
          animated: image.animated,
          guildId: owner.guildId,
          applicationId: owner.applicationId,
          roleIds: new Set(Array.isArray(sent.roles) ? sent.roles.map(String) : []),
          creator: call.caller,
          image,
        };
        store.emojis.set(emoji.id, emoji);
        if (owner.guildId !== undefined) tellEmojis(store, owner.guildId);
        return created(emojiJson(emoji));
      },
    },
    {
      method: 'PATCH',
      path: `${base}/:emoji`,
      who: 'anyone',
      handle(call) {
        const emoji = one(call);
        demandFor(call, emoji);
        const { name, roles } = (call.body ?? {}) as Json;
        if (name !== undefined) {
          const faults = nameFaults(store, ownerOf(call), name, emoji);
          if (faults.length > 0) throw invalidForm(faults);
          emoji.name = String(name);
        }
        if (Array.isArray(roles)) emoji.roleIds = new Set(roles.map(String));
        if (emoji.guildId !== undefined) tellEmojis(store, emoji.guildId);
        return ok(emojiJson(emoji));
      },
    },
    {
      method: 'DELETE',
      path: `${base}/:emoji`,
      who: 'anyone',
      handle(call) {
        const emoji = one(call);
        demandFor(call, emoji);
        store.emojis.delete(emoji.id);
        if (emoji.guildId !== undefined) tellEmojis(store, emoji.guildId);
        return nothing;
      },
    },
  ];
  return [...routesOf('/guilds/:guild/emojis'), ...routesOf('/applications/:application/emojis')];
}

/**
 * Throws when the owner has no room: a server has separate limits for static and animated emoji, an application one in
 * all.
 */
function demandRoom(store: Store, owner: Owner, animated: boolean): void {
  const all = emojisOf(store, owner);
  const same = all.filter((emoji) => emoji.animated === animated);
  if (owner.guildId !== undefined && same.length >= GUILD_LIMIT)
    throw animated ? refuse.tooManyAnimatedEmoji() : refuse.tooManyEmoji();
  if (owner.applicationId !== undefined && all.length >= APPLICATION_LIMIT) throw refuse.tooManyEmoji();
}

/** Letters, digits and underscores, 2 to 32 of them; names of an application's emoji must be unique. */
function nameFaults(store: Store, owner: Owner, name: unknown, itself?: CustomEmoji): Fault[] {
  const path = ['name'];
  if (name === undefined || name === null)
    return [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }];
  if (typeof name !== 'string' || name.length < 2 || name.length > 32)
    return [{ path, code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 2 and 32 in length.' }];
  if (!/^\w+$/.test(name))
    return [{ path, code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' }];
  const taken =
    owner.applicationId !== undefined &&
    emojisOf(store, owner).some((emoji) => emoji.name === name && emoji !== itself);
  return taken ? [{ path, code: 'APPLICATION_EMOJI_NAME_ALREADY_TAKEN', message: 'Emoji name is already taken' }] : [];
}

/** https://docs.discord.com/developers/reference#image-data, and the size: resources/emoji#create-guild-emoji */
function readImage(image: unknown): (CustomEmoji['image'] & { animated: boolean }) | Fault {
  const path = ['image'];
  if (image === undefined || image === null)
    return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  const [, contentType, data] =
    /^data:(image\/(?:jpeg|png|gif|webp|avif));base64,([\w+/]+={0,2})$/.exec(String(image)) ?? [];
  if (contentType === undefined || data === undefined)
    return { path, code: 'IMAGE_INVALID', message: 'Invalid image data' };
  const bytes = new Uint8Array(Buffer.from(data, 'base64'));
  if (bytes.byteLength > IMAGE_LIMIT_BYTES)
    return { path, code: 'BINARY_TYPE_MAX_SIZE', message: 'File cannot be larger than 256.0 kb.' };
  return { contentType, bytes, animated: contentType === 'image/gif' };
}
