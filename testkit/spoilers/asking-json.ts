export type Json = Readonly<Record<string, unknown>>;

/** Who asks, where, and how far they and the place have watched. An absent field was never set. */
export interface Situation {
  readonly own?: string;
  readonly server?: string;
  readonly channel?: string;
  /** The languages of the member and of the server. Default: `en` */
  readonly language?: string;
  readonly serverLanguage?: string;
  readonly direct?: boolean;
  readonly thread?: boolean;
  readonly moderator?: boolean;
}

export const CHANNEL = '300000000000000001';
export const EPHEMERAL = 64;
/** Without and with Manage Server. */
const PERMISSIONS = { member: '2147483648', moderator: '2147483680' };

/** The fields of every interaction that say who asks and where, as Discord sends them. */
export function interactionOf(
  situation: Situation,
  { id, userId, guildId }: { readonly id: string; readonly userId: string; readonly guildId: string },
): Json {
  const user = { id: userId, username: 'somebody', discriminator: '0', global_name: null, avatar: null };
  const permissions = situation.moderator === true ? PERMISSIONS.moderator : PERMISSIONS.member;
  const inServer = {
    guild_id: guildId,
    guild_locale: situation.serverLanguage ?? 'en-US',
    member: { user, roles: [], permissions },
  };
  const channel =
    situation.thread === true
      ? { id: '300000000000000002', type: 11, parent_id: CHANNEL }
      : { id: CHANNEL, type: situation.direct === true ? 1 : 0 };
  return {
    id,
    application_id: '200000000000000001',
    token: `token-${id}`,
    version: 1,
    app_permissions: '0',
    entitlements: [],
    channel,
    locale: situation.language ?? 'en-US',
    ...(situation.direct === true ? { user } : inServer),
  };
}

/**
 * @param path such as `character` or `bracket show`
 * @param focused the option that is being typed in
 */
export function commandData(path: string, options: Readonly<Record<string, string | boolean>>, focused?: string): Json {
  const [name, subcommand] = path.split(' ');
  const given = Object.entries(options).map(([key, value]) => ({
    type: typeof value === 'boolean' ? 5 : 3,
    name: key,
    value,
    ...(key === focused ? { focused: true } : {}),
  }));
  const inside = subcommand === undefined ? given : [{ type: 1, name: subcommand, options: given }];
  return { id: '1', name, type: 1, options: inside };
}
