import { z } from 'zod';
import { KeepUp } from './keep-up.ts';

/** What a server has set, and where its polls and subscriptions are found. */
export const Server = z.strictObject({
  horizon: z.string().optional(),
  /** Channel → its own horizon, where it differs from the server's. */
  channels: z.record(z.string(), z.string()),
  /** The language of what everybody there reads: its own choice, else what Discord last told of it. */
  language: z.string(),
  /** Set where the server's moderators chose the language: what Discord tells then changes nothing. */
  languageChosen: z.literal(true).optional(),
  /** By which a time without a zone is read, as its moderators chose it: `Europe/Berlin` or `+09:00`. */
  timeZone: z.string().optional(),
  /** Its horizon follows what comes out. Absent = it stays where it was set. */
  keepUp: KeepUp.optional(),
  /** Where its polls go, unless a moderator says otherwise; absent = where they are opened. */
  pollChannel: z.strictObject({ id: z.string(), name: z.string().optional() }).optional(),
  /**
   * Episodes that a feed showed as out, and since when: from then on nobody predicts their matches. `null`: it was taken for
   * out, and is not.
   */
  outSinceMs: z.record(z.string(), z.number().nullable()),
  /** Which run of predictions this is; absent = the first. */
  game: z.number().int().positive().optional(),
  /** When this run began; absent for the first. What came out before then closes nothing in it. */
  gameBeganAtMs: z.number().optional(),
  /**
   * Match → the poll that scores it in this game, which holds it until it is void. Absent = not worked out yet: these polls
   * are older than claims.
   */
  claims: z.record(z.string(), z.string()).optional(),
  /** Every poll ever opened there, oldest first. */
  pollIds: z.array(z.string()).readonly(),
  subscriptionIds: z.array(z.string()).readonly(),
});
export type Server = z.infer<typeof Server>;

export const newServer: Server = { channels: {}, language: 'en', outSinceMs: {}, pollIds: [], subscriptionIds: [] };

/** The server as Discord speaks of it: in this language, unless its moderators chose another. */
export function heardSpeaking(server: Server, language: string): Server {
  return server.languageChosen === true || server.language === language ? server : { ...server, language };
}

/** The zone by which a server's times are read: its own, else where its language is at home, else UTC. */
export function zoneOf({ timeZone, language }: Pick<Server, 'timeZone' | 'language'>): string {
  return timeZone ?? (language.startsWith('ko') ? 'Asia/Seoul' : 'UTC');
}
