import type { Horizon } from '../../domain/knowledge/horizon.ts';
import { foldText } from '../../domain/text-folding.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Call, SuggestCall, Suggestion } from '../contract/command.ts';

/** “Nothing yet”, every episode by its neutral label, “Everything”: what fits what has been typed. */
export function suggestHorizons(typed: string, call: SuggestCall): Suggestion[] {
  const { say, services, language, view } = call;
  const { episodes } = services;
  const labels = episodes
    .episodeLabels()
    .map(({ id, label }) => ({ name: episodes.textIn(label, language), value: id }));
  const all: Suggestion[] = [
    { name: say('know.nothing'), value: 'none' },
    ...labels,
    { name: say('know.everything'), value: 'all' },
  ];
  const wanted = foldText(typed);
  const fitting = all.filter(({ name, value }) => foldText(name).includes(wanted) || value === typed);
  const near = fitting.length > 0 ? [] : view.find('episode', typed).map(({ id }) => id);
  const found = fitting.length > 0 ? fitting : labels.filter(({ value }) => near.includes(value));
  // Discord shows 25: with more episodes than that, the newest matter most until something is typed.
  return found.length <= 25 ? found : [...found.slice(0, 1), ...found.slice(-24)];
}

/** The horizon that was picked, or typed as a person would; undefined when it could be several or none. */
export function findHorizon(
  typed: string,
  { say, services, view }: Pick<Call, 'say' | 'services' | 'view'>,
): Horizon | undefined {
  const { episodes } = services;
  if (episodes.isHorizon(typed)) return typed;
  const wanted = foldText(typed);
  if (wanted === foldText(say('know.nothing'))) return 'none';
  if (wanted === foldText(say('know.everything'))) return 'all';
  const labelled = episodes
    .episodeLabels()
    .find(({ label }) => Object.values(label).some((text) => foldText(text) === wanted));
  if (labelled !== undefined) return labelled.id;
  const [best, second] = view.find('episode', typed);
  return best !== undefined && (second === undefined || second.match !== best.match) ? best.id : undefined;
}

/** @throws UserError when it is none that is known. */
export function readHorizon(typed: string, call: Pick<Call, 'say' | 'services' | 'view'>): Horizon {
  const found = findHorizon(typed, call);
  if (found === undefined) throw new UserError((say) => say('know.noSuchEpisode'));
  return found;
}

/** A channel goes by what its server has set. No episode is called so: ids have no capitals. */
export const AS_SERVER = 'SERVER';

export function suggestChannelHorizons(typed: string, call: SuggestCall): Suggestion[] {
  const asServer = { name: call.say('know.asServer'), value: AS_SERVER };
  const fits = foldText(asServer.name).includes(foldText(typed));
  return [...(fits ? [asServer] : []), ...suggestHorizons(typed, call)].slice(0, 25);
}

/** @throws UserError when it is none that is known. */
export function readChannelHorizon(typed: string, call: Pick<Call, 'say' | 'services' | 'view'>): Horizon {
  const isServer = typed === AS_SERVER || foldText(typed) === foldText(call.say('know.asServer'));
  return isServer ? AS_SERVER : readHorizon(typed, call);
}
