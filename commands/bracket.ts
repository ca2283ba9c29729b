import {
  type Call,
  choice,
  defineAction,
  defineGroup,
  flag,
  optional,
  type Suggestion,
  text,
} from '../src/discord/contract/command.ts';
import { answerAbout } from '../src/discord/knowledge/views/answer.ts';
import { bracketSubject, overlayName, overlays, withPicks } from '../src/discord/knowledge/bracket-picks.ts';
import { seenOrSaid } from '../src/discord/knowledge/seen-or-said.ts';
import { predictAction } from '../src/discord/polls/predict-action.ts';
import type { CompetitionView } from '../src/domain/knowledge/view-types.ts';
import { foldText } from '../src/domain/text-folding.ts';

export default defineGroup({
  name: 'bracket',
  where: 'anywhere',
  by: 'everyone',
  subcommands: {
    predict: predictAction,
    show: defineAction({
      audience: 'by-reading',
      options: {
        competition: optional(text({ suggest: (typed, call) => competitions(call, typed) })),
        picks: optional(choice(overlays.map((value) => ({ value, name: overlayName(value) })))),
        private: flag(),
      },
      async run(call) {
        const { competition, picks } = call.options;
        // Somebody's own votes are shown to nobody else.
        const here = picks === 'mine' ? undefined : findBracket(call, competition);
        const reader = here === undefined ? call.alone() : call;
        const found = here ?? findBracket(reader, competition);
        if (found === undefined) return { content: reader.say('know.noBracket'), onlyForAsker: true };
        const subject = bracketSubject(found.id, picks);
        const answer = await withPicks(reader, subject, seenOrSaid(answerAbout(reader, subject)));
        return here === undefined ? { ...answer, onlyForAsker: true } : answer;
      },
    }),
  },
});

function competitions(call: Call, typed: string): Suggestion[] {
  const { view, language } = call;
  return view.competitions
    .filter((own) => isCalled(own, typed))
    .map(({ id, name }) => ({ name: view.textIn(name, language), value: id }));
}

/** The first one where none is asked for. */
function findBracket({ view }: Call, wanted = ''): CompetitionView | undefined {
  const exact = view.competitions.find(({ id }) => id === wanted);
  return exact ?? view.competitions.find((own) => isCalled(own, wanted));
}

/** In any language: a competition has few names, so part of one is enough. */
function isCalled({ name }: CompetitionView, typed: string): boolean {
  return Object.values(name).some((own) => foldText(own).includes(foldText(typed)));
}
