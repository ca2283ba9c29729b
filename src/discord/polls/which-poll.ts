import { createNamesTyped, type NameForms, type NamesTyped, nameForms } from '../../domain/names-typed.ts';
import { inLanguage } from '../../domain/poll/in-language.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { foldText } from '../../domain/text-folding.ts';
import { UserError } from '../../i18n/user-error.ts';
import { createBreather } from '../../util/event-loop.ts';
import { madeOnce } from '../../util/made-once.ts';
import type { Suggestion, Using } from '../contract/command.ts';
import { moment, shortened } from '../contract/markdown.ts';
import type { Speaker } from '../contract/reader.ts';
import { mayMean, type Nameable, surelyMeans } from '../contract/typed-name.ts';
import { linkedTitle } from './views/poll-words.ts';

type States = readonly Poll['state'][];

/** The poll that a text named. */
export interface NamedPoll {
  readonly poll: Poll;
  /** False where only a part of its title was typed: acts that end something are then confirmed first. */
  readonly isCertain: boolean;
}

/** Discord's limits for the name of a choice, and for how many there are. */
const SUGGESTION = 100;
const SUGGESTIONS = 25;
/** How many polls of the same name a sentence can list. */
const MOST_NAMED = 6;

/** The poll whose id a button carries, if it belongs to this server. */
export async function findPollHere(
  pollId: string,
  { services, asker }: Using<'polls.book'>,
): Promise<Poll | undefined> {
  const poll = await services.polls.book.get(pollId);
  return poll?.guildId === asker.place.guildId ? poll : undefined;
}

/** @throws UserError when the poll does not belong to this server */
export async function pollHere(pollId: string, call: Using<'polls.book'>): Promise<Poll> {
  const poll = await findPollHere(pollId, call);
  if (poll === undefined) throw new UserError((say) => say('vote.unknown'));
  return poll;
}

/** Polls of the server in these states, newest first, whose title in any language fits what has been typed. */
export async function suggestPolls(call: Using<'polls.book'>, typed: string, states: States): Promise<Suggestion[]> {
  const { polls, placeOf, names, namesakes } = await prepared(await listed(call), states);
  const picked = placeOf.get(typed);
  const meant = [...(picked === undefined ? [] : [picked]), ...names.meant(typed.trim(), SUGGESTIONS)];
  const shown = [...new Set(meant)].toSorted((a, b) => a - b).slice(0, SUGGESTIONS);
  const alike = await namesakes(call.language);
  return shown
    .flatMap((place) => polls[place] ?? [])
    .map((poll) => ({ name: nameAmong(poll, alike(poll), call), value: poll.id }));
}

/** What is prepared for comparing typed text: once for a server's polls and for each title, not at every letter. */
interface Prepared {
  /** Newest first. */
  readonly polls: readonly Poll[];
  readonly placeOf: ReadonlyMap<string, number>;
  readonly names: NamesTyped;
  namesakes(language: string): Promise<(poll: Poll) => readonly Poll[]>;
}

const preparedOf = madeOnce((_all: readonly Poll[]) => new Map<string, Promise<Prepared>>());
const formsOf = madeOnce((title: Poll['title']) => nameForms(Object.values(title)));

function prepared(all: readonly Poll[], states: States): Promise<Prepared> {
  const byStates = preparedOf(all);
  const key = states.join();
  const made = byStates.get(key) ?? prepare(all, states);
  byStates.set(key, made);
  return made;
}

async function prepare(all: readonly Poll[], states: States): Promise<Prepared> {
  const polls = inStates(all, states);
  const breathe = createBreather();
  const forms: NameForms[] = [];
  for (const { title } of polls) {
    forms.push(formsOf(title));
    await breathe();
  }
  const byLanguage = new Map<string, ReturnType<Prepared['namesakes']>>();
  return {
    polls,
    placeOf: new Map(polls.map(({ id }, place) => [id, place])),
    names: createNamesTyped(forms),
    namesakes(language) {
      const made = byLanguage.get(language) ?? namesakesIn(polls, language);
      byLanguage.set(language, made);
      return made;
    },
  };
}

/**
 * The poll that was picked from the list, or whose title was typed.
 *
 * @throws UserError when there is none, or several fit
 */
export async function pollNamed(call: Using<'polls.book'>, typed: string, states: States): Promise<NamedPoll> {
  const all = inStates(await listed(call), states);
  const picked = all.find(({ id }) => id === typed);
  if (picked !== undefined) return { poll: picked, isCertain: true };
  const named = all.filter((poll) => surelyMeans(typed, nameable(poll)));
  const [found, ...others] = named.length > 0 ? named : all.filter((poll) => mayMean(typed, nameable(poll)));
  if (found === undefined) throw new UserError((say) => say('poll.noSuchPoll'));
  // With several of that name, the newest is not more likely to be meant.
  if (others.length > 0) {
    throw new UserError((say) => say('poll.severalNamed', { list: toldApart([found, ...others], call) }));
  }
  return { poll: found, isCertain: named.length > 0 };
}

function listed({ services, asker }: Using<'polls.book'>): Promise<readonly Poll[]> {
  return services.polls.book.ofServer(asker.place.guildId ?? '');
}

/** Newest first. */
function inStates(all: readonly Poll[], states: States): readonly Poll[] {
  return all.filter((poll) => states.includes(poll.state)).toReversed();
}

function nameable({ id, title }: Poll): Nameable {
  return { id, names: Object.values(title) };
}

/** For each poll, all polls with the same title in the reader's language, itself included, in the order of `all`. */
async function namesakesIn(all: readonly Poll[], language: string): Promise<(poll: Poll) => readonly Poll[]> {
  const nameOf = ({ title }: Poll) => foldedOnce(title)(language);
  const breathe = createBreather();
  const byName = new Map<string, Poll[]>();
  for (const poll of all) {
    const name = nameOf(poll);
    const alike = byName.get(name) ?? [];
    alike.push(poll);
    byName.set(name, alike);
    await breathe();
  }
  return (poll) => byName.get(nameOf(poll)) ?? [];
}

const foldedOnce = madeOnce((title: Poll['title']) => {
  const folded = new Map<string, string>();
  return (language: string) => {
    const name = folded.get(language) ?? foldText(inLanguage(title, language));
    folded.set(language, name);
    return name;
  };
});

/** The title; where several polls have it, also the channel and deadline that tell them apart. */
function nameAmong(poll: Poll, namesakes: readonly Poll[], { language, say }: Speaker): string {
  const title = inLanguage(poll.title, language);
  if (namesakes.length <= 1) return shortened(title, SUGGESTION);
  const channel = poll.channelName === undefined ? '' : ` · #${shortened(poll.channelName, 30)}`;
  const ends = say(poll.state === 'open' ? 'poll.apartOpen' : 'poll.apartLocked', {
    when: utc(poll.lockedAsOfMs ?? poll.closesAtMs),
  });
  // Same channel and deadline: a number tells them apart.
  const place = namesakes.some((other) => other !== poll && looksTheSame(other, poll))
    ? ` · ${namesakes.length - namesakes.indexOf(poll)}`
    : '';
  const rest = `${channel} · ${ends}${place}`;
  return `${shortened(title, SUGGESTION - rest.length)}${rest}`;
}

/** Compared to the minute, as they are shown. */
function looksTheSame(one: Poll, other: Poll): boolean {
  const minuteOf = ({ lockedAsOfMs, closesAtMs }: Poll) => Math.floor((lockedAsOfMs ?? closesAtMs) / 60_000);
  return one.channelName === other.channelName && minuteOf(one) === minuteOf(other);
}

function toldApart(polls: readonly Poll[], { language }: Speaker): string {
  const listed = polls.slice(0, MOST_NAMED).map((poll) => {
    const when = moment(poll.lockedAsOfMs ?? poll.closesAtMs);
    return `**${linkedTitle(poll, language)}** (<#${poll.channelId}>, ${when})`;
  });
  return `${listed.join(', ')}${polls.length > MOST_NAMED ? ', …' : ''}`;
}

/** Choices of an autocomplete are plain text, in which Discord shows no times in the reader's zone. */
function utc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
