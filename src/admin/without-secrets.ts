const SECRETS = new Set(['token', 'youtubeApiKey']);

/** A setting as it may be shown: a secret only as being set, an address without its password. */
export function withoutSecrets(name: string, value: unknown): string {
  if (value === undefined) return 'not set';
  if (SECRETS.has(name)) return 'set';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // By hand: an address that is none must not show its password either.
  return text.replace(/^([a-z]+:\/\/).*@/is, '$1…@').replace(/([?&](?:password|sslkey|sslpassword)=)[^&]*/gi, '$1…');
}
