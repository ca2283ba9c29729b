import { gameOfPlayers, isPlayers } from './brackets/bracket-book.ts';

const FORECAST = 'forecast/';

/** What the list of voters of this name is of: a poll, a game of brackets, or a pick from before a pick was of a place. */
export function votingKind(name: string): 'poll' | 'bracket' | 'forecast' {
  if (isPlayers(name)) return 'bracket';
  return name.startsWith(FORECAST) ? 'forecast' : 'poll';
}

/** The server of what is no poll; a poll’s stands in the poll itself. */
export function serverInName(name: string): string | undefined {
  if (isPlayers(name)) return gameOfPlayers(name).split('/')[1];
  return name.startsWith(FORECAST) ? name.split('/')[1] : undefined;
}
