import { nonceOf } from '../../../domain/announcement/outbox.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { AnnouncedPrediction, AnnouncementFacts } from '../../../services/publisher.ts';
import { moment, plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { button, rows } from '../../elements/controls.ts';
import { aboutId, watchedId } from '../ids.ts';

/** Discord takes 2,000 characters; long titles are cut so that the link fits. */
const LONGEST_TITLE = 300;
/** A longer link is left out, because the text would not fit beside it. */
const LONGEST_LINK = 1_000;
/** Discord's limit for a thread's name. */
const LONGEST_NAME = 100;

/**
 * The announcement of an entry, showing as much as the server chose. Unless it shows everything, Discord's link preview
 * is suppressed too.
 */
export function announcementMessage(facts: AnnouncementFacts, say: Say): MessageBody {
  const { subscription, entry, prediction, isTest } = facts;
  const { roleId, amount } = subscription;
  const mark = nonceOf(subscription.id, entry.key);
  const title = amount === 'out' ? '' : plain(shortened(entry.title, LONGEST_TITLE));
  const lines = [
    isTest ? testLine(roleId, say) : undefined,
    roleId === undefined ? head(facts, say) : `<@&${roleId}> ${head(facts, say)}`,
    title === '' ? undefined : `**${title}**`,
    linkLine(facts),
    prediction && predictionLine(prediction, say),
  ];
  return {
    content: lines.filter((line) => line !== undefined).join('\n'),
    components: rows([
      entry.episodeId === undefined
        ? button({ id: aboutId.write({ mark }), label: say('announce.about') })
        : button({ id: watchedId.write({ episode: entry.episodeId, mark }), label: say('announce.watched') }),
    ]),
    ...(roleId === undefined || isTest ? {} : { mentionRoleIds: [roleId] }),
    withoutPreviews: amount !== 'everything',
  };
}

/** The name of a thread, which everybody sees: the spoiler-free label of the episode and nothing more. */
export function threadName(label: string | undefined, say: Say): string {
  return shortened(label ?? say('announce.threadName'), LONGEST_NAME);
}

function head({ entry, episodeLabel }: AnnouncementFacts, say: Say): string {
  const { premiere } = entry;
  if (premiere?.live) {
    return episodeLabel === undefined
      ? say('announce.liveEntry')
      : say('announce.liveEpisode', { label: plain(episodeLabel) });
  }
  if (premiere?.unclear) {
    return episodeLabel === undefined
      ? say('announce.newEntry')
      : say('announce.newEpisode', { label: plain(episodeLabel) });
  }
  const when = premiere?.startsAtMs === undefined ? '' : ` (${moment(premiere.startsAtMs, 'R')})`;
  if (episodeLabel === undefined) {
    return premiere === undefined ? say('announce.outEntry') : `${say('announce.premiereEntry')}${when}`;
  }
  const label = plain(episodeLabel);
  return premiere === undefined
    ? say('announce.outEpisode', { label })
    : `${say('announce.premiereEpisode', { label })}${when}`;
}

function testLine(roleId: string | undefined, say: Say): string {
  return roleId === undefined
    ? `-# ${say('announce.testNobody')}`
    : `-# ${say('announce.testRole', { role: `<@&${roleId}>` })}`;
}

function linkLine({ subscription, entry }: AnnouncementFacts): string | undefined {
  if (entry.link === undefined || entry.link.length > LONGEST_LINK) return undefined;
  return subscription.amount === 'everything' ? entry.link : `<${entry.link}>`;
}

/** A link to the poll on this episode, without its contestants. */
function predictionLine({ state, guildId, channelId, messageId }: AnnouncedPrediction, say: Say): string {
  const link = `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
  switch (state) {
    case 'open':
      return `-# ${say('announce.pollOpen', { link })}`;
    case 'locked':
      return `-# ${say('announce.pollLocked', { link })}`;
    case 'settled':
    case 'void':
      return `-# ${say('announce.pollSettled', { link })}`;
  }
}
