/** How many requests fit into which time. */
export interface Pace {
  readonly limit: number;
  readonly windowMs: number;
}

const MESSAGES = '/channels/:channel/messages';
const WEBHOOK = '/webhooks/:application/:token';

/**
 * The buckets whose numbers are known from Discord's headers. Its documentation names none, and says that they may
 * change: https://docs.discord.com/developers/topics/rate-limits. Sources of the numbers:
 * - reactions: one change in 250 ms a channel, for adding and removing together (discord-api-docs #981, JDA #1020,
 * discord.js #3439, eris #1173)
 * - posting and editing messages: five in five seconds a channel each (discord-api-docs #981, #6109, rustplusplus #475)
 * - deleting messages: three in a second (eris #1173)
 * - an interaction's answers: five in two seconds a token (discord-api-docs #6753)
 */
const KNOWN = [
  {
    name: 'reactions',
    pace: { limit: 1, windowMs: 250 },
    fits: (method: string, path: string) =>
      (method === 'PUT' || method === 'DELETE') && path.startsWith(`${MESSAGES}/:message/reactions`),
  },
  {
    name: 'new-messages',
    pace: { limit: 5, windowMs: 5000 },
    fits: (method: string, path: string) => method === 'POST' && path === MESSAGES,
  },
  {
    name: 'edits',
    pace: { limit: 5, windowMs: 5000 },
    fits: (method: string, path: string) => method === 'PATCH' && path === `${MESSAGES}/:message`,
  },
  {
    name: 'deletions',
    pace: { limit: 3, windowMs: 1000 },
    fits: (method: string, path: string) => method === 'DELETE' && path === `${MESSAGES}/:message`,
  },
  {
    name: 'answers',
    pace: { limit: 5, windowMs: 2000 },
    fits: (method: string, path: string) => method !== 'GET' && path.startsWith(WEBHOOK),
  },
] as const satisfies readonly { name: string; pace: Pace; fits(method: string, path: string): boolean }[];

export type PaceName = (typeof KNOWN)[number]['name'];

/** The known bucket of a route (with placeholders, such as `/channels/:channel/messages`); undefined for others. */
export function paceFor(method: string, path: string): { readonly name: PaceName; readonly pace: Pace } | undefined {
  return KNOWN.find(({ fits }) => fits(method, path));
}
