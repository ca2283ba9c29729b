const SECRETS = new Set(['token', 'youtubeApiKey']);

/** A setting as it may be shown: for a secret only that it is set, an address without its password. */
export function withoutSecrets(name: string, value: unknown): string {
  if (value === undefined) return 'not set';
  if (SECRETS.has(name)) return 'set';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // Not parsed, because an invalid address must not show its password either.
  return text.replace(/^([a-z]+:\/\/).*@/is, '$1…@').replace(/([?&](?:password|sslkey|sslpassword)=)[^&]*/gi, '$1…');
}
