import { choice, defineAction, defineGroup, flag, optional, text } from '../src/discord/contract/command.ts';
import { overlayName, overlays, showBracket, suggestCompetitions } from '../src/discord/knowledge/bracket.ts';
import { predict } from '../src/discord/polls/bracket-game.ts';
import { showCrowdBracket } from '../src/discord/polls/bracket-shared.ts';

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
        picks: optional(
          choice([
            ...overlays.map((value) => ({ value, name: overlayName(value) })),
            { value: 'brackets', name: (say) => say('bracketGame.crowd') },
          ]),
        ),
        private: flag(),
      },
      run: (call) => {
        const { competition, picks } = call.options;
        return picks === 'brackets' ? showCrowdBracket(call, competition) : showBracket(call, { competition, picks });
      },
    }),
  },
});
