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
import { Server } from '../domain/server.ts';
import { defineRecord } from './record-kind.ts';

/** Everything that is kept, and under which key. Names stay for ever; a changed shape raises the version. */

/** Key: server id. */
export const serverRecord = defineRecord({ name: 'server', version: 1, schema: Server });
/** Key: user id. */
export const memberRecord = defineRecord({ name: 'member', version: 1, schema: Member });
/** Key: poll id. */
export const pollRecord = defineRecord({ name: 'poll', version: 1, schema: Poll });
/** Key: `pollId/userId`. One key a ballot, so that a vote costs the same however many others there are. */
export const ballotRecord = defineRecord({ name: 'ballot', version: 1, schema: Ballot });
/** Key: `pollId/n`, n from 0: who has a ballot, in chunks of bounded size. */
export const votersRecord = defineRecord({ name: 'voters', version: 1, schema: z.array(z.string()) });
/** Key: `game/userId`, the game as in `bracketGameRecord`: all that a member did to a bracket. */
export const bracketPicksRecord = defineRecord({ name: 'bracket-picks', version: 1, schema: BracketPicks });
/** Key: `live|blind/serverId/competition`. Who plays in it is kept as a poll's voters are. */
export const bracketGameRecord = defineRecord({
  name: 'bracket-game',
  version: 1,
  /** Predictions from before a pick was of a place have been taken over. */
  schema: z.strictObject({ forecastsTaken: z.literal(true) }),
});
/** Key: `serverId/userId`: when a member last shared a bracket there. */
export const bracketShareRecord = defineRecord({
  name: 'bracket-share',
  version: 1,
  schema: z.strictObject({ atMs: z.number() }),
});
/** Key: `pollId/userId`: a member who wants to be reminded of a poll before it locks. */
export const privateReminderRecord = defineRecord({ name: 'private-reminder', version: 1, schema: PrivateReminder });
/** Key: server id: the polls that its moderators have written down and not posted. */
export const pollDraftsRecord = defineRecord({ name: 'poll-drafts', version: 1, schema: PollDrafts });
/** Key: poll id: how its votes came in, from when their histories are no longer kept. */
export const splitRecord = defineRecord({ name: 'split', version: 1, schema: SplitOverTime });
/** Key: shard: which episodes the series' own feed has shown as out. */
export const seriesReleasesRecord = defineRecord({ name: 'series-outings', version: 1, schema: EpisodesOfSeries });
/** Key: the series' id: the address of its own feed, once it was found. */
export const seriesFeedRecord = defineRecord({ name: 'series-feed', version: 1, schema: z.string() });
/** Key: subscription id. */
export const subscriptionRecord = defineRecord({ name: 'subscription', version: 1, schema: Subscription });
/** Key: subscription id. */
export const outboxRecord = defineRecord({ name: 'outbox', version: 2, schema: Outbox, upgrade: upgradeOutbox });
/** Key: `shard/feed address`: how reading a feed goes, and what it lists. Written at every look. */
export const feedRecord = defineRecord({ name: 'feed', version: 2, schema: feedLookSchema, upgrade: upgradeFeedLook });
/** Key: `shard/feed address`: what the subscriptions of one shard have seen of a feed. Written when that has changed. */
export const feedMemoryRecord = defineRecord({
  name: 'feed-memory',
  version: 2,
  schema: feedMemorySchema,
  upgrade: upgradeFeedMemory,
});
/** Key: the interface's name: what of its day's quota is spent. */
export const quotaRecord = defineRecord({ name: 'quota', version: 1, schema: SpentUnits });
/** Key: server id: what its moderators taught about what an entry is. */
export const recognitionRecord = defineRecord({ name: 'recognition', version: 1, schema: Recognition });
/** Key: server id: what its moderators added to what the data knows. */
export const additionsRecord = defineRecord({ name: 'additions', version: 1, schema: Additions });
/** Key: server id: what its moderators have still to be told, and where. */
export const noticeRecord = defineRecord({ name: 'notices', version: 1, schema: NoticeBox });
/** Key: server id: that it was greeted, or is about to be. */
export const greetingRecord = defineRecord({ name: 'greeting', version: 1, schema: Greeting });
/** Key: `shard/user id`: who is still to be erased from what a shard keeps. */
export const erasureRecord = defineRecord({ name: 'erasure', version: 1, schema: Erasure });
/** Key: server id: that the bot has left it. */
export const departureRecord = defineRecord({ name: 'departure', version: 1, schema: Departure });
/** Key: `begun`: everything of another store is being copied into this one, and is not all here. */
export const copyingRecord = defineRecord({ name: 'copying', version: 1, schema: z.literal(true) });
/** Key: `asked`: that every process takes in its knowledge files. */
export const reloadRecord = defineRecord({
  name: 'reload',
  version: 1,
  schema: z.strictObject({ id: z.string(), askedAtMs: z.number() }),
});
/** Key: who holds a process's leases: what became of that there. */
export const reloadedRecord = defineRecord({
  name: 'reloaded',
  version: 1,
  schema: z.strictObject({ id: z.string(), taken: z.boolean(), lines: z.array(z.string()).readonly() }),
});
/** Key: `shard/count`, the first shard of a process: what it knows. Whoever has the shard next writes over it. */
export const dataInUseRecord = defineRecord({
  name: 'data-in-use',
  version: 1,
  schema: z.strictObject({ holder: z.string(), version: z.string(), sinceMs: z.number() }),
});
const StoreOwner = z.strictObject({ applicationId: z.string(), seriesId: z.string() });
export type StoreOwner = z.infer<typeof StoreOwner>;
/** Key: `owner`: whose store this is. */
export const storeOwnerRecord = defineRecord({ name: 'store', version: 1, schema: StoreOwner });
const Registration = z.strictObject({
  /** Of their definition. */
  fingerprint: z.string(),
  /** As Discord answered: it gives a command a new version whenever it changes. */
  commands: z.array(z.strictObject({ id: z.string(), name: z.string(), version: z.string() })),
});
export type Registration = z.infer<typeof Registration>;
/** Key: `applicationId@API address`: the commands last registered there. */
export const registrationRecord = defineRecord({
  name: 'registration',
  version: 2,
  schema: Registration,
  // Version 1 kept the fingerprint alone: the ids are asked for by registering once more.
  upgrade: (fingerprint) => ({ fingerprint, commands: [] }),
});
