import { hidesItsNewest } from '../../../domain/feed/feed-document.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { Subscribed } from '../../../services/announcements/subscribing.ts';
import type { PageFeed } from '../../../sources/documents/find-in-page.ts';
import { plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Speaker } from '../../contract/reader.ts';
import { select } from '../../elements/controls.ts';
import { feedName } from '../../elements/names.ts';
import { failureKey } from '../../elements/trouble.ts';
import { pickFeedId } from '../ids.ts';

/** Discord's limit for an option of a select. A longer address is cut to its end, where feeds differ. */
const LONGEST_OPTION = 100;
/** Discord takes 2,000 characters. */
const LONGEST_LIST = 1_600;

/** The answer to `/announce here`: what was understood, and any warnings. */
export function subscribedMessage(made: Extract<Subscribed, { kind: 'subscribed' }>, { say }: Speaker): MessageBody {
  return { content: subscribedText(made, say), withoutPreviews: true };
}

type Page = Extract<Subscribed, { kind: 'no-feed' }>['page'];

/** The address that was given, and the title of the page found there. */
export function pageFacts(page: Page, address: string, say: Say): { address: string; titled: string } {
  const titled = page.title === '' ? '' : say('announce.pageTitled', { title: plain(page.title) });
  return { address: feedName(address), titled };
}

/** For a page that is not a feed: the feeds it names, to choose from. */
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

/** The sentence with a list of feeds below it, as many as fit into a message that has other things to say too. */
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
