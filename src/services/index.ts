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

/** What may be told of episodes to anybody, however far they have watched. */
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

/** What the bot can do, for the parts that answer people. None of it gives access to the whole knowledge. */
export interface Services {
  /** The episodes and matches that this server's moderators add. */
  readonly season: Season;
  /** What happens when the data later has the same episodes. */
  readonly dataTakesOver: DataTakesOver;
  /** Lets a server's horizon move by itself as episodes come out. */
  readonly keepUp: Pick<KeepUp, 'set'>;
  readonly polls: Polls;
  readonly privacy: Privacy;
  /** The link by which the bot is added to a server. */
  readonly inviteUrl: string;
  readonly announcements: Announcements;
  readonly notices: Notices;
  readonly servers: Servers;
  readonly members: Members;
  readonly presence: Presence;
  readonly reading: ReadingService;
  /** Which of a server's records are damaged, as far as this process has read them. */
  readonly damageIn: DamageIn;
  readonly clock: Clock;
  readonly pictures: Pictures;
  /**
   * The knowledge as someone at this horizon may see it. Code that answers a `Call` uses the call's own view instead.
   */
  readonly viewFrom: (horizon: Horizon, guildId: string | undefined) => KnowledgeView;
  readonly episodes: Pick<Knowledge, 'textIn' | 'languages' | 'seriesFeed' | 'seriesName'>;
  /** What everybody may know of the episodes in a server, or in a direct message. */
  readonly episodesOf: (guildId: string | undefined) => OpenEpisodes;
  /** Which of the wanted permissions the bot lacks in a channel; undefined when that cannot be found out. */
  readonly lacking: Publisher['lacking'];
  readonly channelName: Publisher['channelName'];
  /** Turns what a moderator typed into a feed's address. */
  readonly resolveFeed: (typed: string) => Promise<ResolvedFeed>;
}

/** One of the services, or one part of those that have parts: `members`, `polls.votes`. */
export type ServiceName = keyof Services | `polls.${keyof Polls}` | `announcements.${keyof Announcements}`;

type HeadOf<Name> = Name extends `${infer Head}.${string}` ? Head : Name;
type TailOf<Name, Head extends string> = Name extends `${Head}.${infer Tail}` ? Tail : never;

/** `Services` with only these members; of a service with parts, only the parts that are named. */
export type ServicesNamed<Name extends ServiceName> = {
  readonly [Head in HeadOf<Name> & keyof Services]: Head extends Name
    ? Services[Head]
    : Pick<Services[Head], TailOf<Name, Head> & keyof Services[Head]>;
};
