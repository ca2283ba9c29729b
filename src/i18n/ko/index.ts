import { announcements } from './announcements.ts';
import { brackets } from './brackets.ts';
import { commands } from './commands.ts';
import { greeting } from './greeting.ts';
import { knowledge } from './knowledge.ts';
import { pictures } from './pictures.ts';
import { pollBuilding } from './poll-building.ts';
import { polls } from './polls.ts';
import { privacy } from './privacy.ts';
import { season } from './season.ts';
import { setup } from './setup.ts';
import { talk } from './talk.ts';

export const ko = {
  sentences: {
    ...{ ...talk, ...knowledge, ...polls, ...pollBuilding, ...brackets },
    ...{ ...pictures, ...announcements, ...season, ...setup, ...greeting, ...privacy },
  },
  commands,
} as const;
