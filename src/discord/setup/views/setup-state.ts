import type { Subscription } from '../../../domain/announcement/subscription.ts';
import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { PermissionName } from '../../../domain/permissions.ts';
import type { Language } from '../../../i18n/sentences.ts';

/** What a channel is for, as far as the bot needs rights in it. */
export type Use = 'announcements' | 'notices' | 'polls' | 'polls-here';

export interface ChannelRights {
  readonly channelId: string;
  readonly uses: readonly Use[];
  /** What to grant; undefined when it could not be found out. */
  readonly lacking: readonly PermissionName[] | undefined;
}

/** All that a server has set of what `/setup` sets, and what the bot may do there now. */
export interface SetupState {
  readonly horizon: Horizon | undefined;
  readonly language: Language;
  /** False where it is what Discord says of the server. */
  readonly languageChosen: boolean;
  /** By which times are read. */
  readonly zone: string;
  /** False where it goes with the language. */
  readonly zoneChosen: boolean;
  /** How many days after an episode is out the horizon follows; undefined: never. */
  readonly keepUpDays: number | undefined;
  /** Where polls go; undefined: where they are opened. */
  readonly pollsIn: string | undefined;
  readonly subscriptions: readonly Subscription[];
  readonly noticesTo: string | undefined;
  readonly rights: readonly ChannelRights[];
}
