/** The fixed parts of routes; any other part is an id, a name or a token. */
const WORDS = new Set(
  '@me @original applications auth bot callback channels commands crosspost emojis gateway guilds interactions members messages permissions reactions roles search threads thread-members users webhooks'.split(
    ' ',
  ),
);

/** The kind of a request, such as `/channels/:id/messages/:id`: without ids, names or tokens, so that there are few. */
export function routeClass(route: string): string {
  const [path = ''] = route.split('?');
  return path
    .split('/')
    .map((part) => (part === '' || WORDS.has(part) ? part : ':id'))
    .join('/');
}
