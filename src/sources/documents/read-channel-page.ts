import { isChannelId } from '../addresses/youtube-address.ts';

/** What the page of a channel or video tells; `hindrance`: another page came instead. */
export interface ChannelPage {
  readonly channelId: string | undefined;
  readonly hindrance: 'consent' | 'blocked' | undefined;
}

export function readChannelPage(html: string): ChannelPage {
  const channelId = channelIdIn(html);
  const start = html.slice(0, 200_000);
  const isConsent = channelId === undefined && /consent\.(?:youtube|google)\.com/.test(start);
  const isBlocked = channelId === undefined && /automated queries|unusual traffic/i.test(start);
  return { channelId, hindrance: isConsent ? 'consent' : isBlocked ? 'blocked' : undefined };
}

/**
 * The channel's id. Pages name other channels too (recommendations), so only places that describe the page itself are
 * read, and they must agree.
 */
export function channelIdIn(html: string): string | undefined {
  const places = [
    /<link[^>]{0,200}\brel="canonical"[^>]{0,200}\bhref="https?:\/\/www\.youtube\.com\/channel\/([\w-]{24})"/,
    /<link[^>]{0,200}\bhref="https?:\/\/www\.youtube\.com\/feeds\/videos\.xml\?channel_id=([\w-]{24})"/,
    /<meta[^>]{0,200}\bproperty="og:url"[^>]{0,200}\bcontent="https?:\/\/www\.youtube\.com\/channel\/([\w-]{24})"/,
    /<meta[^>]{0,200}\bitemprop="(?:identifier|channelId)"[^>]{0,200}\bcontent="([\w-]{24})"/,
    /"externalId":"([\w-]{24})"/,
    // On a video's page: the channel of the video.
    /"externalChannelId":"([\w-]{24})"/,
    /"videoDetails":\{"videoId":"[\w-]{11}"[^{}]{0,4000}"channelId":"([\w-]{24})"/,
  ];
  const named = places.map((place) => place.exec(html)?.[1]).filter((id) => id !== undefined && isChannelId(id));
  return new Set(named).size === 1 ? named[0] : undefined;
}
