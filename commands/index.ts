import type { Command } from '../src/discord/contract/command.ts';
import announce from './announce.ts';
import bracket from './bracket.ts';
import character from './character.ts';
import episode from './episode.ts';
import help from './help.ts';
import lookUp from './look-up.ts';
import lore from './lore.ts';
import match from './match.ts';
import next from './next.ts';
import picks from './picks.ts';
import poll from './poll.ts';
import privacy from './privacy.ts';
import search from './search.ts';
import season from './season.ts';
import series from './series.ts';
import setup from './setup.ts';
import song from './song.ts';
import spoilers from './spoilers.ts';
import standings from './standings.ts';
import watched from './watched.ts';

/** All commands, in the order of `/help`. */
export const commands: readonly Command[] = [
  character,
  song,
  episode,
  match,
  bracket,
  series,
  lore,
  search,
  next,
  lookUp,
  standings,
  picks,
  watched,
  privacy,
  help,
  setup,
  poll,
  season,
  announce,
  spoilers,
];
