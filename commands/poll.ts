import {
  type Call,
  channel,
  defineAction,
  defineGroup,
  flag,
  optional,
  role,
  type SuggestCall,
  text,
} from '../src/discord/command.ts';
import { moment, plain } from '../src/discord/markdown.ts';
import { targetChannel } from '../src/discord/target-channel.ts';
import { pollList } from '../src/discord/views/poll-list.ts';
import { contestantText, inLanguage } from '../src/discord/views/poll-message.ts';
import { readMoment } from '../src/domain/moment.ts';
import { readCustomMatch } from '../src/domain/poll/custom-match.ts';
import type { Poll } from '../src/domain/poll/poll.ts';
import { UserError } from '../src/i18n/user-error.ts';

export default defineGroup({
  name: 'poll',
  where: 'servers',
  by: 'moderators',
  subcommands: {
    open: defineAction({
      audience: 'private',
      options: {
        closes: text({ maxLength: 60 }),
        match: optional(text({ suggest: predictable })),
        custom: optional(text({ maxLength: 800 })),
        channel: optional(channel()),
        secret: flag(),
        role: optional(role()),
      },
      async run(call) {
        const { asker, options, say, services, language } = call;
        const target = targetChannel(
          asker,
          options.channel,
          { embeds: true, reactions: options.secret !== true },
          { permissions: (inTheirs, facts) => inTheirs('poll.cannotPost', facts) },
        );
        const closesAtMs = readMoment(options.closes, services.clock.now());
        if (closesAtMs === undefined) {
          throw new UserError((inTheirs) => inTheirs('poll.unreadableTime', { typed: plain(options.closes) }));
        }
        const { poll, trouble } = await services.predictions.open({
          id: asker.interactionId,
          guildId: asker.place.guildId ?? '',
          channelId: target.id,
          openedBy: asker.userId,
          closesAtMs,
          secret: options.secret ?? false,
          roleId: options.role,
          match: matchOf(options.match, options.custom),
        });
        if (trouble)
          return { content: say('poll.openedLater', { channel: target.mention, detail: plain(trouble.detail) }) };
        const facts = { title: titleOf(poll, language), when: moment(closesAtMs), relative: moment(closesAtMs, 'R') };
        return { content: say('poll.opened', { channel: target.mention, ...facts }) };
      },
    }),
    lock: defineAction({
      audience: 'private',
      options: { poll: text({ suggest: (typed, call) => polls(call, typed, ['open']) }) },
      async run(call) {
        const poll = await pollNamed(call, call.options.poll, ['open']);
        if ((await call.services.predictions.lock(poll.id)) === undefined) {
          throw new UserError((say) => say('poll.notOpen'));
        }
        return { content: call.say('poll.lockedNow', { title: titleOf(poll, call.language) }) };
      },
    }),
    result: defineAction({
      audience: 'private',
      options: {
        poll: text({ suggest: (typed, call) => polls(call, typed, ['open', 'locked', 'settled']) }),
        winner: text({ suggest: winners }),
      },
      async run(call) {
        const { say, language, services, asker, options } = call;
        const poll = await pollNamed(call, options.poll, ['open', 'locked', 'settled']);
        const winner = contestantNamed(poll, options.winner);
        const settled = await services.predictions.giveResult(poll.id, winner, asker.userId);
        if (settled === undefined) return { content: say('poll.resultSame') };
        const facts = { winner: contestantText(poll, winner, language), title: titleOf(poll, language) };
        return { content: say('poll.resultGiven', facts) };
      },
    }),
    list: defineAction({
      audience: 'private',
      async run({ services, asker, language, say }) {
        return pollList(await services.predictions.ofServer(asker.place.guildId ?? ''), language, say);
      },
    }),
  },
});

function titleOf(poll: Poll, language: string): string {
  return plain(inLanguage(poll.title, language));
}

function matchOf(known: string | undefined, typed: string | undefined) {
  if ((known === undefined) === (typed === undefined)) throw new UserError((say) => say('poll.matchOrCustom'));
  if (typed === undefined) return { known: known ?? '' };
  const custom = readCustomMatch(typed);
  if ('fault' in custom) throw new UserError((say) => say(`poll.custom.${custom.fault}`));
  return { custom };
}

/** Matches that may be predicted where the poll would be opened: by what its channel has watched. */
async function predictable(typed: string, { asker, services, language }: SuggestCall) {
  const view = services.viewFrom((await services.reading.ofChannel(asker.place)) ?? 'none');
  const wanted = typed.toLowerCase();
  return view
    .predictable()
    .map((match) => {
      const who = match.contestants
        .map((contestant) => contestant && view.textIn(contestant.name, language))
        .join(' – ');
      return { name: `${view.textIn(match.label, language)} · ${who}`, value: match.id };
    })
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === typed);
}

async function polls({ services, asker, language }: Call, typed: string, states: readonly Poll['state'][]) {
  const all = await services.predictions.ofServer(asker.place.guildId ?? '');
  const wanted = typed.toLowerCase();
  return all
    .filter((poll) => states.includes(poll.state))
    .toReversed()
    .map((poll) => ({ name: inLanguage(poll.title, language), value: poll.id }))
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === typed);
}

/** The poll that was picked from the list, or whose title was typed. @throws UserError */
async function pollNamed(call: Call, typed: string, states: readonly Poll['state'][]): Promise<Poll> {
  const fitting = await polls(call, typed, states);
  const poll = fitting[0] === undefined ? undefined : await call.services.predictions.get(fitting[0].value);
  if (poll === undefined) throw new UserError((say) => say('poll.noSuchPoll'));
  return poll;
}

async function winners(typed: string, call: SuggestCall) {
  const poll = await pollNamed(call, String(call.filled.poll ?? ''), ['open', 'locked', 'settled']);
  const wanted = typed.toLowerCase();
  return poll.contestants
    .map(({ id, names }) => ({ name: inLanguage(names, call.language), value: id }))
    .filter(({ name }) => name.toLowerCase().includes(wanted));
}

function contestantNamed(poll: Poll, typed: string): string {
  const wanted = typed.trim().toLowerCase();
  const found = poll.contestants.find(
    ({ id, names }) => id === typed || Object.values(names).some((name) => name.toLowerCase() === wanted),
  );
  if (found === undefined) throw new UserError((say) => say('poll.noSuchContestant'));
  return found.id;
}
