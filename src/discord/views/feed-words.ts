import { shortened } from '../markdown.ts';

/** A feed's address, short enough for a sentence, without a preview. */
export function feedName(url: string): string {
  return `<${shortened(url, 200)}>`;
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
