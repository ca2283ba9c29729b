import type { Say } from '../../i18n/sentences.ts';
import type { SubscriptionStatus } from '../../services/announcements/announcements.ts';
import { moment, plain, shortened } from '../markdown.ts';
import type { MessageBody } from '../message.ts';

/** A feed's address, short enough for a sentence, without a preview. */
export function feedName(url: string): string {
  return `<${shortened(url, 200)}>`;
}

/** How each subscription of a server is doing: when its feed was last read, and what waits. */
export function subscriptionList(all: readonly SubscriptionStatus[], say: Say): MessageBody {
  if (all.length === 0) return { content: say('announce.none') };
  const blocks = all.map(({ subscription, health, nextReadAtMs, outbox }) => {
    const lines = [
      say('announce.statusLine', { channel: `<#${subscription.channelId}>`, feed: feedName(subscription.feedUrl) }),
      health.lastSuccessAtMs === undefined
        ? say('announce.neverRead')
        : say('announce.lastSuccess', { when: moment(health.lastSuccessAtMs, 'R') }),
    ];
    if (nextReadAtMs !== undefined) lines.push(say('announce.nextRead', { when: moment(nextReadAtMs, 'R') }));
    if (health.failingSinceMs !== undefined) {
      const reason = health.lastFailure?.reason ?? '';
      lines.push(say('announce.failing', { when: moment(health.failingSinceMs, 'R'), reason }));
    }
    if (outbox.owed.length > 0) {
      lines.push(say('announce.owed', { count: outbox.owed.length, reason: plain(outbox.owed[0]?.held ?? '…') }));
    }
    return lines.join('\n');
  });
  return { embeds: [{ title: say('announce.status'), description: shortened(blocks.join('\n\n'), 4000) }] };
}
