import { z } from 'zod';
import { KeepUp } from './keep-up.ts';

/** A server's settings, and the ids of its polls and subscriptions. */
export const Server = z.strictObject({
  horizon: z.string().optional(),
  /** Horizons of channels that differ from the server's, by channel id. */
  channels: z.record(z.string(), z.string()),
  /**
   * The language of public messages: the moderators' choice, else the one that Discord last reported for the server.
   */
  language: z.string(),
  /** Set when moderators chose the language: what Discord reports then changes nothing. */
  languageChosen: z.literal(true).optional(),
  /** The zone for times without one, if moderators chose it: `Europe/Berlin` or `+09:00`. */
  timeZone: z.string().optional(),
  /** Set when the horizon follows episodes that come out. Absent = it stays where it was set. */
  keepUp: KeepUp.optional(),
  /** The channel for new polls unless a moderator names another; absent = the one where the command was given. */
  pollChannel: z.strictObject({ id: z.string(), name: z.string().optional() }).optional(),
  /**
   * By episode, since when a feed or a moderator showed it as out (ms since 1970): its matches can no longer be
   * predicted. `null`: it was wrongly taken for out.
   */
  outSinceMs: z.record(z.string(), z.number().nullable()),
  /** The number of the server's current game; absent = the first. */
  game: z.number().int().positive().optional(),
  /**
   * When this game began, in ms since 1970; absent for the first. Episodes that came out before then close nothing in
   * it.
   */
  gameBeganAtMs: z.number().optional(),
  /**
   * By match id, the poll that holds the match in this game until it is void. Absent = not computed yet, because the
   * polls are older than claims.
   */
  claims: z.record(z.string(), z.string()).optional(),
  /** Every poll ever opened in the server, oldest first. */
  pollIds: z.array(z.string()).readonly(),
  subscriptionIds: z.array(z.string()).readonly(),
});
export type Server = z.infer<typeof Server>;

export const newServer: Server = { channels: {}, language: 'en', outSinceMs: {}, pollIds: [], subscriptionIds: [] };

/** The server with the language that Discord reports, unless its moderators chose another. */
export function heardSpeaking(server: Server, language: string): Server {
  return server.languageChosen === true || server.language === language ? server : { ...server, language };
}

/** The zone for times in a server: the moderators' choice, else the one of its language (Korean: Seoul), else UTC. */
export function zoneOf({ timeZone, language }: Pick<Server, 'timeZone' | 'language'>): string {
  return timeZone ?? (language.startsWith('ko') ? 'Asia/Seoul' : 'UTC');
}
