import type { CompetitionView, StageView } from '../../domain/knowledge/view-types.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Scope } from '../../services/polls/scores/scores.ts';
import type { Call, SuggestCall, Suggestion } from '../contract/command.ts';

/** What standings are of: everything, a competition, a round of it, or its whole-bracket predictions. */
export interface StandingsOf {
  /** As a custom id carries it. */
  readonly key: string;
  readonly label: string;
  readonly scope: Scope;
  /** The competition whose bracket predictions are meant. */
  readonly bracketOf: string | undefined;
}

export const EVERYTHING = 'all';

type Viewing = Pick<Call, 'view' | 'say' | 'language'>;

export function suggestScopes(typed: string, call: SuggestCall): Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  return scopesOf(call)
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .map(({ key, label }) => ({ name: label.slice(0, 100), value: key }));
}

/** Only what can be seen from here can be asked for. @throws UserError */
export function readScope(typed: string | undefined, call: Viewing): StandingsOf {
  if (typed === undefined || typed === EVERYTHING) {
    return { key: EVERYTHING, label: '', scope: {}, bracketOf: undefined };
  }
  const wanted = typed.trim().toLowerCase();
  const all = scopesOf(call);
  const found = all.find(({ key }) => key === typed) ?? all.find(({ label }) => label.toLowerCase().includes(wanted));
  if (found === undefined) throw new UserError((say) => say('standings.noSuchScope'));
  return found;
}

function scopesOf({ view, say, language }: Viewing): readonly StandingsOf[] {
  const text = (texts: CompetitionView['name']) => view.textIn(texts, language);
  return view.competitions.flatMap(({ id, name, stages }) => {
    const inside = (stage: StageView): StandingsOf => ({
      key: `${id}/${stage.id}`,
      label: `${text(name)} · ${text(stage.label)}`,
      scope: { competitionId: id, stageId: stage.id },
      bracketOf: undefined,
    });
    return [
      { key: id, label: text(name), scope: { competitionId: id }, bracketOf: undefined },
      ...stages.map(inside),
      { key: `~${id}`, label: `${text(name)} · ${say('standings.bracket')}`, scope: {}, bracketOf: id },
    ];
  });
}
