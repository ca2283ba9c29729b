import { hidesItsNewest } from '../../../domain/feed/feed-document.ts';
import { UserError } from '../../../i18n/user-error.ts';
import type { Subscribed } from '../../../services/announcements/subscribing.ts';
import type { PageFeed } from '../../../sources/feeds/find-in-page.ts';
import type { Call } from '../../contract/command.ts';
import { plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { select } from '../../elements/controls.ts';
import { failureKey, feedName } from '../../elements/feed-words.ts';
import { pickFeedId } from '../ids.ts';

/** Discord's limit for what stands in an option; a longer address is shown by its end, where feeds differ. */
const LONGEST_OPTION = 100;
/** Discord takes 2,000 characters. */
const LONGEST_LIST = 1_600;

/**
 * What a moderator reads after `/announce here`: what was understood, and what to beware of; of a page that is no feed, the
 * feeds that it names, to choose from.
 *
 * @throws UserError for a page that names none
 */
export function subscribedMessage(
  made: Subscribed,
  asked: { readonly channelId: string; readonly feedUrl: string },
  { say }: Pick<Call, 'say'>,
): MessageBody {
  if (made.kind === 'subscribed') return { content: subscribedText(made, say), withoutPreviews: true };
  const { title, feeds } = made.page;
  const facts = {
    address: feedName(asked.feedUrl),
    titled: title === '' ? '' : say('announce.pageTitled', { title: plain(title) }),
  };
  if (feeds.length === 0) throw new UserError((inTheirs) => inTheirs('announce.noFeed', facts));
  return {
    content: listed(say('announce.noFeedButFeeds', { ...facts, channel: `<#${asked.channelId}>` }), feeds),
    components: [
      select({
        id: pickFeedId.write({ offer: made.offerId }),
        placeholder: say('announce.pickFeed'),
        options: feeds.map(({ url, title: own }, index) => {
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
  say: Call['say'],
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
