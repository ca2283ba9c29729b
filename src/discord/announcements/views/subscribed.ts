import { hidesItsNewest } from '../../../domain/feed/feed-document.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { Subscribed } from '../../../services/announcements/subscribing.ts';
import type { PageFeed } from '../../../sources/feeds/find-in-page.ts';
import { plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Speaker } from '../../contract/reader.ts';
import { select } from '../../elements/controls.ts';
import { feedName } from '../../elements/names.ts';
import { failureKey } from '../../elements/trouble.ts';
import { pickFeedId } from '../ids.ts';

/** Discord's limit for what stands in an option; a longer address is shown by its end, where feeds differ. */
const LONGEST_OPTION = 100;
/** Discord takes 2,000 characters. */
const LONGEST_LIST = 1_600;

/** What a moderator reads after `/announce here`: what was understood, and what to beware of. */
export function subscribedMessage(made: Extract<Subscribed, { kind: 'subscribed' }>, { say }: Speaker): MessageBody {
  return { content: subscribedText(made, say), withoutPreviews: true };
}

type Page = Extract<Subscribed, { kind: 'no-feed' }>['page'];

/** What was given in place of a feed, and what it calls itself. */
export function pageFacts(page: Page, address: string, say: Say): { address: string; titled: string } {
  const titled = page.title === '' ? '' : say('announce.pageTitled', { title: plain(page.title) });
  return { address: feedName(address), titled };
}

/** Of a page that is no feed: the feeds that it names, to choose from. */
export function feedsOfPage(
  { page, offerId }: Extract<Subscribed, { kind: 'no-feed' }>,
  asked: { readonly channelId: string; readonly feedUrl: string },
  { say }: Speaker,
): MessageBody {
  const facts = pageFacts(page, asked.feedUrl, say);
  return {
    content: listed(say('announce.noFeedButFeeds', { ...facts, channel: `<#${asked.channelId}>` }), page.feeds),
    components: [
      select({
        id: pickFeedId.write({ offer: offerId }),
        placeholder: say('announce.pickFeed'),
        options: page.feeds.map(({ url, title: own }, index) => {
          const address = url.replace(/^https?:\/\//, '').slice(-LONGEST_OPTION);
          return { value: String(index), label: own || address, about: address };
        }),
      }),
    ],
    withoutPreviews: true,
  };
}

/** The sentence with what the page names below it, as much of that as fits into a message with other things to tell. */
function listed(sentence: string, feeds: readonly PageFeed[]): string {
  let text = sentence;
  for (const { url, title } of feeds) {
    const line = `\n- ${feedName(url, title)}`;
    if (text.length + line.length > LONGEST_LIST) break;
    text += line;
  }
  return text;
}

function subscribedText(
  { subscription, reading, changed }: Extract<Subscribed, { kind: 'subscribed' }>,
  say: Say,
): string {
  const title = reading.kind === 'entries' ? reading.document.title : undefined;
  const facts = { channel: `<#${subscription.channelId}>`, feed: feedName(subscription.feedUrl, title) };
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
