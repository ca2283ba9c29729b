import type { Say } from '../../i18n/sentences.ts';
import type { SubscriptionStatus } from '../../services/announcements/looking-in.ts';
import { moment, plain, shortened } from '../markdown.ts';
import type { MessageBody } from '../message.ts';
import { failureKey, feedName } from './feed-words.ts';
import { refusalText } from './refusal-text.ts';

const OUTAGE_COLOR = 0xd83c3e;
const CALM_COLOR = 0x3ba55d;

/** How each subscription of a server is doing: when its feed was last read, and what waits. */
export function subscriptionList(all: readonly SubscriptionStatus[], say: Say): MessageBody {
  if (all.length === 0) return { content: say('announce.none') };
  const isOut = all.some(({ health, outbox }) => health.failingSinceMs !== undefined || outbox.stopped !== undefined);
  return {
    embeds: [
      {
        title: say('announce.status'),
        description: shortened(all.map((status) => block(status, say)).join('\n\n'), 4000),
        color: isOut ? OUTAGE_COLOR : CALM_COLOR,
      },
    ],
  };
}

function block({ subscription, health, nextReadAtMs, outbox }: SubscriptionStatus, say: Say): string {
  const { channelId, feedUrl } = subscription;
  const lines = [say('announce.statusLine', { channel: `<#${channelId}>`, feed: feedName(feedUrl) })];
  if (health.failingSinceMs !== undefined) {
    const reason = say(`announce.failure.${failureKey(health.lastFailure?.reason ?? '')}`);
    const status = health.lastFailure?.status === undefined ? '' : ` (${health.lastFailure.status})`;
    lines.push(`⚠️ ${say('announce.failing', { when: moment(health.failingSinceMs, 'R'), reason: reason + status })}`);
  }
  const times = [
    health.lastSuccessAtMs === undefined
      ? say('announce.neverRead')
      : say('announce.lastSuccess', { when: moment(health.lastSuccessAtMs, 'R') }),
  ];
  if (nextReadAtMs !== undefined) times.push(say('announce.nextRead', { when: moment(nextReadAtMs, 'R') }));
  lines.push(times.join(' · '), choicesLine(subscription, say));
  if (outbox.owed.length > 0) {
    const reason = outbox.stopped?.reason ?? outbox.owed[0]?.held;
    const count = outbox.owed.length;
    lines.push(
      reason === undefined
        ? say('announce.owedSoon', { count })
        : say('announce.owed', { count, reason: refusalText(reason, say) }),
    );
  }
  if (outbox.followUps.length > 0) lines.push(say('announce.followUps', { count: outbox.followUps.length }));
  return lines.join('\n');
}

/** What was chosen for it, in a few words. */
function choicesLine(subscription: SubscriptionStatus['subscription'], say: Say): string {
  const { roleId, amount, reach, only, never, shorts, upcoming, thread, publish } = subscription;
  const words = [...only, ...never.map((word) => `-${word}`)];
  const parts = [
    say(amountSentences[amount]),
    say(reachSentences[reach]),
    roleId === undefined ? undefined : `<@&${roleId}>`,
    words.length === 0 ? undefined : say('announce.wordsAre', { words: plain(words.join(', ')) }),
    shorts ? say('announce.withShorts') : undefined,
    upcoming === 'post' ? undefined : say(premiereSentences[upcoming]),
    thread ? say('announce.withThread') : undefined,
    publish ? say('announce.withPublish') : undefined,
  ];
  return `-# ${parts.filter((part) => part !== undefined).join(' · ')}`;
}

export const amountSentences = {
  everything: 'announce.amountEverything',
  title: 'announce.amountTitle',
  out: 'announce.amountOut',
} as const;

export const reachSentences = {
  episodes: 'announce.reachEpisodes',
  news: 'announce.reachNews',
  all: 'announce.reachAll',
} as const;

export const premiereSentences = {
  post: 'announce.premieresPost',
  hold: 'announce.premieresHold',
  steps: 'announce.premieresSteps',
} as const;
