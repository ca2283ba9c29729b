import { type Call, defineAction, defineGroup, flag, optional, type Suggestion, text } from '../src/discord/command.ts';
import { predictAction } from '../src/discord/predict-action.ts';
import { answerAbout } from '../src/discord/views/answer.ts';
import type { Subject } from '../src/discord/views/cards/card.ts';
import { seenOrSaid } from '../src/discord/views/seen-or-said.ts';
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
        private: flag(),
      },
      run(call) {
        const wanted = call.options.competition;
        const here = findBracket(call, wanted);
        if (here !== undefined) return seenOrSaid(answerAbout(call, here));
        const own = call.alone();
        const there = findBracket(own, wanted);
        const answer =
          there === undefined ? { content: own.say('know.noBracket') } : seenOrSaid(answerAbout(own, there));
        return { ...answer, onlyForAsker: true };
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
function findBracket({ view }: Call, wanted = ''): Subject | undefined {
  const exact = view.competitions.find(({ id }) => id === wanted);
  const found = exact ?? view.competitions.find((own) => isCalled(own, wanted));
  return found && { kind: 'bracket', id: found.id };
}

/** In any language: a competition has few names, so part of one is enough. */
function isCalled({ name }: CompetitionView, typed: string): boolean {
  return Object.values(name).some((own) => foldText(own).includes(foldText(typed)));
}
