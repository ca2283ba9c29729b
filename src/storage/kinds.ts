import { z } from 'zod';
import { Additions } from '../domain/additions/additions.ts';
import { Outbox, upgradeOutbox } from '../domain/announcement/outbox.ts';
import { Recognition } from '../domain/announcement/recognition.ts';
import { Subscription } from '../domain/announcement/subscription.ts';
import { BracketPicks } from '../domain/bracket/bracket-picks.ts';
import { SpentUnits } from '../domain/feed/day-quota.ts';
import { feedMemorySchema, upgradeFeedMemory } from '../domain/feed/feed-memory.ts';
import { feedLookSchema, upgradeFeedLook } from '../domain/feed/feed-state.ts';
import { Greeting } from '../domain/greeting.ts';
import { Member } from '../domain/member.ts';
import { NoticeBox } from '../domain/notices.ts';
import { Ballot } from '../domain/poll/ballot.ts';
import { PollDrafts } from '../domain/poll/draft.ts';
import { EpisodesOfSeries } from '../domain/poll/episodes-out.ts';
import { Poll } from '../domain/poll/poll.ts';
import { PrivateReminder } from '../domain/poll/private-reminder.ts';
import { SplitOverTime } from '../domain/poll/split-over-time.ts';
import { Departure, Erasure } from '../domain/privacy.ts';
import { CountedPoll } from '../domain/scores/counted-poll.ts';
import { Server } from '../domain/server.ts';
import { defineRecord } from './record-kind.ts';

/** Every kind of record, and its key. Names must never change; a changed shape raises the version. */

/** Key: server id. */
export const serverRecord = defineRecord({ name: 'server', version: 1, schema: Server });
/** Key: user id. */
export const memberRecord = defineRecord({ name: 'member', version: 1, schema: Member });
/** Key: poll id. */
export const pollRecord = defineRecord({ name: 'poll', version: 1, schema: Poll });
/** Key: `pollId/userId`. Each ballot has a key of its own, so that a vote costs the same however many there are. */
export const ballotRecord = defineRecord({ name: 'ballot', version: 1, schema: Ballot });
/** Key: `pollId/n`, n from 0: the members with a ballot, in chunks of limited size. */
export const votersRecord = defineRecord({ name: 'voters', version: 1, schema: z.array(z.string()) });
/** Key: poll id: what counts of a poll that is over. Derived from the poll and its ballots; it may be missing. */
export const countedPollRecord = defineRecord({ name: 'counted-poll', version: 1, schema: CountedPoll });
/** Key: `game/userId`, the game as in `bracketGameRecord`: everything a member did to a bracket. */
export const bracketPicksRecord = defineRecord({ name: 'bracket-picks', version: 1, schema: BracketPicks });
/** Key: `live|blind/serverId/competition`. Its players are kept like the voters of a poll. */
export const bracketGameRecord = defineRecord({
  name: 'bracket-game',
  version: 1,
  /** Picks of the former kind have been taken over. */
  schema: z.strictObject({ forecastsTaken: z.literal(true) }),
});
/** Key: `serverId/userId`: when a member last shared a bracket there. */
export const bracketShareRecord = defineRecord({
  name: 'bracket-share',
  version: 1,
  schema: z.strictObject({ atMs: z.number() }),
});
/** Key: `pollId/userId`: a member's wish to be reminded before a poll locks. */
export const privateReminderRecord = defineRecord({ name: 'private-reminder', version: 1, schema: PrivateReminder });
/** Key: server id: drafts of polls that moderators have not posted. */
export const pollDraftsRecord = defineRecord({ name: 'poll-drafts', version: 1, schema: PollDrafts });
/** Key: server id: which of its polls may have something left to do, and the newest of all when this was written. */
export const livePollsRecord = defineRecord({
  name: 'live-polls',
  version: 1,
  schema: z.strictObject({ pollIds: z.array(z.string()).readonly(), newest: z.string() }),
});
/** Key: poll id: how its votes came in, saved when the ballots lose their history. */
export const splitRecord = defineRecord({ name: 'split', version: 1, schema: SplitOverTime });
/** Key: shard: the episodes that the series' own feed has shown as out. */
export const seriesReleasesRecord = defineRecord({ name: 'series-outings', version: 1, schema: EpisodesOfSeries });
/** Key: the series' id: the address of its own feed, once found. */
export const seriesFeedRecord = defineRecord({ name: 'series-feed', version: 1, schema: z.string() });
/** Key: subscription id. */
export const subscriptionRecord = defineRecord({ name: 'subscription', version: 1, schema: Subscription });
/** Key: subscription id. */
export const outboxRecord = defineRecord({ name: 'outbox', version: 2, schema: Outbox, upgrade: upgradeOutbox });
/** Key: `shard/feed address`: the health of a feed, and what it lists. Written at every look. */
export const feedRecord = defineRecord({ name: 'feed', version: 2, schema: feedLookSchema, upgrade: upgradeFeedLook });
/** Key: `shard/feed address`: what the subscriptions of one shard have seen of a feed. Written when it changes. */
export const feedMemoryRecord = defineRecord({
  name: 'feed-memory',
  version: 2,
  schema: feedMemorySchema,
  upgrade: upgradeFeedMemory,
});
/** Key: the API's name: how much of its daily quota is spent. */
export const quotaRecord = defineRecord({ name: 'quota', version: 1, schema: SpentUnits });
/** Key: server id: its moderators' rules for recognising entries. */
export const recognitionRecord = defineRecord({ name: 'recognition', version: 1, schema: Recognition });
/** Key: server id: what its moderators added to the data. */
export const additionsRecord = defineRecord({ name: 'additions', version: 1, schema: Additions });
/** Key: server id: notices its moderators have not been told yet, and where to tell them. */
export const noticeRecord = defineRecord({ name: 'notices', version: 1, schema: NoticeBox });
/** Key: server id: its greeting, done or under way. */
export const greetingRecord = defineRecord({ name: 'greeting', version: 1, schema: Greeting });
/** Key: `shard/user id`: a member still to be erased from what a shard keeps. */
export const erasureRecord = defineRecord({ name: 'erasure', version: 1, schema: Erasure });
/** Key: server id: since when the bot is no longer in it. */
export const departureRecord = defineRecord({ name: 'departure', version: 1, schema: Departure });
/** Key: `begun`: a copy of another store into this one has begun and is not complete. */
export const copyingRecord = defineRecord({ name: 'copying', version: 1, schema: z.literal(true) });
/** Key: `asked`: a request that every process reload its knowledge files. */
export const reloadRecord = defineRecord({
  name: 'reload',
  version: 1,
  schema: z.strictObject({ id: z.string(), askedAtMs: z.number() }),
});
/** Key: the holder of a process's leases: the result of a reload there. */
export const reloadedRecord = defineRecord({
  name: 'reloaded',
  version: 1,
  schema: z.strictObject({ id: z.string(), taken: z.boolean(), lines: z.array(z.string()).readonly() }),
});
/**
 * Key: `shard/count` of the first shard of a process: the data of that process. The next holder of the shard overwrites
 * it.
 */
export const dataInUseRecord = defineRecord({
  name: 'data-in-use',
  version: 1,
  schema: z.strictObject({ holder: z.string(), version: z.string(), sinceMs: z.number() }),
});
const StoreOwner = z.strictObject({ applicationId: z.string(), seriesId: z.string() });
export type StoreOwner = z.infer<typeof StoreOwner>;
/** Key: `owner`: which bot and series the store belongs to. */
export const storeOwnerRecord = defineRecord({ name: 'store', version: 1, schema: StoreOwner });
const Registration = z.strictObject({
  /** Fingerprint of their definitions. */
  fingerprint: z.string(),
  /** As Discord answered; it gives a command a new version whenever it changes. */
  commands: z.array(z.strictObject({ id: z.string(), name: z.string(), version: z.string() })),
});
export type Registration = z.infer<typeof Registration>;
/** Key: `applicationId@API address`: the commands last registered there. */
export const registrationRecord = defineRecord({
  name: 'registration',
  version: 2,
  schema: Registration,
  // Version 1 kept only the fingerprint: registering once more gives the ids.
  upgrade: (fingerprint) => ({ fingerprint, commands: [] }),
});
