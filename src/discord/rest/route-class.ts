/** Parts of a route that say what is asked, and not of whom: what is none of these is an id, a name or a token. */
const WORDS = new Set(
  '@me @original applications auth bot callback channels commands crosspost emojis gateway guilds interactions members messages permissions reactions roles search threads thread-members users webhooks'.split(
    ' ',
  ),
);

/** What kind of request a route is, such as `/channels/:id/messages/:id`: without any id, name or token, so there are few. */
export function routeClass(route: string): string {
  const [path = ''] = route.split('?');
  return path
    .split('/')
    .map((part) => (part === '' || WORDS.has(part) ? part : ':id'))
    .join('/');
}
