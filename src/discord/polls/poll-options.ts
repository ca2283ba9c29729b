import type { Poll } from '../../domain/poll/poll.ts';
import { isMeantBy, isSameName } from '../../domain/text-folding.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Call, SuggestCall, Suggestion } from '../contract/command.ts';
import { moment, shortened } from '../contract/markdown.ts';
import { inLanguage, titleText } from './views/poll-message.ts';

type States = readonly Poll['state'][];

/** A poll that somebody named. */
export interface NamedPoll {
  readonly poll: Poll;
  /** False where only a part of its title was typed: whoever ends something by it is asked first. */
  readonly isCertain: boolean;
}

/** Discord's limit for the name of a choice. */
const SUGGESTION = 100;
/** As many polls of one name as a sentence can hold. */
const MOST_NAMED = 8;

/** Polls of the server in these states, newest first, whose title, in any language, fits what has been typed. */
export async function suggestPolls(call: Call, typed: string, states: States): Promise<Suggestion[]> {
  const all = await pollsIn(call, states);
  return fitting(all, typed).map((poll) => ({ name: nameAmong(poll, all, call), value: poll.id }));
}

/** The poll that was picked from the list, or whose title was typed. @throws UserError when there is none, or several */
export async function pollNamed(call: Call, typed: string, states: States): Promise<NamedPoll> {
  const all = await pollsIn(call, states);
  const picked = all.find(({ id }) => id === typed);
  if (picked !== undefined) return { poll: picked, isCertain: true };
  const named = all.filter((poll) => Object.values(poll.title).some((title) => isSameName(title, typed)));
  const [found, ...others] = named.length > 0 ? named : fitting(all, typed);
  if (found === undefined) throw new UserError((say) => say('poll.noSuchPoll'));
  // The newest of several is not more likely to be meant than the others.
  if (others.length > 0) {
    throw new UserError((say) => say('poll.severalNamed', { list: toldApart([found, ...others], call) }));
  }
  return { poll: found, isCertain: named.length > 0 };
}

async function pollsIn({ services, asker }: Call, states: States): Promise<readonly Poll[]> {
  const all = await services.polls.book.ofServer(asker.place.guildId ?? '');
  return all.filter((poll) => states.includes(poll.state)).toReversed();
}

function fitting(polls: readonly Poll[], typed: string): readonly Poll[] {
  return polls.filter(
    ({ id, title }) => id === typed || Object.values(title).some((text) => isMeantBy(text, typed.trim())),
  );
}

/** The title alone where only one poll has it, else with the channel and the moment that tell it from the others. */
function nameAmong(poll: Poll, all: readonly Poll[], { language, say }: Call): string {
  const titleOf = (one: Poll) => inLanguage(one.title, language);
  const title = titleOf(poll);
  const namesakes = all.filter((other) => other !== poll && isSameName(titleOf(other), title));
  if (namesakes.length === 0) return shortened(title, SUGGESTION);
  const channel = poll.channelName === undefined ? '' : ` · #${shortened(poll.channelName, 30)}`;
  const ends = say(poll.state === 'open' ? 'poll.apartOpen' : 'poll.apartLocked', {
    when: utc(poll.lockedAsOfMs ?? poll.closesAtMs),
  });
  const of = (one: Poll) => `${one.channelName} ${utc(one.lockedAsOfMs ?? one.closesAtMs)}`;
  // Opened in one channel to one deadline: only their order is left.
  const place = namesakes.some((other) => of(other) === of(poll))
    ? ` · ${
        all
          .filter((one) => isSameName(titleOf(one), title))
          .toReversed()
          .indexOf(poll) + 1
      }`
    : '';
  const rest = `${channel} · ${ends}${place}`;
  return `${shortened(title, SUGGESTION - rest.length)}${rest}`;
}

function toldApart(polls: readonly Poll[], { language }: Call): string {
  const listed = polls.slice(0, MOST_NAMED).map((poll) => {
    const when = moment(poll.lockedAsOfMs ?? poll.closesAtMs);
    return `**${titleText(poll, language)}** (<#${poll.channelId}>, ${when})`;
  });
  return `${listed.join(', ')}${polls.length > MOST_NAMED ? ', …' : ''}`;
}

/** A choice of an autocomplete is plain text: no moment in the reader's own zone can stand there. */
function utc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Who could have won; nobody is named to somebody who has not watched far enough to know who meets. */
export async function suggestWinners(typed: string, call: SuggestCall): Promise<Suggestion[]> {
  const { poll } = await pollNamed(call, String(call.filled.poll ?? ''), ['open', 'locked', 'settled']);
  if (!call.services.polls.horizons.knowsContestants(call.reading.privateHorizon, poll)) return [];
  return poll.contestants
    .filter(({ names }) => Object.values(names).some((name) => isMeantBy(name, typed.trim())))
    .map(({ id, names }) => ({ name: inLanguage(names, call.language), value: id }));
}

/** @throws UserError */
export function contestantNamed(poll: Poll, typed: string): string {
  const found =
    poll.contestants.find(({ id }) => id === typed) ??
    poll.contestants.find(({ names }) => Object.values(names).some((name) => isSameName(name, typed)));
  if (found === undefined) throw new UserError((say) => say('poll.noSuchContestant'));
  return found.id;
}

/** Matches that may be predicted in this channel, with their contestants where the asker knows them too. */
export async function suggestMatches(typed: string, call: SuggestCall): Promise<Suggestion[]> {
  const { asker, services, language, reading } = call;
  const view = services.viewFrom((await services.reading.ofChannel(asker.place)) ?? 'none');
  const own = services.viewFrom(reading.privateHorizon);
  return view
    .predictable()
    .map((match) => {
      const known = own.match(match.id)?.contestants ?? [];
      const names = known.flatMap((contestant) => (contestant ? view.textIn(contestant.name, language) : []));
      const label = view.textIn(match.label, language);
      const name = names.length === match.contestants.length ? `${label} · ${names.join(' – ')}` : label;
      return { name: shortened(name, SUGGESTION), value: match.id };
    })
    .filter(({ name, value }) => isMeantBy(name, typed.trim()) || value === typed);
}
