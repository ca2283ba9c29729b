import type { Poll } from '../domain/poll/poll.ts';
import { UserError } from '../i18n/user-error.ts';
import type { Call, SuggestCall, Suggestion } from './command.ts';
import { inLanguage } from './views/poll-message.ts';

type States = readonly Poll['state'][];

/** Polls of the server in these states, newest first, whose title fits what has been typed. */
export async function suggestPolls(
  { services, asker, language }: Call,
  typed: string,
  states: States,
): Promise<Suggestion[]> {
  const all = await services.predictions.ofServer(asker.place.guildId ?? '');
  const wanted = typed.trim().toLowerCase();
  return all
    .filter((poll) => states.includes(poll.state))
    .toReversed()
    .map((poll) => ({ name: inLanguage(poll.title, language), value: poll.id }))
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === typed);
}

/** The poll that was picked from the list, or whose title was typed. @throws UserError */
export async function pollNamed(call: Call, typed: string, states: States): Promise<Poll> {
  const fitting = await suggestPolls(call, typed, states);
  const exact = fitting.find(({ name }) => name.toLowerCase() === typed.trim().toLowerCase());
  const found = exact ?? fitting[0];
  const poll = found && (await call.services.predictions.get(found.value));
  if (poll === undefined) throw new UserError((say) => say('poll.noSuchPoll'));
  return poll;
}

/** Who could have won; nobody is named to somebody who has not watched far enough to know who meets. */
export async function suggestWinners(typed: string, call: SuggestCall): Promise<Suggestion[]> {
  const poll = await pollNamed(call, String(call.filled.poll ?? ''), ['open', 'locked', 'settled']);
  if (!call.services.predictions.knowsContestants(call.reading.privateHorizon, poll)) return [];
  const wanted = typed.trim().toLowerCase();
  return poll.contestants
    .map(({ id, names }) => ({ name: inLanguage(names, call.language), value: id }))
    .filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** @throws UserError */
export function contestantNamed(poll: Poll, typed: string): string {
  const wanted = typed.trim().toLowerCase();
  const found = poll.contestants.find(
    ({ id, names }) => id === typed || Object.values(names).some((name) => name.toLowerCase() === wanted),
  );
  if (found === undefined) throw new UserError((say) => say('poll.noSuchContestant'));
  return found.id;
}

/** Matches that may be predicted in this channel, with their contestants where the asker knows them too. */
export async function suggestMatches(typed: string, call: SuggestCall): Promise<Suggestion[]> {
  const { asker, services, language, reading } = call;
  const view = services.viewFrom((await services.reading.ofChannel(asker.place)) ?? 'none');
  const own = services.viewFrom(reading.privateHorizon);
  const wanted = typed.trim().toLowerCase();
  return view
    .predictable()
    .map((match) => {
      const known = own.match(match.id)?.contestants ?? [];
      const names = known.flatMap((contestant) => (contestant ? view.textIn(contestant.name, language) : []));
      const label = view.textIn(match.label, language);
      const name = names.length === match.contestants.length ? `${label} · ${names.join(' – ')}` : label;
      return { name: name.slice(0, 100), value: match.id };
    })
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === typed);
}
