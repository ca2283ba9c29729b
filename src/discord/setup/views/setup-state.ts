import type { Subscription } from '../../../domain/announcement/subscription.ts';
import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { PermissionName } from '../../../domain/permissions.ts';
import type { Language } from '../../../i18n/sentences.ts';

/** What the bot uses a channel for. */
export type Use = 'announcements' | 'notices' | 'polls' | 'polls-here';

export interface ChannelRights {
  readonly channelId: string;
  readonly uses: readonly Use[];
  /** The missing permissions; undefined when they could not be found out. */
  readonly lacking: readonly PermissionName[] | undefined;
}

/** The settings that `/setup` shows, and the bot's permissions at present. */
export interface SetupState {
  readonly horizon: Horizon | undefined;
  readonly language: Language;
  /** False where the language is the one Discord reports. */
  readonly languageChosen: boolean;
  /** The zone for times. */
  readonly zone: string;
  /** False where the zone is the language's. */
  readonly zoneChosen: boolean;
  /** After how many days the horizon follows an episode; undefined = never. */
  readonly keepUpDays: number | undefined;
  /** The channel for polls; undefined = the one where the command is given. */
  readonly pollsIn: string | undefined;
  readonly subscriptions: readonly Subscription[];
  readonly noticesTo: string | undefined;
  readonly rights: readonly ChannelRights[];
}
