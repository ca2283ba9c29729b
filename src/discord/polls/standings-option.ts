import type { CompetitionView, StageView } from '../../domain/knowledge/view-types.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Suggestion } from '../contract/command.ts';
import { shortened } from '../contract/markdown.ts';
import type { Reader } from '../contract/reader.ts';
import { mayMean } from '../contract/typed-name.ts';
import type { StandingsOf } from './views/standings-list.ts';

const EVERYTHING = 'all';

/** Discord's limit for the name of a choice. */
const SUGGESTION = 100;

export function suggestScopes(typed: string, reader: Reader): Suggestion[] {
  return scopesOf(reader)
    .filter((scope) => isMeant(scope, typed))
    .map(({ key, label }) => ({ name: shortened(label, SUGGESTION), value: key }));
}

/**
 * The standings meant by an option; only what the reader may see can be asked for.
 *
 * @throws UserError when there are none of that name
 */
export function readScope(typed: string | undefined, reader: Reader): StandingsOf {
  if (typed === undefined || typed === EVERYTHING) {
    return { key: EVERYTHING, label: '', scope: {}, bracketOf: undefined };
  }
  const all = scopesOf(reader);
  const found = all.find(({ key }) => key === typed) ?? all.find((scope) => isMeant(scope, typed));
  if (found === undefined) throw new UserError((say) => say('standings.noSuchScope'));
  return found;
}

function isMeant({ key, label }: StandingsOf, typed: string): boolean {
  return mayMean(typed, { id: key, names: [label] });
}

function scopesOf({ view, say, language }: Reader): readonly StandingsOf[] {
  const text = (texts: CompetitionView['name']) => view.textIn(texts, language);
  return view.competitions.flatMap(({ id, name, stages }) => {
    const inside = (stage: StageView): StandingsOf => ({
      key: `${id}/${stage.id}`,
      label: `${text(name)} · ${text(stage.label)}`,
      scope: { competitionId: id, stageId: stage.id },
      bracketOf: undefined,
    });
    const board = (sign: string, called: string, mode: 'live' | 'blind'): StandingsOf => ({
      key: `${sign}${id}`,
      label: `${text(name)} · ${called}`,
      scope: {},
      bracketOf: { mode, competitionId: id },
    });
    return [
      { key: id, label: text(name), scope: { competitionId: id }, bracketOf: undefined },
      ...stages.map(inside),
      board('~', say('standings.bracket'), 'live'),
      board('~~', say('standings.bracketBlind'), 'blind'),
    ];
  });
}
