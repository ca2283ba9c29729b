import { plain, shortened } from '../contract/markdown.ts';

/** A feed by its title, where it has one, and its address, short enough for a sentence, without a preview. */
export function feedName(url: string, title?: string): string {
  const address = `<${shortened(url, 200)}>`;
  return title === undefined || title === '' ? address : `**${plain(shortened(title, 80))}** ${address}`;
}

const failures = [
  'http-status',
  'not-a-feed',
  'truncated',
  'too-large',
  'too-slow',
  'refused-address',
  'dns',
  'connection',
  'redirects',
  'hostile',
  'encoding',
] as const;

/** The name of a failure's sentence; reasons are kept as text, and one of another version may be unknown. */
export function failureKey(reason: string): (typeof failures)[number] | 'unknown' {
  return failures.find((known) => known === reason) ?? 'unknown';
}
