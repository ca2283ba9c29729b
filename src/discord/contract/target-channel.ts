import type { ChannelType } from 'discord-api-types/v10';
import type { PermissionName } from '../../domain/permissions.ts';
import type { Say } from '../../i18n/sentences.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Asker } from './asker.ts';
import { isThread, POSTABLE } from './channel-kinds.ts';
import type { ChosenChannel } from './command.ts';
import { missingIn } from './permission-bits.ts';

/**
 * The channel a moderator chose, or the one they are in, if the bot can do there what is needed.
 *
 * @throws UserError when it cannot
 */
export function targetChannel(
  asker: Asker,
  chosen: ChosenChannel | undefined,
  needs: { embeds: boolean; reactions: boolean; threads?: boolean },
  refuse: { permissions: (say: Say, facts: { channel: string; permissions: string }) => string },
): { id: string; mention: string; type: ChannelType | undefined; appPermissions: bigint | undefined } {
  const id = chosen?.id ?? asker.place.channelId;
  const type = chosen?.type ?? asker.channelType;
  if (type !== undefined && !POSTABLE.includes(type)) throw new UserError((say) => say('announce.noForum'));

  const has = chosen === undefined ? asker.appPermissions : chosen.appPermissions;
  const wanted: PermissionName[] = [
    'viewChannel',
    isThread(type) ? 'sendInThreads' : 'sendMessages',
    'readHistory',
    ...(needs.embeds ? (['embedLinks'] as const) : []),
    ...(needs.reactions ? (['addReactions'] as const) : []),
    ...(needs.threads === true ? (['createThreads'] as const) : []),
  ];
  const missing = has === undefined ? [] : missingIn(has, wanted);
  if (missing.length > 0) {
    throw new UserError((say) => {
      const permissions = missing.map((name) => say(`permission.${name}`)).join(', ');
      return refuse.permissions(say, { channel: `<#${id}>`, permissions });
    });
  }
  return { id, mention: `<#${id}>`, type, appPermissions: has };
}
