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
      show: {
        about: 'Show the bracket',
        options: {
          competition: { about: 'Which one' },
          picks: { about: 'Whose votes to show on it' },
          private: alone,
        },
      },
      predict: {
        about: 'Fill in the whole bracket',
        options: { competition: { about: 'Which one' }, pace: { about: 'Along with the server, or at your own pace' } },
      },
    },
  },
  watched: {
    about: 'Tell me how far you have watched',
    options: { episode: { about: 'The last one you have watched' } },
  },
  standings: {
    about: 'Who predicts best here',
    options: {
      of: { about: 'A competition or a round of it; everything if left out' },
      here: { about: 'Leave out who is in this server no more' },
      private: alone,
      'new-game': { about: 'Moderators: begin predictions and brackets anew, as for a rewatch' },
    },
  },
  picks: { about: 'Your votes here, your points, and why you have them' },
  privacy: {
    about: 'What I keep about you',
    subcommands: {
      show: { about: 'See what I keep about you, and why' },
      export: { about: 'Get all of it as a file' },
      erase: { about: 'Erase all of it' },
    },
  },
  help: { about: 'What I can do' },
  setup: { about: 'Start here: how far you have watched, where to announce, and what I may do' },
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
  season: {
    about: 'Episodes and matches that I do not know yet',
    subcommands: {
      add: {
        about: 'Add an episode, and its match',
        options: {
          label: { about: 'Where it stands, no names: ZOMBIE STAGE Round 2' },
          planned: { about: 'When it is to be out: friday 20:00, in 2d' },
          competition: { about: 'The competition of its match; another name makes a new one' },
          contestants: { about: 'Who meets: 🐍 Till vs 🦋 Ivan' },
          open: { about: 'Everybody here may know who meets; else only those who have watched it' },
          video: { about: 'It is out: the address of its video' },
        },
      },
      list: { about: 'What this server has added' },
      edit: {
        about: 'Change what was added',
        options: {
          episode: { about: 'Which one' },
          label: { about: 'Where it stands, no names' },
          planned: { about: 'When it is to be out' },
          behind: { about: 'The episode that it comes right after' },
          competition: { about: 'The competition of its match' },
          contestants: { about: 'Who meets: 🐍 Till vs 🦋 Ivan' },
          open: { about: 'Everybody here may know who meets' },
        },
      },
      out: {
        about: 'It is out now, where no feed says so',
        options: { episode: { about: 'Which one' }, video: { about: 'The address of its video' } },
      },
      remove: { about: 'Remove what was added', options: { episode: { about: 'Which one' } } },
    },
  },
  poll: {
    about: 'Prediction polls',
    subcommands: {
      open: {
        about: 'Open a poll; with nothing filled in, a form comes up',
        options: {
          closes: { about: 'When voting ends: in 2h, tomorrow 20:00, 2026-12-01 20:00+09:00, or an episode' },
          match: { about: 'A match from the series' },
          custom: { about: 'Your own: Round 8: 🐍 Till vs 🦋 Ivan' },
          question: { about: 'The question of your own, apart from its options' },
          about: { about: 'The episode that the answer of your own could spoil' },
          channel: { about: 'Where to post it; here if left out' },
          secret: { about: 'Buttons only, and the split hidden until the lock' },
          role: { about: 'Only members with this role may vote' },
        },
      },
      edit: {
        about: 'Change when a poll closes, tie it to an episode, or post it anew',
        options: {
          poll: { about: 'Which poll' },
          closes: { about: 'When voting ends: in 2h, tomorrow 20:00 +09:00, or an episode' },
          episode: { about: 'The episode that shows a match you named yourself' },
          role: { about: 'Only members with this role may vote; @everyone: all of them' },
          again: { about: 'Post its message anew, after it was deleted' },
        },
      },
      lock: { about: 'End the voting now', options: { poll: { about: 'Which poll' } } },
      reopen: {
        about: 'Take votes again on a poll that was locked too early',
        options: { poll: { about: 'Which poll' }, closes: { about: 'When voting ends now' } },
      },
      void: { about: 'Make a poll count for nothing', options: { poll: { about: 'Which poll' } } },
      delete: {
        about: 'Delete a poll; one with votes stays, as void',
        options: { poll: { about: 'Which poll' } },
      },
      result: {
        about: 'Say who won, or correct it',
        options: { poll: { about: 'Which poll' }, winner: { about: 'Who won' } },
      },
      list: { about: 'All polls of this server, and what each waits for' },
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
          kinds: { about: 'Which entries; trailers and covers are left out unless you say everything' },
          words: { about: 'Only titles with one of these words; -word keeps a title out. Commas between them' },
          thread: { about: 'Open a thread on each announcement, for those who have watched' },
          publish: { about: 'Send each one on to the servers that follow this announcement channel' },
          premieres: { about: 'When to announce a premiere' },
          shorts: { about: 'Also short videos' },
        },
      },
      stop: { about: 'Stop announcing', options: { subscription: { about: 'Which one' } } },
      test: {
        about: 'Post a test that notifies nobody',
        options: { subscription: { about: 'Which one; may be left out where there is only one' } },
      },
      status: { about: 'How the feeds are doing, and what waits' },
      why: {
        about: 'What became of the latest entries, gate by gate',
        options: { subscription: { about: 'Which one; may be left out where there is only one' } },
      },
      patterns: {
        about: 'Teach me which titles are which episode',
        options: {
          words: { about: 'Words of the title, tried on the latest entries' },
          is: { about: 'What a title with these words is' },
          save: { about: 'Keep it; without this it is only tried' },
          remove: { about: 'A pattern of this server to take back' },
        },
      },
      correct: {
        about: 'Say what an entry really is; its poll follows',
        options: { entry: { about: 'Which entry' }, is: { about: 'What it is' } },
      },
    },
  },
};
