import { floodAnswers } from '../../../domain/announcement/flood.ts';
import { isOut } from '../../../domain/feed/feed-health.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { SubscriptionStatus } from '../../../services/announcements/status.ts';
import type { Damage } from '../../../services/damage.ts';
import { moment, plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { button, rows } from '../../elements/controls.ts';
import { feedName } from '../../elements/names.ts';
import { damageNote, failureKey, refusalText } from '../../elements/trouble.ts';
import { floodId } from '../ids.ts';

const OUTAGE_COLOR = 0xd83c3e;
const CALM_COLOR = 0x3ba55d;

/** How each subscription of a server is doing: when its feed was last read, and what waits. */
export function subscriptionList(
  all: readonly SubscriptionStatus[],
  damage: Damage,
  nowMs: number,
  say: Say,
): MessageBody {
  const damaged = damageNote(damage, ['subscription', 'feed', 'pattern', 'notice'], say);
  if (all.length === 0) return { content: damaged ?? say('announce.none') };
  const isTroubled = all.some(({ health, outbox }) => isOut(health) || outbox.stopped !== undefined);
  const flooded = all.find(({ outbox }) => outbox.flood !== undefined);
  return {
    ...(flooded === undefined ? {} : floodQuestion(flooded, say)),
    embeds: [
      {
        title: say('announce.status'),
        description:
          shortened(all.map((status) => block(status, nowMs, say)).join('\n\n'), 3500) +
          (damaged === undefined ? '' : `\n\n${damaged}`),
        color: isTroubled || damaged !== undefined ? OUTAGE_COLOR : CALM_COLOR,
      },
    ],
  };
}

/** Asks what to do with a flood. Only one is asked about at a time; the next follows when it is decided. */
function floodQuestion({ subscription, feedTitle }: SubscriptionStatus, say: Say): MessageBody {
  const { id, channelId, feedUrl } = subscription;
  const feed = feedName(feedUrl, feedTitle);
  return {
    content: say('announce.floodAsk', { channel: `<#${channelId}>`, feed }),
    components: rows(
      floodAnswers.map((answer) =>
        button({ id: floodId.write({ subscription: id, answer }), label: say(answerSentences[answer]) }),
      ),
    ),
  };
}

const answerSentences = {
  all: 'announce.floodAll',
  newest: 'announce.floodNewest',
  none: 'announce.floodNone',
} as const;

function block(status: SubscriptionStatus, nowMs: number, say: Say): string {
  const { subscription, feedTitle, health, nextReadAtMs, outbox, waitsUntilMs } = status;
  const { channelId, feedUrl } = subscription;
  const lines = [say('announce.statusLine', { channel: `<#${channelId}>`, feed: feedName(feedUrl, feedTitle) })];
  if (health.failingSinceMs !== undefined) {
    const reason = say(`announce.failure.${failureKey(health.lastFailure?.reason ?? '')}`);
    const code = health.lastFailure?.status === undefined ? '' : ` (${health.lastFailure.status})`;
    lines.push(
      isOut(health)
        ? `⚠️ ${say('announce.failing', { when: moment(health.failingSinceMs, 'R'), reason: reason + code })}`
        : say('announce.failedOnce', { reason: reason + code }),
    );
  }
  const times = [
    health.lastSuccessAtMs === undefined
      ? say('announce.neverRead')
      : say('announce.lastSuccess', { when: moment(health.lastSuccessAtMs, 'R') }),
  ];
  const isAhead = nextReadAtMs !== undefined && nextReadAtMs > nowMs;
  times.push(isAhead ? say('announce.nextRead', { when: moment(nextReadAtMs, 'R') }) : say('announce.nextReadSoon'));
  lines.push(times.join(' · '), choicesLine(subscription, say));
  if (outbox.owed.length > 0) {
    const reason = outbox.stopped?.reason ?? outbox.owed[0]?.held;
    const count = outbox.owed.length;
    lines.push(
      reason === undefined
        ? say('announce.owedSoon', { count })
        : say('announce.owed', { count, reason: refusalText(reason, say) }) +
            (waitsUntilMs === undefined ? '' : ` · ${say('announce.triedAgain', { when: moment(waitsUntilMs, 'R') })}`),
    );
  }
  if (outbox.flood !== undefined) lines.push(`❓ ${say('announce.flood', { count: outbox.flood.entries.length })}`);
  if (outbox.followUps.length > 0) lines.push(say('announce.followUps', { count: outbox.followUps.length }));
  return lines.join('\n');
}

/** The subscription's choices in a few words. */
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
