import type { Horizon } from '../../domain/knowledge/horizon.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Suggestion } from '../contract/command.ts';
import type { Reader, Teller } from '../contract/reader.ts';
import { mayMean, type Nameable, surelyMeans } from '../contract/typed-name.ts';

/** The member who types a horizon. */
export type Typing = Reader & Teller;

/** Discord shows at most this many suggestions. */
const SHOWN = 25;
/** The channel uses its server's horizon. No episode has this id: ids have no capitals. */
const AS_SERVER = 'SERVER';

/**
 * “Everything so far” with the newest episode that is out, “everything, always”, “nothing yet” and every other episode
 * by its spoiler-free label, as far as they fit what has been typed.
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
  // With more episodes than can be shown, the newest are shown until something is typed.
  const first = found.filter((one) => ends.includes(one));
  return [...first, ...found.slice(first.length - SHOWN)];
}

/** Episodes by their spoiler-free label, in the reader's language. */
function suggestedEpisodes({ episodes, language }: Teller): readonly Suggestion[] {
  return episodes.episodeLabels().map(({ id, label }) => ({ name: episodes.textIn(label, language), value: id }));
}

/** The episodes that fit what was typed, by id or label; of many, the newest, because polls are mostly about these. */
export function suggestEpisodes(typed: string, by: Teller): Suggestion[] {
  return suggestedEpisodes(by)
    .filter(({ name, value }) => mayMean(typed, { id: value, names: [name, value] }))
    .slice(-20);
}

/** The episode with this id, or this spoiler-free label in any language. */
export function episodeNamed(typed: string, { episodes }: Pick<Teller, 'episodes'>): string | undefined {
  const labels = episodes.episodeLabels();
  return labels.find(({ id, label }) => surelyMeans(typed, { id, names: Object.values(label) }))?.id;
}

/** The horizon that was picked or typed; undefined when the text fits none or several. */
export function findHorizon(typed: string, by: Typing): Horizon | undefined {
  const { say, view, episodes, language } = by;
  if (episodes.isHorizon(typed)) return typed;
  const newest = episodes.newestOut();
  // A member who writes “everything” has watched what is out now, and not what comes later.
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

/** @throws UserError when there is no such horizon */
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

/**
 * Undefined: the channel uses its server's horizon.
 *
 * @throws UserError when there is no such horizon
 */
export function readChannelHorizon(typed: string, by: Typing): Horizon | undefined {
  return surelyMeans(typed, { id: AS_SERVER, names: [by.say('know.asServer')] }) ? undefined : readHorizon(typed, by);
}
