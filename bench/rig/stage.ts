import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChannelType } from 'discord-api-types/v10';
import type { LocalDiscord } from 'local-discord';
import { connectPerson, type Person, startScene, UNHURRIED } from 'local-discord/testkit';
import { type Asker, connectAsker } from './asker.ts';

/** One server with one bot in it, and a member who uses it. */
export interface Side {
  readonly guildId: string;
  readonly channelId: string;
  readonly token: string;
  readonly applicationId: string;
  /** A member who asks as fast as wanted. */
  readonly asker: Asker;
  readonly askerToken: string;
  readonly moderator: Person;
}

/**
 * A local Discord without rate limits in this process, with two servers: one has our bot, the other its counterpart.
 */
export interface Stage {
  readonly discord: LocalDiscord;
  readonly ours: Side;
  readonly theirs: Side;
  /** A folder for this run alone, removed by `close`. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'clematis-bench-'));
  const { discord } = await startScene({ rateLimits: UNHURRIED });
  const people: Person[] = [];
  const askers: Asker[] = [];
  const side = async (name: string): Promise<Side> => {
    const { world } = discord;
    const guildId = world.createGuild({ name }).id;
    const channelId = world.createChannel(guildId, { name: 'general', type: ChannelType.GuildText }).id;
    const application = world.createApplication({ name });
    world.installApplication(application.id, guildId);
    const connect = async (who: { token: string }) => {
      const person = await connectPerson({ url: discord.url, token: who.token, deadlineMs: 120_000 });
      people.push(person);
      return person;
    };
    const { token: askerToken } = world.createPerson({ name: 'Ada', guildId });
    const asker = await connectAsker({ url: discord.url, token: askerToken });
    askers.push(asker);
    return {
      guildId,
      channelId,
      token: application.botToken,
      applicationId: application.id,
      asker,
      askerToken,
      moderator: await connect(world.createPerson({ name: 'Moa', guildId, moderator: true })),
    };
  };
  return {
    discord,
    ours: await side('Ours'),
    theirs: await side('Theirs'),
    folder,
    async close() {
      for (const one of [...people, ...askers]) await one.close();
      await discord.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
