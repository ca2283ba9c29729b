import type { AnnouncedEntry } from '../../domain/announcement/outbox.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import type { AnnouncedPrediction, PublicMessage } from '../publisher.ts';

/** Collects the facts of an announcement as they are now. */
export type ComposeAnnouncement = (
  subscription: Subscription,
  entry: AnnouncedEntry,
  isTest: boolean,
) => Promise<Extract<PublicMessage, { kind: 'announcement' }>>;

export function createComposer(parts: {
  knowledge: Pick<Knowledge, 'forServer'>;
  pollsOf: (guildId: string) => Promise<readonly Poll[]>;
}): {
  compose: ComposeAnnouncement;
  labelOf: (subscription: Subscription, episodeId: string | undefined) => string | undefined;
} {
  const { knowledge, pollsOf } = parts;

  function labelOf({ language, guildId }: Subscription, episodeId: string | undefined): string | undefined {
    const here = knowledge.forServer(guildId);
    const label = episodeId === undefined ? undefined : here.episodeLabel(episodeId)?.label;
    return label && here.textIn(label, language);
  }

  /** The latest poll on the episode that is not void and has a message people can go to. */
  async function predictionOn(
    guildId: string,
    episodeId: string | undefined,
  ): Promise<AnnouncedPrediction | undefined> {
    if (episodeId === undefined) return undefined;
    const polls = await pollsOf(guildId);
    const ids = knowledge.forServer(guildId).idsOf(episodeId);
    const poll = polls.findLast((other) => ids.includes(other.episodeId ?? '') && other.state !== 'void');
    if (poll?.message.id === undefined) return undefined;
    return { state: poll.state, guildId, channelId: poll.channelId, messageId: poll.message.id };
  }

  return {
    labelOf,
    compose: async (subscription, entry, isTest) => ({
      kind: 'announcement',
      subscription,
      entry,
      episodeLabel: labelOf(subscription, entry.episodeId),
      prediction: await predictionOn(subscription.guildId, entry.episodeId),
      isTest,
      language: subscription.language,
    }),
  };
}
