import type { Command } from '../src/discord/command.ts';
import announce from './announce.ts';
import bracket from './bracket.ts';
import character from './character.ts';
import episode from './episode.ts';
import help from './help.ts';
import match from './match.ts';
import poll from './poll.ts';
import spoilers from './spoilers.ts';
import standings from './standings.ts';
import watched from './watched.ts';

/** Every command there is, in the order of `/help`. */
export const commands: readonly Command[] = [
  character,
  episode,
  match,
  bracket,
  standings,
  watched,
  help,
  poll,
  announce,
  spoilers,
];
