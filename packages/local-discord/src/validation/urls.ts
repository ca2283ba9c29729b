/** Discord's fault for an address; undefined when its scheme is allowed. */
export function schemeFault(
  url: unknown,
  schemes: readonly string[],
): { readonly code: string; readonly message: string } | undefined {
  const text = typeof url === 'string' ? url : '';
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text)?.[1]?.toLowerCase() ?? '';
  if (!schemes.includes(scheme)) {
    const named = schemes.map((one) => `'${one}'`).join(', ');
    return {
      code: 'URL_TYPE_INVALID_SCHEME',
      // An address without a scheme is quoted whole (discord.js #5724).
      message: `Scheme "${scheme === '' ? text : scheme}" is not supported. Scheme must be one of (${named}).`,
    };
  }
  if (scheme === 'attachment') return undefined;
  return URL.canParse(text) && new URL(text).hostname !== ''
    ? undefined
    : { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' };
}
