import type { Horizon } from '../domain/knowledge/horizon.ts';
import type { Knowledge, KnowledgeView } from '../domain/knowledge/view-types.ts';
import type { Pictures } from '../pictures/index.ts';
import type { Clock } from '../util/clock.ts';
import type { Announcements } from './announcements/announcements.ts';
import type { ResolvedFeed } from './announcements/resolve-feed.ts';
import type { DamageIn } from './damage.ts';
import type { KeepUp } from './keep-up.ts';
import type { Members } from './members.ts';
import type { Notices } from './notices.ts';
import type { Polls } from './polls/polls.ts';
import type { Presence } from './presence.ts';
import type { Privacy } from './privacy/privacy.ts';
import type { Publisher } from './publisher.ts';
import type { ReadingService } from './reading.ts';
import type { DataTakesOver } from './season/data-takes-over.ts';
import type { Season } from './season/season.ts';
import type { Servers } from './servers.ts';

/** What spoils nothing, however far anybody has watched. */
export type OpenEpisodes = Pick<
  Knowledge,
  | 'episodeLabels'
  | 'episodeLabel'
  | 'newestOut'
  | 'isOut'
  | 'isHorizon'
  | 'compareHorizons'
  | 'keep'
  | 'idsOf'
  | 'matchOfEpisode'
  | 'textIn'
>;

/** What the bot can do, for whoever answers people. The whole of the knowledge is reached by none of it. */
export interface Services {
  /** What this server's moderators add to the season. */
  readonly season: Season;
  /** What the data has learned of that since. */
  readonly dataTakesOver: DataTakesOver;
  /** Servers whose horizon follows what comes out. */
  readonly keepUp: Pick<KeepUp, 'set'>;
  readonly polls: Polls;
  readonly privacy: Privacy;
  /** Where whoever manages a server adds the bot to it. */
  readonly inviteUrl: string;
  readonly announcements: Announcements;
  readonly notices: Notices;
  readonly servers: Servers;
  readonly members: Members;
  readonly presence: Presence;
  readonly reading: ReadingService;
  /** What of a server's cannot be read, as far as it was met. */
  readonly damageIn: DamageIn;
  readonly clock: Clock;
  readonly pictures: Pictures;
  /** The knowledge as someone at this horizon may see it; a `Call` brings the one for its readers. */
  readonly viewFrom: (horizon: Horizon, guildId: string | undefined) => KnowledgeView;
  readonly episodes: Pick<Knowledge, 'textIn' | 'languages' | 'seriesFeed' | 'seriesName'>;
  /** What everybody may know of the episodes in a server, or in a direct message. */
  readonly episodesOf: (guildId: string | undefined) => OpenEpisodes;
  /** Which of the wanted permissions the bot lacks in a channel; undefined when that cannot be found out. */
  readonly lacking: Publisher['lacking'];
  readonly channelName: Publisher['channelName'];
  /** Resolves what a moderator gave as a feed. */
  readonly resolveFeed: (typed: string) => Promise<ResolvedFeed>;
}

/** One of the services, or one part of those that have parts: `members`, `polls.votes`. */
export type ServiceName = keyof Services | `polls.${keyof Polls}` | `announcements.${keyof Announcements}`;

type HeadOf<Name> = Name extends `${infer Head}.${string}` ? Head : Name;
type TailOf<Name, Head extends string> = Name extends `${Head}.${infer Tail}` ? Tail : never;

/** These services, and of those that have parts these parts, and no others. */
export type ServicesNamed<Name extends ServiceName> = {
  readonly [Head in HeadOf<Name> & keyof Services]: Head extends Name
    ? Services[Head]
    : Pick<Services[Head], TailOf<Name, Head> & keyof Services[Head]>;
};
