import { hidesItsNewest } from '../../domain/feed/feed-document.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { Subscribing } from '../../services/announcements/subscribing.ts';
import { failureKey, feedName } from './feed-words.ts';

/** What a moderator reads after `/announce here`: what was understood, and what to beware of. */
export function subscribedText(
  { subscription, reading, changed }: Awaited<ReturnType<Subscribing['subscribe']>>,
  say: Say,
): string {
  const facts = { channel: `<#${subscription.channelId}>`, feed: feedName(subscription.feedUrl) };
  if (reading.kind === 'failed') {
    return say('announce.hereLater', {
      ...facts,
      reason: say(`announce.failure.${failureKey(reading.failure.reason)}`),
    });
  }
  const text = changed ? say('announce.hereChanged', facts) : say('announce.here', facts);
  const hides = reading.kind === 'entries' && hidesItsNewest(reading.document);
  return hides ? `${text}\n${say('announce.hidesNewest')}` : text;
}
