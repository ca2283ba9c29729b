import type { Guild, Member } from './model.ts';

/**
 * Members whose name or nickname begins with this.
 * https://docs.discord.com/developers/resources/guild#search-guild-members
 */
export function membersNamed(guild: Guild, query: string): Member[] {
  const begin = query.toLowerCase();
  return [...guild.members.values()].filter(({ account, nickname }) =>
    [account.name, nickname ?? ''].some((name) => name.toLowerCase().startsWith(begin)),
  );
}
