import { type Call, defineAction, defineGroup, flag, optional, type Suggestion, text } from '../src/discord/command.ts';
import { answerAbout } from '../src/discord/views/answer.ts';

export default defineGroup({
  name: 'bracket',
  where: 'anywhere',
  by: 'everyone',
  subcommands: {
    show: defineAction({
      audience: 'by-reading',
      options: {
        competition: optional(text({ suggest: (typed, call) => competitions(call, typed) })),
        private: flag(),
      },
      run(call) {
        const wanted = call.options.competition;
        const fitting =
          wanted === undefined ? call.view.competitions : call.view.competitions.filter(named(call, wanted));
        const id = fitting[0]?.id;
        const answer = id === undefined ? undefined : answerAbout(call, { kind: 'bracket', id });
        return answer ?? { content: call.say('know.noBracket') };
      },
    }),
  },
});

function competitions(call: Call, typed: string): Suggestion[] {
  return call.view.competitions
    .filter(named(call, typed))
    .map(({ id, name }) => ({ name: call.view.textIn(name, call.language), value: id }));
}

function named({ view, language }: Call, typed: string) {
  const wanted = typed.toLowerCase();
  return ({ id, name }: { id: string; name: Readonly<Record<string, string>> }) =>
    id === typed || view.textIn(name, language).toLowerCase().includes(wanted);
}
