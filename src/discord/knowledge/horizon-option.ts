import type { Horizon } from '../../domain/knowledge/horizon.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Suggestion } from '../contract/command.ts';
import type { Reader, Teller } from '../contract/reader.ts';
import { mayMean, type Nameable, surelyMeans } from '../contract/typed-name.ts';

/** Who types in an option for a horizon. */
export type Typing = Reader & Teller;

/** Discord shows so many suggestions. */
const SHOWN = 25;
/** A channel goes by what its server has set. No episode is called so: ids have no capitals. */
const AS_SERVER = 'SERVER';

/**
 * “Everything so far” with the newest episode that is out, “everything, always”, “nothing yet” and every other episode by its
 * neutral label: what fits what has been typed.
 */
export function suggestHorizons(typed: string, by: Typing): Suggestion[] {
  const { say, episodes, language } = by;
  const newest = episodes.newestOut();
  const labels = suggestedEpisodes(by).filter(({ value }) => value !== newest?.id);
  const ends: readonly Suggestion[] = [
    ...(newest === undefined
      ? []
      : [
          {
            name: say('know.everythingSoFarIn', { label: episodes.textIn(newest.label, language) }),
            value: newest.id,
          },
        ]),
    { name: say('know.everythingAlways'), value: 'all' },
    { name: say('know.nothing'), value: 'none' },
  ];
  const all = [...ends, ...labels];
  const fitting = all.filter(({ name, value }) => mayMean(typed, { id: value, names: [name] }));
  const near = fitting.length > 0 ? [] : by.view.find('episode', typed).map(({ id }) => id);
  const found = fitting.length > 0 ? fitting : all.filter(({ value }) => near.includes(value));
  if (found.length <= SHOWN) return found;
  // With more episodes than are shown, the newest matter most until something is typed.
  const first = found.filter((one) => ends.includes(one));
  return [...first, ...found.slice(first.length - SHOWN)];
}

/** Episodes by their neutral label, in the reader's language. */
function suggestedEpisodes({ episodes, language }: Teller): readonly Suggestion[] {
  return episodes.episodeLabels().map(({ id, label }) => ({ name: episodes.textIn(label, language), value: id }));
}

/** The episodes that what was typed can mean, by id or neutral label; the newest are nearest to what is predicted. */
export function suggestEpisodes(typed: string, by: Teller): Suggestion[] {
  return suggestedEpisodes(by)
    .filter(({ name, value }) => mayMean(typed, { id: value, names: [name, value] }))
    .slice(-20);
}

/** The episode meant by an id or by its neutral label in any language. */
export function episodeNamed(typed: string, { episodes }: Pick<Teller, 'episodes'>): string | undefined {
  const labels = episodes.episodeLabels();
  return labels.find(({ id, label }) => surelyMeans(typed, { id, names: Object.values(label) }))?.id;
}

/** The horizon that was picked, or typed as a person would; undefined when it could be several or none. */
export function findHorizon(typed: string, by: Typing): Horizon | undefined {
  const { say, view, episodes, language } = by;
  if (episodes.isHorizon(typed)) return typed;
  const newest = episodes.newestOut();
  // Whoever writes “everything” has watched what is out: what comes later they have not.
  const soFar =
    newest === undefined
      ? []
      : [
          say('know.everything'),
          say('know.everythingSoFar'),
          say('know.everythingSoFarIn', { label: episodes.textIn(newest.label, language) }),
        ];
  const ends: readonly Nameable[] = [
    { id: 'none', names: [say('know.nothing')] },
    { id: newest?.id ?? 'all', names: soFar },
    { id: 'all', names: [say('know.everythingAlways')] },
  ];
  const named = ends.find((end) => surelyMeans(typed, end))?.id ?? episodeNamed(typed, by);
  if (named !== undefined) return named;
  const [best, second] = view.find('episode', typed);
  return best !== undefined && (second === undefined || second.match !== best.match) ? best.id : undefined;
}

/** @throws UserError when it is none that is known. */
export function readHorizon(typed: string, by: Typing): Horizon {
  const found = findHorizon(typed, by);
  if (found === undefined) throw new UserError((say) => say('know.noSuchEpisode'));
  return found;
}

export function suggestChannelHorizons(typed: string, by: Typing): Suggestion[] {
  const name = by.say('know.asServer');
  const asServer = mayMean(typed, { id: AS_SERVER, names: [name] }) ? [{ name, value: AS_SERVER }] : [];
  return [...asServer, ...suggestHorizons(typed, by)].slice(0, SHOWN);
}

/** Undefined: as the server. @throws UserError when it is none that is known. */
export function readChannelHorizon(typed: string, by: Typing): Horizon | undefined {
  return surelyMeans(typed, { id: AS_SERVER, names: [by.say('know.asServer')] }) ? undefined : readHorizon(typed, by);
}
