import type { Poll } from '../../domain/poll/poll.ts';
import { isSameName } from '../../domain/text-folding.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Suggestion, Using } from '../contract/command.ts';
import { moment, shortened } from '../contract/markdown.ts';
import type { Speaker } from '../contract/reader.ts';
import { mayMean, type Nameable, surelyMeans } from '../contract/typed-name.ts';
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

/** The poll whose id a button carries, if it is one of this server. */
export async function findPollHere(
  pollId: string,
  { services, asker }: Using<'polls.book'>,
): Promise<Poll | undefined> {
  const poll = await services.polls.book.get(pollId);
  return poll?.guildId === asker.place.guildId ? poll : undefined;
}

/** @throws UserError when it is none of this server */
export async function pollHere(pollId: string, call: Using<'polls.book'>): Promise<Poll> {
  const poll = await findPollHere(pollId, call);
  if (poll === undefined) throw new UserError((say) => say('vote.unknown'));
  return poll;
}

/** Polls of the server in these states, newest first, whose title, in any language, fits what has been typed. */
export async function suggestPolls(call: Using<'polls.book'>, typed: string, states: States): Promise<Suggestion[]> {
  const all = await pollsIn(call, states);
  return all
    .filter((poll) => mayMean(typed, nameable(poll)))
    .map((poll) => ({ name: nameAmong(poll, all, call), value: poll.id }));
}

/** The poll that was picked from the list, or whose title was typed. @throws UserError when there is none, or several */
export async function pollNamed(call: Using<'polls.book'>, typed: string, states: States): Promise<NamedPoll> {
  const all = await pollsIn(call, states);
  const picked = all.find(({ id }) => id === typed);
  if (picked !== undefined) return { poll: picked, isCertain: true };
  const named = all.filter((poll) => surelyMeans(typed, nameable(poll)));
  const [found, ...others] = named.length > 0 ? named : all.filter((poll) => mayMean(typed, nameable(poll)));
  if (found === undefined) throw new UserError((say) => say('poll.noSuchPoll'));
  // The newest of several is not more likely to be meant than the others.
  if (others.length > 0) {
    throw new UserError((say) => say('poll.severalNamed', { list: toldApart([found, ...others], call) }));
  }
  return { poll: found, isCertain: named.length > 0 };
}

async function pollsIn({ services, asker }: Using<'polls.book'>, states: States): Promise<readonly Poll[]> {
  const all = await services.polls.book.ofServer(asker.place.guildId ?? '');
  return all.filter((poll) => states.includes(poll.state)).toReversed();
}

function nameable({ id, title }: Poll): Nameable {
  return { id, names: Object.values(title) };
}

/** The title alone where only one poll has it, else with the channel and the moment that tell it from the others. */
function nameAmong(poll: Poll, all: readonly Poll[], { language, say }: Speaker): string {
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

function toldApart(polls: readonly Poll[], { language }: Speaker): string {
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
