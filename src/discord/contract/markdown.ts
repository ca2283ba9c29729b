/**
 * Escapes text of a member, feed or moderator so that it can stand inside a sentence: it cannot format, link, mention,
 * open a spoiler or break a line. (Pings are also prevented by `allowed_mentions`; this keeps the text looking as it
 * was typed.)
 */
export function plain(text: string): string {
  return text
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .trim()
    .replace(/[\\*_~`|[<]/g, '\\$&')
    .replace(/@/g, '@\u200B')
    .replace(/:\/\//g, ':\u200B//')
    .replace(/^(?:[>#-]|\d+(?=\.))/, '\\$&');
}

/** At most `limit` UTF-16 units, cut between characters, with an ellipsis where something was cut. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length > limit - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** A moment in the reader's own time zone and language. https://discord.com/developers/docs/reference#message-formatting */
export function moment(atMs: number, style: 'f' | 'R' | 'D' = 'f'): string {
  return `<t:${Math.floor(atMs / 1000)}:${style}>`;
}
