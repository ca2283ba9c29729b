import { ChannelType } from 'discord-api-types/v10';
import type { CustomMatch } from '../../domain/poll/custom-match.ts';
import type { PollDraft } from '../../domain/poll/draft.ts';
import { UserError } from '../../i18n/user-error.ts';
import { defined } from '../../util/defined.ts';
import type { Asker } from '../contract/asker.ts';
import { channelOfThread } from '../contract/channel-kinds.ts';
import { type ChosenChannel, channel, defineAction, flag, optional, role, text } from '../contract/command.ts';
import { targetChannel } from '../contract/target-channel.ts';
import { episodeNamed, suggestEpisodes } from '../knowledge/horizon-option.ts';
import { suggestDeadlines } from './deadline-option.ts';
import { emptyDraft, openOrAsk } from './drafts.ts';
import { readMatch, suggestMatches } from './match-option.ts';
import { pollForm } from './views/poll-form.ts';

/**
 * `/poll open`: shows a form if no options are given; otherwise opens a poll on a match of the series or on one that
 * was typed.
 */
export const open = defineAction({
  audience: 'private',
  options: {
    closes: optional(text({ maxLength: 60, suggest: suggestDeadlines })),
    match: optional(text({ suggest: suggestMatches })),
    custom: optional(text({ maxLength: 800 })),
    question: optional(text({ maxLength: 100 })),
    about: optional(text({ suggest: suggestEpisodes })),
    channel: optional(channel()),
    secret: flag(),
    role: optional(role()),
  },
  async run(call) {
    const { asker, options } = call;
    const begun = emptyDraft(call);
    if (Object.values(options).every((given) => given === undefined)) {
      return { kind: 'form', form: pollForm(begun, asker.interactionId, call) };
    }
    const { channel: chosen, closes, question = '' } = options;
    const match = readMatch(options.match, options.custom);
    if (closes === undefined) throw new UserError((say) => say('build.whenCloses'));
    const about = options.about === undefined ? undefined : episodeNamed(options.about, call);
    if (options.about !== undefined && about === undefined) throw new UserError((say) => say('know.noSuchEpisode'));
    const target = targetChannel(
      asker,
      chosen ?? chosenForPolls(asker),
      { embeds: true, reactions: options.secret !== true },
      { permissions: (inTheirs, facts) => inTheirs('poll.cannotPost', facts) },
    );
    const parentChannelId = chosen === undefined ? begun.parentChannelId : channelOfThread(chosen);
    const channelName = chosen === undefined ? begun.channelName : chosen.name;
    const { parentChannelId: _parent, channelName: _name, ...here } = begun;
    const draft: PollDraft = {
      ...here,
      written: {
        ...begun.written,
        ...('custom' in match ? linesOf(match.custom, question) : {}),
        closes,
        secret: options.secret ?? false,
      },
      ...('known' in match ? { matchId: match.known } : {}),
      ...('competition' in match ? { competitionId: match.competition } : {}),
      ...defined({ episodeId: about }),
      channelId: target.id,
      ...defined({ parentChannelId, channelName }),
      ...(options.role === undefined ? {} : { roleId: options.role.id }),
    };
    return openOrAsk(draft, call);
  },
});

/** The bot's permissions there are not known; they are found out by trying. */
function chosenForPolls({ pollsIn }: Asker): ChosenChannel | undefined {
  if (pollsIn === undefined) return undefined;
  return { ...pollsIn, type: ChannelType.GuildText, appPermissions: undefined, parentId: undefined };
}

/** The one-line form of a match, converted to the fields of the form. */
function linesOf(
  { title, contestants }: CustomMatch,
  question: string,
): Pick<PollDraft['written'], 'question' | 'options' | 'titled'> {
  const line = ({ name, emoji }: CustomMatch['contestants'][number]) => {
    if (emoji === undefined) return name;
    return `${emoji.includes(':') ? `<:${emoji}>` : emoji} ${name}`;
  };
  const options = contestants.map(line).join('\n');
  return question.trim() === '' ? { question: title, titled: true, options } : { question, options };
}
