const LONGEST_LINK = 2000;

/** An absolute http or https address, resolved against `base`; undefined for anything else. */
export function webLink(href: string | undefined, base: string): string | undefined {
  if (!href || href.length > LONGEST_LINK) return undefined;
  const trimmed = href.trim();
  if (trimmed === '' || !URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.href.length <= LONGEST_LINK ? url.href : undefined;
}

/** True for the address of a YouTube Short. */
export function isShortLink(link: string | undefined): boolean {
  if (link === undefined) return false;
  const url = new URL(link);
  return /(^|\.)youtube\.com$/.test(url.hostname) && url.pathname.startsWith('/shorts/');
}
