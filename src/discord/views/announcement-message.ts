import { nonceOf } from '../../domain/announcement/outbox.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { PublicMessage } from '../../services/publisher.ts';
import { aboutId, watchedId } from '../buttons/ids.ts';
import { plain, shortened } from '../markdown.ts';
import type { MessageBody } from '../message.ts';
import { button, rows } from './pieces.ts';

type AnnouncementFacts = Extract<PublicMessage, { kind: 'announcement' }>;

/** Discord takes 2,000 characters; a title gives way before a link does. */
const LONGEST_TITLE = 300;

/** A new entry, telling as much as the server chose. Anything less than everything also keeps Discord's preview away. */
export function announcementMessage(facts: AnnouncementFacts, say: Say): MessageBody {
  const { subscription, entry, episodeLabel } = facts;
  const mark = nonceOf(subscription.id, entry.key);
  const head =
    episodeLabel === undefined ? say('announce.outEntry') : say('announce.outEpisode', { label: plain(episodeLabel) });
  const title = subscription.amount === 'out' ? undefined : plain(shortened(entry.title, LONGEST_TITLE));
  const lines = [
    subscription.roleId === undefined ? head : `<@&${subscription.roleId}> ${head}`,
    title === undefined || title === '' ? undefined : `**${title}**`,
    entry.link === undefined ? undefined : subscription.amount === 'everything' ? entry.link : `<${entry.link}>`,
  ];
  return {
    content: lines.filter((line) => line !== undefined).join('\n'),
    components: rows([
      entry.episodeId === undefined
        ? button({ id: aboutId.write({ mark }), label: say('announce.about') })
        : button({ id: watchedId.write({ episode: entry.episodeId, mark }), label: say('announce.watched') }),
    ]),
    ...(subscription.roleId === undefined ? {} : { mentionRoleIds: [subscription.roleId] }),
    withoutPreviews: subscription.amount !== 'everything',
  };
}
