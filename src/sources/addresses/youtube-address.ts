/** What a moderator's text says about a feed on YouTube. */
export type YoutubeAddress =
  /** The address of a feed. */
  | { readonly kind: 'feed'; readonly url: string; readonly source: 'channel' | 'playlist' }
  /** The address of a page that names the channel's id; see channel-pages.ts. */
  | { readonly kind: 'page'; readonly url: string }
  /** Not YouTube. */
  | { readonly kind: 'other' };

/** A channel id encodes 16 bytes, so its last character carries two bits and is one of four letters. */
const CHANNEL_ID = /^UC[\w-]{21}[AQgw]$/;
const PLAYLIST_ID = /^(?:PL|UU|FL|OLAK5uy_)[\w-]{10,60}$/;
/** Letters of any script, digits, and some signs. */
const HANDLE = /^@[\p{L}\p{N}\p{M}_.·-]{1,60}$/u;
const VIDEO_ID = /^[\w-]{11}$/;
const HOSTS = new Set([
  ...['youtube.com', 'www.youtube.com', 'm.youtube.com', 'music.youtube.com', 'studio.youtube.com'],
  ...['gaming.youtube.com', 'www.youtube-nocookie.com', 'youtu.be'],
]);
/** Paths of YouTube that cannot be a channel's name. */
const OWN_PATHS = new Set(
  'about account ads browse c channel embed feed feeds gaming hashtag kids live music playlist premium results shorts user v watch t s'.split(
    ' ',
  ),
);
const FEED = 'https://www.youtube.com/feeds/videos.xml';

/**
 * Reads a channel id, a playlist id, an `@handle`, or any address of a channel, playlist, feed or video on YouTube, as
 * people paste it. A video leads to its page, which names the channel. Fetches nothing.
 */
export function youtubeAddress(text: string): YoutubeAddress {
  const given = pasted(text);
  if (CHANNEL_ID.test(given)) return channelFeed(given);
  if (PLAYLIST_ID.test(given)) return playlistFeed(given);
  if (HANDLE.test(given)) return page(`/${given}`);

  const address = /^[a-z]+:\/\//i.test(given) ? given : `https://${given}`;
  if (given.length > 2000 || !URL.canParse(address)) return { kind: 'other' };
  const url = new URL(address);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.port === '' && HOSTS.has(url.hostname) ? onYoutube(url) : { kind: 'other' };
}

export function isChannelId(text: string): boolean {
  return CHANNEL_ID.test(text);
}

/** The feed of a channel, by its id. */
export function channelFeedUrl(channelId: string): string {
  return `${FEED}?channel_id=${channelId}`;
}

function onYoutube(url: URL): YoutubeAddress {
  const playlist = url.searchParams.get('list') ?? url.searchParams.get('playlist_id') ?? '';
  const [first = '', second = ''] = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);

  if (first === 'feeds' && second === 'videos.xml') return feedItself(url, playlist);
  if (first === 'channel' && CHANNEL_ID.test(second)) return channelFeed(second);
  const isShortened = url.hostname === 'youtu.be';
  const video = isShortened ? first : videoId(url, first, second);
  if (VIDEO_ID.test(video)) return page(`/watch?v=${video}`);
  if (isShortened) return { kind: 'other' };
  if (first === 'playlist' && PLAYLIST_ID.test(playlist)) return playlistFeed(playlist);
  return byName(first, second);
}

/** The address of a feed, in the one form that is saved. */
function feedItself(url: URL, playlist: string): YoutubeAddress {
  const channel = url.searchParams.get('channel_id') ?? '';
  const user = url.searchParams.get('user') ?? '';
  if (CHANNEL_ID.test(channel)) return channelFeed(channel);
  if (PLAYLIST_ID.test(playlist)) return playlistFeed(playlist);
  return user === '' ? { kind: 'other' } : userFeed(user);
}

/** A channel by one of its names: `/user/name`, `/@handle`, `/c/name`, `/name`. */
function byName(first: string, second: string): YoutubeAddress {
  if (first === 'user' && second !== '') return userFeed(second);
  if (HANDLE.test(first)) return page(`/${first}`);
  if (first === 'c' && second !== '') return page(`/c/${encodeURIComponent(second)}`);
  // Channels that had a custom name before there were handles.
  const isOldName = /^[\p{L}\p{N}._-]{1,60}$/u.test(first) && !OWN_PATHS.has(first.toLowerCase());
  return isOldName ? page(`/${first}`) : { kind: 'other' };
}

/** The id of the video in an address: `watch?v=`, `/shorts/`, `/live/`, `/embed/` and `/v/`. */
function videoId(url: URL, first: string, second: string): string {
  if (first === 'watch') return url.searchParams.get('v') ?? '';
  // Pages of YouTube Studio: /video/ID/edit.
  return ['shorts', 'live', 'embed', 'v', 'video'].includes(first) ? second : '';
}

function channelFeed(channelId: string): YoutubeAddress {
  return { kind: 'feed', url: channelFeedUrl(channelId), source: 'channel' };
}

function playlistFeed(playlistId: string): YoutubeAddress {
  return { kind: 'feed', url: `${FEED}?playlist_id=${playlistId}`, source: 'playlist' };
}

function userFeed(user: string): YoutubeAddress {
  return { kind: 'feed', url: `${FEED}?user=${encodeURIComponent(user)}`, source: 'channel' };
}

function page(path: string): YoutubeAddress {
  return { kind: 'page', url: new URL(path, 'https://www.youtube.com').href };
}

/** The pasted text without the angle brackets that Discord uses around addresses, and without `feed:`. */
export function pasted(text: string): string {
  const trimmed = text.trim();
  const bare = trimmed.startsWith('<') && trimmed.endsWith('>') ? trimmed.slice(1, -1).trim() : trimmed;
  if (/^feed:\/\//i.test(bare)) return `http${bare.slice('feed'.length)}`;
  return /^feed:https?:/i.test(bare) ? bare.slice('feed:'.length) : bare;
}

/** A decoded path; a broken percent sign stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
