import type { MatchView } from '../../domain/knowledge/view-types.ts';
import { type CustomMatch, readQuestion } from '../../domain/poll/custom-match.ts';
import type { PollDraft } from '../../domain/poll/draft.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { OpenRequest } from '../../services/polls/open-poll.ts';
import type { OpenOutcome } from '../../services/polls/opening.ts';
import { defined } from '../../util/defined.ts';
import { channelOfThread } from '../contract/channel-kinds.ts';
import type { Using } from '../contract/command.ts';
import { defineComponent, type MessageAnswer, type Pressed } from '../contract/component.ts';
import { defineForm, type Submission } from '../contract/form-handler.ts';
import type { MessageBody } from '../contract/message.ts';
import { targetChannel } from '../contract/target-channel.ts';
import { readDeadline } from './deadline-option.ts';
import { draftChannelId, draftId, draftRoleId, pollFormId } from './ids.ts';
import {
  askAboutUnknown,
  askIfMatch,
  confirmShowing,
  type DraftAct,
  draftActs,
  draftPreview,
  draftTrouble,
  heldElsewhere,
} from './views/draft-message.ts';
import { FIELD, NOTHING, pollForm, TICK } from './views/poll-form.ts';
import { type Deadline, openedText } from './views/poll-told.ts';

/** A poll on its way from what a moderator types to its message: previewed, corrected, asked about, posted. */

export type Drafting = Using<
  | 'polls.drafts'
  | 'polls.opening'
  | 'polls.lifecycle'
  | 'polls.horizons'
  | 'polls.book'
  | 'reading'
  | 'clock'
  | 'viewFrom'
>;

/** An empty draft for the channel that the server chose for polls, otherwise for the present one. */
export function emptyDraft({ asker }: Pick<Drafting, 'asker'>): PollDraft {
  const { place, pollsIn } = asker;
  const there =
    pollsIn === undefined
      ? { id: place.channelId, name: asker.channelName, parentId: place.parentChannelId }
      : { ...pollsIn, parentId: undefined };
  return {
    id: asker.interactionId,
    madeBy: asker.userId,
    madeAtMs: asker.askedAtMs,
    written: { question: '', options: '', closes: '', secret: false, withEpisode: false, scored: true },
    channelId: there.id,
    ...defined({ parentChannelId: there.parentId, channelName: there.name }),
  };
}

/** The submitted form: answers with a preview of the poll, or why it is not possible. */
export const pollFormSent = defineForm({
  id: pollFormId,
  of: 'poll',
  async run({ draft: id }, call: Submission<Drafting>): Promise<MessageAnswer> {
    const { filled } = call;
    const known = await call.services.polls.drafts.get(guildOf(call), id);
    const ticked = filled.chosen(FIELD.ticks);
    const [about = NOTHING] = filled.chosen(FIELD.about);
    const { episodeId: _episode, matchId: _match, asWritten: _written, ...rest } = known ?? { ...emptyDraft(call), id };
    const draft: PollDraft = {
      ...rest,
      madeAtMs: call.services.clock.now(),
      written: {
        question: filled.text(FIELD.question),
        ...(known?.written.titled === true && known.written.question === filled.text(FIELD.question)
          ? { titled: true as const }
          : {}),
        options: filled.text(FIELD.options),
        closes: filled.text(FIELD.closes),
        secret: ticked.includes(TICK.secret),
        withEpisode: ticked.includes(TICK.withEpisode),
        scored: ticked.includes(TICK.scored),
      },
      ...(about === NOTHING || !call.episodes.isHorizon(about) ? {} : { episodeId: about }),
    };
    await call.services.polls.drafts.put(guildOf(call), draft);
    return { kind: filled.onPrivate ? 'update' : 'private', body: await looked(draft, call) };
  },
});

export const draftChannel = defineComponent({
  id: draftChannelId,
  of: 'poll',
  async run(fields, press: Pressed<Drafting>) {
    const draft = await ownDraft(fields.draft, press);
    const [chosen] = press.channels;
    if (chosen === undefined) return { kind: 'update', body: await looked(draft, press) };
    const { parentChannelId: _parent, channelName: _name, ...rest } = draft;
    const parentChannelId = channelOfThread(chosen);
    const moved: PollDraft = {
      ...rest,
      channelId: chosen.id,
      ...defined({ parentChannelId, channelName: chosen.name }),
    };
    try {
      mayPost(press, chosen, draft.written.secret);
    } catch (error) {
      // A choice that is not possible is explained above the preview, and changes nothing.
      if (!(error instanceof UserError)) throw error;
      return { kind: 'update', body: await looked(draft, press, error.sentence(press.say)) };
    }
    return { kind: 'update', body: await keptAndLooked(moved, press) };
  },
});

export const draftRole = defineComponent({
  id: draftRoleId,
  of: 'poll',
  async run(fields, press: Pressed<Drafting>) {
    const { roleId: _role, ...draft } = await ownDraft(fields.draft, press);
    const [roleId] = press.values;
    return { kind: 'update', body: await keptAndLooked(roleId === undefined ? draft : { ...draft, roleId }, press) };
  },
});

export const draftPressed = defineComponent({
  id: draftId,
  of: 'poll',
  async run(fields, press: Pressed<Drafting>) {
    const act = draftActs.find((known) => known === fields.act);
    if (act === undefined) throw new UserError((say) => say('talk.oldButton'));
    const draft = await ownDraft(fields.draft, press);
    if (act === 'edit') return { kind: 'form', form: pollForm(draft, press.asker.interactionId, press) };
    return { kind: 'update', body: await acted(draft, act, press) };
  },
});

async function acted(draft: PollDraft, act: Exclude<DraftAct, 'edit'>, call: Drafting): Promise<MessageBody> {
  const { drafts, opening, lifecycle, horizons } = call.services.polls;
  switch (act) {
    case 'post':
      return openOrAsk(draft, call);
    case 'cancel':
      await drafts.remove(guildOf(call), draft.id);
      return { content: call.say('build.cancelled') };
    case 'is-match': {
      const match = await matchIn(draft, call);
      return openOrAsk(match === undefined ? draft : { ...draft, matchId: match.id }, call);
    }
    case 'as-written':
      return openOrAsk({ ...draft, asWritten: true }, call);
    case 'void-other': {
      const found = await opening.preview(requestOf(draft, call).request);
      if (found.kind === 'held') await lifecycle.makeVoid({ pollId: found.by.id, revision: found.by.revision });
      return openOrAsk(draft, call);
    }
    case 'unscored':
      return openOrAsk({ ...draft, written: { ...draft.written, scored: false } }, call);
    case 'slots':
      return openOrAsk({ ...draft, unknown: 'slots' }, call);
    case 'horizon': {
      const found = await opening.preview(requestOf(draft, call).request);
      if (found.kind === 'unknown' && found.known !== undefined) {
        const horizon = found.known;
        const channelId = draft.parentChannelId ?? draft.channelId;
        await horizons.moveChannel(guildOf(call), (server) => ({
          ...server,
          channels: { ...server.channels, [channelId]: horizon },
        }));
      }
      return openOrAsk(draft, call);
    }
    case 'show': {
      const found = await opening.preview(requestOf(draft, call).request);
      return found.kind === 'unknown' ? confirmShowing(draft, found.match, call) : openOrAsk(draft, call);
    }
    case 'show-surely':
      return openOrAsk({ ...draft, unknown: 'shown' }, call);
  }
}

/**
 * Posts the poll, or asks what must be known before; the draft is then saved.
 *
 * @throws UserError when it cannot be a poll
 */
export async function openOrAsk(draft: PollDraft, call: Drafting): Promise<MessageBody> {
  const { drafts, opening } = call.services.polls;
  const { request, deadline } = requestOf(draft, call);
  const match = draft.asWritten === true ? undefined : await matchIn(draft, call);
  if (match !== undefined) {
    await drafts.put(guildOf(call), draft);
    return askIfMatch(draft, match, call);
  }
  const outcome = await opening.open(request);
  if (outcome.kind !== 'opened') {
    await drafts.put(guildOf(call), draft);
    return asked(draft, outcome, call);
  }
  await drafts.remove(guildOf(call), draft.id);
  return { content: openedText(outcome.poll, { channel: `<#${draft.channelId}>`, deadline, ...outcome }, call) };
}

function asked(draft: PollDraft, outcome: Exclude<OpenOutcome, { kind: 'opened' }>, call: Drafting): MessageBody {
  return outcome.kind === 'held' ? heldElsewhere(draft, outcome.by, call) : askAboutUnknown(draft, outcome, call);
}

async function keptAndLooked(draft: PollDraft, call: Drafting): Promise<MessageBody> {
  await call.services.polls.drafts.put(guildOf(call), draft);
  return looked(draft, call);
}

/** A preview of the poll, or why it is not possible. */
async function looked(draft: PollDraft, call: Drafting, above?: string): Promise<MessageBody> {
  try {
    const { request, deadline } = requestOf(draft, call);
    const outcome = await call.services.polls.opening.preview(request);
    if (outcome.kind !== 'opened') return asked(draft, outcome, call);
    return draftPreview(draft, outcome.poll, { ...call, assumedZone: deadline.assumedZone, above });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return draftTrouble(draft, error.sentence(call.say), call);
  }
}

/**
 * Reads what was written.
 *
 * @throws UserError when it cannot be a poll
 */
function requestOf(draft: PollDraft, call: Drafting): { readonly request: OpenRequest; readonly deadline: Deadline } {
  const { written, episodeId } = draft;
  const deadline = deadlineOf(draft, call);
  const request: OpenRequest = {
    id: draft.id,
    guildId: guildOf(call),
    channelId: draft.channelId,
    parentChannelId: draft.parentChannelId,
    channelName: draft.channelName,
    openedBy: draft.madeBy,
    closesAtMs: deadline.closesAtMs,
    untilEpisodeId: deadline.untilEpisodeId,
    aboutEpisodeId: episodeId,
    secret: written.secret,
    unscored: !written.scored,
    unknown: draft.unknown,
    roleId: draft.roleId,
    match: subjectOf(draft),
  };
  return { request, deadline };
}

function subjectOf(draft: PollDraft): OpenRequest['match'] {
  const { matchId, competitionId } = draft;
  if (competitionId !== undefined) return { competition: competitionId };
  return matchId === undefined ? { custom: customOf(draft) } : { known: matchId };
}

function deadlineOf({ written, episodeId, matchId }: PollDraft, call: Drafting): Deadline {
  const { withEpisode, closes } = written;
  const typed = closes.trim();
  if (withEpisode && episodeId === undefined && matchId === undefined) {
    throw new UserError((say) => say('build.whichEpisode'));
  }
  const latest = typed === '' ? undefined : readDeadline(typed, call);
  if (withEpisode && episodeId !== undefined) {
    const whole = readDeadline(episodeId, call);
    return latest === undefined || latest.untilEpisodeId !== undefined
      ? whole
      : { ...latest, untilEpisodeId: episodeId };
  }
  if (latest === undefined) throw new UserError((say) => say('build.whenCloses'));
  return latest;
}

function customOf({ written }: PollDraft): CustomMatch {
  const custom = readQuestion(written.question, written.options.split(/[\r\n]+/u));
  if ('fault' in custom) throw new UserError((say) => say(`build.custom.${custom.fault}`));
  const { isQuestion: _question, ...titled } = custom;
  return written.titled === true ? titled : custom;
}

async function matchIn(draft: PollDraft, call: Drafting): Promise<MatchView | undefined> {
  if ((draft.matchId ?? draft.competitionId) !== undefined) return undefined;
  const { channelId, parentChannelId } = draft;
  const place = { guildId: guildOf(call), channelId, parentChannelId };
  const names = customOf(draft).contestants.map(({ name }) => name);
  return call.services.polls.opening.matchOf(names, place, call.reading.privateHorizon);
}

/** @throws UserError where the bot lacks a permission there */
function mayPost(call: Drafting, chosen: Parameters<typeof targetChannel>[1], secret: boolean): void {
  targetChannel(
    call.asker,
    chosen,
    { embeds: true, reactions: !secret },
    { permissions: (inTheirs, facts) => inTheirs('poll.cannotPost', facts) },
  );
}

async function ownDraft(id: string, call: Drafting): Promise<PollDraft> {
  const draft = await call.services.polls.drafts.get(guildOf(call), id);
  if (draft === undefined || draft.madeBy !== call.asker.userId) throw new UserError((say) => say('build.gone'));
  return draft;
}

function guildOf({ asker }: Pick<Drafting, 'asker'>): string {
  return asker.place.guildId ?? '';
}
