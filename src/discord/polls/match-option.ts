import { contestantsOf, hasTree } from '../../domain/knowledge/contestants.ts';
import { readCustomMatch } from '../../domain/poll/custom-match.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { OpenRequest } from '../../services/polls/open-poll.ts';
import type { Suggestion, Using } from '../contract/command.ts';
import { shortened } from '../contract/markdown.ts';
import { mayMean } from '../contract/typed-name.ts';

/** Discord's limit for the name of a choice. */
const SUGGESTION = 100;

/** Prefix of a choice that stands for a whole competition; no id begins with it. */
const ALL_OF = '*';

/**
 * Matches that can be predicted in this channel, with contestants where the asker may know them; and competitions
 * without a bracket, for “who wins it all?”.
 */
export async function suggestMatches(typed: string, call: Using<'reading' | 'viewFrom'>): Promise<Suggestion[]> {
  const { asker, services, language, reading, say } = call;
  const view = services.viewFrom((await services.reading.ofChannel(asker.place)) ?? 'none', asker.place.guildId);
  const own = services.viewFrom(reading.privateHorizon, asker.place.guildId);
  const all = view.competitions
    .filter(({ id }) => !hasTree(view, id) && contestantsOf(view, id).length > 1)
    .map(({ id, name }) => ({
      name: shortened(say('poll.whoWinsAll', { competition: view.textIn(name, language) }), SUGGESTION),
      value: `${ALL_OF}${id}`,
    }));
  const matches = view.predictable().map((match) => {
    const known = own.match(match.id)?.contestants ?? [];
    const names = known.flatMap((contestant) => (contestant ? view.textIn(contestant.name, language) : []));
    const label = view.textIn(match.label, language);
    const name = names.length === match.contestants.length ? `${label} · ${names.join(' – ')}` : label;
    return { name: shortened(name, SUGGESTION), value: match.id };
  });
  return [...matches, ...all].filter(({ name, value }) => mayMean(typed, { id: value, names: [name] }));
}

/**
 * A match of the series or one that was typed.
 *
 * @throws UserError unless exactly one is given, and readable
 */
export function readMatch(known: string | undefined, typed: string | undefined): OpenRequest['match'] {
  if ((known === undefined) === (typed === undefined)) throw new UserError((say) => say('poll.matchOrCustom'));
  if (known?.startsWith(ALL_OF) === true) return { competition: known.slice(ALL_OF.length) };
  if (typed === undefined) return { known: known ?? '' };
  const custom = readCustomMatch(typed);
  if ('fault' in custom) throw new UserError((say) => say(`poll.custom.${custom.fault}`));
  return { custom };
}
