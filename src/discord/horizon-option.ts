import type { Horizon } from '../domain/knowledge/horizon.ts';
import { UserError } from '../i18n/user-error.ts';
import type { Call, SuggestCall, Suggestion } from './command.ts';

/** “Nothing yet”, every episode by its neutral label, “Everything”: what fits what has been typed. */
export function suggestHorizons(typed: string, { say, services, language }: SuggestCall): Suggestion[] {
  const { episodes } = services;
  const all: Suggestion[] = [
    { name: say('know.nothing'), value: 'none' },
    ...episodes.episodeLabels().map(({ id, label }) => ({ name: episodes.textIn(label, language), value: id })),
    { name: say('know.everything'), value: 'all' },
  ];
  const wanted = folded(typed);
  const fitting = all.filter(({ name, value }) => folded(name).includes(wanted) || folded(value).includes(wanted));
  // Discord shows 25: with more episodes than that, the newest matter most until something is typed.
  return fitting.length <= 25 ? fitting : [...fitting.slice(0, 1), ...fitting.slice(-24)];
}

/** The horizon that was picked, or typed by its label in any language. @throws UserError */
export function readHorizon(typed: string, { say, services }: Pick<Call, 'say' | 'services'>): Horizon {
  const { episodes } = services;
  if (episodes.isHorizon(typed)) return typed;
  const wanted = folded(typed);
  if (wanted === folded(say('know.nothing'))) return 'none';
  if (wanted === folded(say('know.everything'))) return 'all';
  const found = episodes
    .episodeLabels()
    .find(({ label }) => Object.values(label).some((text) => folded(text) === wanted));
  if (found === undefined) throw new UserError((inTheirs) => inTheirs('know.noSuchEpisode'));
  return found.id;
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s-]+/g, '');
}
