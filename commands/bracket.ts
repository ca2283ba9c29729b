import { choice, defineAction, defineGroup, flag, optional, text } from '../src/discord/contract/command.ts';
import { overlayName, overlays, showBracket, suggestCompetitions } from '../src/discord/knowledge/bracket.ts';
import { predict } from '../src/discord/polls/forecast.ts';

export default defineGroup({
  name: 'bracket',
  where: 'anywhere',
  by: 'everyone',
  subcommands: {
    predict,
    show: defineAction({
      audience: 'by-reading',
      options: {
        competition: optional(text({ suggest: suggestCompetitions })),
        picks: optional(choice(overlays.map((value) => ({ value, name: overlayName(value) })))),
        private: flag(),
      },
      run: (call) => showBracket(call, call.options),
    }),
  },
});
