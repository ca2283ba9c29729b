import { gameOfPlayers, isPlayers } from './brackets/bracket-book.ts';

const FORECAST = 'forecast/';

/**
 * What a list of voters of this name belongs to: a poll, a bracket game, or a match of the former kind of bracket
 * picks.
 */
export function votingKind(name: string): 'poll' | 'bracket' | 'forecast' {
  if (isPlayers(name)) return 'bracket';
  return name.startsWith(FORECAST) ? 'forecast' : 'poll';
}

/** The server in the name of a bracket game's list; undefined for a poll's, whose server stands in the poll. */
export function serverInName(name: string): string | undefined {
  if (isPlayers(name)) return gameOfPlayers(name).split('/')[1];
  return name.startsWith(FORECAST) ? name.split('/')[1] : undefined;
}
