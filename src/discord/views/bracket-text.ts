import type { Say } from '../../i18n/sentences.ts';
import { plain, shortened } from '../markdown.ts';
import type { MessageBody } from '../message.ts';
import { type CardCall, matchLine } from './cards.ts';

/** The bracket as text, cut to the view: who advanced is told only where the match has been watched. */
export function bracketText(call: CardCall & { readonly say: Say }, competitionId: string): MessageBody | undefined {
  const bracket = call.view.bracket(competitionId);
  if (bracket === undefined) return undefined;
  const text = (texts: Readonly<Record<string, string>>) => plain(call.view.textIn(texts, call.language));
  return {
    embeds: [
      {
        title: shortened(text(bracket.competition.name), 256),
        fields: bracket.rounds.map(({ stage, matches }) => ({
          name: text(stage.label),
          value: shortened(matches.map((match) => matchLine(call, match)).join('\n'), 1024),
        })),
      },
    ],
  };
}
