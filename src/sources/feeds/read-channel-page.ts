import { isChannelId } from './youtube-address.ts';

/** What the page of a channel, or of one of its videos, tells; `hindrance`: what came in its place. */
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
 * The id that the page gives as its own. Pages name other channels too (in what they recommend), so only places that
 * speak of the page itself are looked at, and they must agree.
 */
export function channelIdIn(html: string): string | undefined {
  const places = [
    /<link[^>]{0,200}\brel="canonical"[^>]{0,200}\bhref="https?:\/\/www\.youtube\.com\/channel\/([\w-]{24})"/,
    /<link[^>]{0,200}\bhref="https?:\/\/www\.youtube\.com\/feeds\/videos\.xml\?channel_id=([\w-]{24})"/,
    /<meta[^>]{0,200}\bproperty="og:url"[^>]{0,200}\bcontent="https?:\/\/www\.youtube\.com\/channel\/([\w-]{24})"/,
    /<meta[^>]{0,200}\bitemprop="(?:identifier|channelId)"[^>]{0,200}\bcontent="([\w-]{24})"/,
    /"externalId":"([\w-]{24})"/,
    // Of a video's page: whose the video is.
    /"externalChannelId":"([\w-]{24})"/,
    /"videoDetails":\{"videoId":"[\w-]{11}"[^{}]{0,4000}"channelId":"([\w-]{24})"/,
  ];
  const named = places.map((place) => place.exec(html)?.[1]).filter((id) => id !== undefined && isChannelId(id));
  return new Set(named).size === 1 ? named[0] : undefined;
}
