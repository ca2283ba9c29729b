import type { CommandTexts } from '../command-texts.ts';

const alone = { about: 'Show the answer to me alone' };

export const commands: CommandTexts = {
  character: { about: 'Look someone up', options: { name: { about: 'A name or nickname' }, private: alone } },
  episode: { about: 'Look an episode up', options: { title: { about: 'Its number or title' }, private: alone } },
  match: { about: 'Who met whom', options: { match: { about: 'A round or the name of a match' }, private: alone } },
  song: { about: 'Look a song up', options: { title: { about: 'Its title, or part of it' }, private: alone } },
  series: { about: 'What this is, who makes it, and where to watch it', options: { private: alone } },
  lore: { about: 'A word of this world, explained', options: { term: { about: 'A term' }, private: alone } },
  search: { about: 'Search everything I know', options: { query: { about: 'Any words' }, private: alone } },
  next: { about: 'What to watch next', options: { private: alone } },
  'Look up names here': { about: 'Find out about everyone and everything a message names' },
  bracket: {
    about: 'The bracket of a competition',
    subcommands: {
      show: { about: 'Show the bracket', options: { competition: { about: 'Which one' }, private: alone } },
    },
  },
  watched: {
    about: 'Tell me how far you have watched',
    options: { episode: { about: 'The last one you have watched' } },
  },
  standings: { about: 'Who predicts best here', options: { private: alone } },
  help: { about: 'What I can do' },
  spoilers: {
    about: 'How far this server has watched',
    subcommands: {
      server: {
        about: 'Set it for the whole server',
        options: { episode: { about: 'The last one everybody has watched' } },
      },
      channel: {
        about: 'Set it for one channel and its threads',
        options: {
          episode: { about: 'The last one everybody there has watched, or the same as the server' },
          channel: { about: 'Which channel; here if left out' },
        },
      },
    },
  },
  poll: {
    about: 'Prediction polls',
    subcommands: {
      open: {
        about: 'Open a poll on a match',
        options: {
          closes: { about: 'When voting ends: in 2h, tomorrow 20:00, 2026-12-01 20:00+09:00' },
          match: { about: 'A match from the series' },
          custom: { about: 'Your own: Round 8: 🐍 Till vs 🦋 Ivan' },
          channel: { about: 'Where to post it; here if left out' },
          secret: { about: 'Buttons only, and the split hidden until the lock' },
          role: { about: 'Only members with this role may vote' },
        },
      },
      lock: { about: 'End the voting now', options: { poll: { about: 'Which poll' } } },
      result: {
        about: 'Say who won, or correct it',
        options: { poll: { about: 'Which poll' }, winner: { about: 'Who won' } },
      },
      list: { about: 'All polls of this server' },
    },
  },
  announce: {
    about: 'Announce new episodes',
    subcommands: {
      here: {
        about: 'Announce each new entry of a feed in a channel',
        options: {
          channel: { about: 'Where; here if left out' },
          feed: { about: 'A feed’s address, or a YouTube channel; the series’ own if left out' },
          role: { about: 'A role to mention' },
          show: { about: 'How much to tell' },
          shorts: { about: 'Also short videos' },
        },
      },
      stop: { about: 'Stop announcing', options: { subscription: { about: 'Which one' } } },
      status: { about: 'How the feeds are doing, and what waits' },
    },
  },
};
