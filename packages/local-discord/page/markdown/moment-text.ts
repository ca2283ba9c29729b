const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/**
 * The text of a timestamp `<t:SECONDS:STYLE>` in a language; `R` is relative to `nowMs`.
 * https://docs.discord.com/developers/reference#message-formatting-timestamp-styles
 */
export function momentText(seconds: number, style: string, nowMs: number, locale: string, timeZone?: string): string {
  if (style === 'R') return relative(seconds - nowMs / 1000, locale);
  const options = { ...(STYLES[style] ?? STYLES.f), ...(timeZone === undefined ? {} : { timeZone }) };
  return new Intl.DateTimeFormat(locale, options).format(seconds * 1000);
}

function relative(inSeconds: number, locale: string): string {
  const whole = Math.round(inSeconds);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(whole) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(Math.round(whole / size), unit);
}
