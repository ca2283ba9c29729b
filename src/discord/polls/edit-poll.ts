import type { Poll } from '../../domain/poll/poll.ts';
import { UserError } from '../../i18n/user-error.ts';
import { defined } from '../../util/defined.ts';
import { defineAction, flag, optional, role, type Suggestion, text, type Using } from '../contract/command.ts';
import { mayMean, surelyMeans } from '../contract/typed-name.ts';
import { episodeNamed, suggestEpisodes } from '../knowledge/horizon-option.ts';
import { readDeadline, suggestDeadlines } from './deadline-option.ts';
import { changedOrRefused } from './poll-acts.ts';
import { NOTHING } from './views/poll-form.ts';
import { type Deadline, editedText, repostedText } from './views/poll-told.ts';
import { pollNamed, suggestPolls } from './which-poll.ts';

/** Changes of a poll; undefined = no change. */
interface Edits {
  readonly deadline: Deadline | undefined;
  readonly episodeId: string | undefined;
  readonly roleId: string | undefined;
  /** True: its answer can spoil nothing. */
  readonly aboutNothing: boolean;
}

/** `/poll edit`: changes when it locks, which episode it is about, or who may vote; or posts its message again. */
export const edit = defineAction({
  audience: 'private',
  options: {
    poll: text({ suggest: (typed, call) => suggestPolls(call, typed, ['open', 'locked', 'settled']) }),
    closes: optional(text({ maxLength: 60, suggest: suggestDeadlines })),
    episode: optional(text({ suggest: suggestSubjects })),
    role: optional(role()),
    again: flag(),
  },
  async run(call) {
    const { poll: named, closes, episode, role: chosen, again } = call.options;
    const { poll } = await pollNamed(call, named, ['open', 'locked', 'settled']);
    if (again === true) return { content: await posted(poll, call) };
    if (closes === undefined && episode === undefined && chosen === undefined) {
      throw new UserError((say) => say('poll.nothingToEdit'));
    }
    const edits = { ...readEdits(poll, { closes, episode }, call), roleId: chosen?.id };
    return { content: await edited(poll, edits, call) };
  },
});

/** Suggestions of episodes, and of “about nothing”. */
function suggestSubjects(typed: string, call: Using<never>): Suggestion[] {
  const nothing = { name: call.say('poll.aboutNothing'), value: NOTHING };
  const fits = mayMean(typed, { id: NOTHING, names: [nothing.name] });
  return [...(fits ? [nothing] : []), ...suggestEpisodes(typed, call)];
}

/**
 * Posts the message again after somebody deleted it.
 *
 * @throws UserError when it is still there
 */
async function posted(poll: Poll, call: Using<'polls.messages'>): Promise<string> {
  if (poll.paused?.reason !== 'message-gone') throw new UserError((say) => say('poll.stillThere'));
  const trouble = await call.services.polls.messages.repost({ pollId: poll.id, revision: poll.revision });
  return repostedText(poll, trouble, call);
}

/**
 * Reads the options.
 *
 * @throws UserError when they contradict each other or the poll
 */
function readEdits(
  poll: Poll,
  { closes, episode }: { readonly closes: string | undefined; readonly episode: string | undefined },
  call: Using<'clock'>,
): Omit<Edits, 'roleId'> {
  const deadline = closes === undefined ? undefined : readDeadline(closes, call);
  const aboutNothing =
    episode !== undefined && surelyMeans(episode, { id: NOTHING, names: [call.say('poll.aboutNothing')] });
  const named = episode === undefined || aboutNothing ? undefined : episodeNamed(episode, call);
  if (aboutNothing && (poll.matchId ?? poll.competitionId) !== undefined)
    throw new UserError((say) => say('poll.episodeKnown'));
  if (aboutNothing && deadline?.untilEpisodeId !== undefined) throw new UserError((say) => say('poll.otherEpisode'));
  if (episode !== undefined && !aboutNothing && named === undefined)
    throw new UserError((say) => say('know.noSuchEpisode'));
  if (named !== undefined && poll.matchId !== undefined) throw new UserError((say) => say('poll.episodeKnown'));
  const until = deadline?.untilEpisodeId;
  // A poll that closes with an episode is about that episode; a poll on a match already has one.
  const own = named ?? (poll.matchId === undefined ? undefined : poll.episodeId);
  if (until !== undefined && (own ?? until) !== until) throw new UserError((say) => say('poll.otherEpisode'));
  return { deadline, episodeId: until ?? named, aboutNothing };
}

/**
 * Changes the poll and says what it is now.
 *
 * @throws UserError when nothing was changed
 */
async function edited(
  poll: Poll,
  { deadline, episodeId, roleId, aboutNothing }: Edits,
  call: Using<'polls.opening' | 'polls.lifecycle'>,
): Promise<string> {
  const { opening, lifecycle } = call.services.polls;
  if (deadline !== undefined) opening.checkDeadline(deadline.closesAtMs);
  await opening.checkClosingEpisode(poll.guildId, deadline?.untilEpisodeId);
  const moved = await lifecycle.edit(
    { pollId: poll.id, revision: poll.revision },
    {
      ...(deadline === undefined ? {} : { closesAtMs: deadline.closesAtMs }),
      ...defined({ episodeId, roleId }),
      ...(aboutNothing ? { aboutNothing } : {}),
      ...(deadline?.untilEpisodeId === undefined ? {} : { untilEpisode: true }),
    },
  );
  const { poll: current, done } = changedOrRefused(moved, call);
  if (!done) throw new UserError((say) => say('poll.notOpen'));
  return editedText(current, deadline, call);
}
