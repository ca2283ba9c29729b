import type { MatchView } from '../../../domain/knowledge/view-types.ts';
import type { PollDraft } from '../../../domain/poll/draft.ts';
import { inLanguage } from '../../../domain/poll/in-language.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import { moment, plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Reader, Teller } from '../../contract/reader.ts';
import { button, channelSelect, type Row, roleSelect, rows } from '../../elements/controls.ts';
import { horizonText } from '../../knowledge/views/how-far.ts';
import { draftChannelId, draftId, draftRoleId } from '../ids.ts';
import { pollWithoutPicture } from './poll-message.ts';
import { pollLink, titleText } from './poll-words.ts';

/** What a moderator can do with a draft. The names must never change their meaning, because buttons carry them. */
export const draftActs = [
  'post',
  'edit',
  'cancel',
  'is-match',
  'as-written',
  'void-other',
  'unscored',
  'slots',
  'horizon',
  'show',
  'show-surely',
] as const;
export type DraftAct = (typeof draftActs)[number];

/**
 * A preview of the poll exactly as it will be posted, for its maker only, with its channel, its role and what can be
 * done.
 */
export function draftPreview(
  draft: PollDraft,
  poll: Poll,
  by: Teller & { readonly assumedZone: string | undefined; readonly above?: string | undefined },
): MessageBody {
  const { say, language } = by;
  const label =
    poll.untilEpisode === true && poll.episodeId !== undefined ? horizonText(by, poll.episodeId) : undefined;
  const tally = { votes: new Map(), total: 0 };
  const shown = {
    kind: 'poll',
    poll,
    tally,
    showWinner: false,
    horizon: 'none',
    split: undefined,
    episodeLabel: label,
    language,
  } as const;
  const { embeds = [], components = [] } = pollWithoutPicture(shown, say);
  const closes = label === undefined ? say('build.understood', { when: moment(poll.closesAtMs) }) : undefined;
  const zone = by.assumedZone === undefined ? undefined : say('poll.zoneAssumed', { zone: by.assumedZone });
  const told = poll.aboutNothing === true ? say('build.seenByAll') : say('build.seenByHorizon');
  const points = poll.unscored === true ? say('build.noPoints') : undefined;
  const notes = [closes, zone, told, points].filter((note) => note !== undefined);
  const dry = components.map((row) => ({
    ...row,
    components: row.components.map((component) => ({ ...component, disabled: true })),
  }));
  return {
    content: [by.above, say('build.preview'), ...notes.map((note) => `-# ${note}`)].filter(Boolean).join('\n'),
    embeds,
    components: [
      ...dry,
      channelSelect({
        id: draftChannelId.write({ draft: draft.id }),
        placeholder: say('build.channel'),
        chosen: draft.channelId,
        clearable: false,
        threads: true,
      }),
      roleSelect({
        id: draftRoleId.write({ draft: draft.id }),
        placeholder: say('build.role'),
        chosen: draft.roleId,
      }),
      ...buttons(draft, by, ['post', 'edit', 'cancel']),
    ],
  };
}

/** Why the draft cannot be a poll, with a button to correct it; the text is kept. */
export function draftTrouble(draft: PollDraft, why: string, by: Teller): MessageBody {
  return { content: `${why}\n-# ${by.say('build.kept')}`, components: buttons(draft, by, ['edit', 'cancel']) };
}

/** Asks whether the draft means a match that the data has. */
export function askIfMatch(draft: PollDraft, match: MatchView, by: Teller & Pick<Reader, 'view'>): MessageBody {
  const label = plain(by.view.textIn(match.label, by.language));
  return {
    content: by.say('build.isMatch', { label }),
    components: rows([
      act(draft, 'is-match', by.say('build.act.is-match', { label }), 'primary'),
      act(draft, 'as-written', by.say('build.act.as-written')),
    ]),
  };
}

/** Another poll already holds the match: a link to it, and two ways to go on. */
export function heldElsewhere(draft: PollDraft, holder: Poll, by: Teller): MessageBody {
  const title = titleText(holder, by.language);
  const link = pollLink(holder);
  return {
    content: by.say('build.held', { title, link: link ?? `<#${holder.channelId}>` }),
    components: buttons(draft, by, ['void-other', 'unscored', 'cancel']),
  };
}

/**
 * Asks what to do about contestants the channel does not know, without naming them: the moderator may not know them
 * either.
 */
export function askAboutUnknown(
  draft: PollDraft,
  unknown: {
    readonly match: MatchView;
    readonly slots: boolean;
    readonly told: boolean;
    readonly known: string | undefined;
  },
  by: Teller & Pick<Reader, 'view'>,
): MessageBody {
  const { match, slots, told, known } = unknown;
  const label = plain(by.view.textIn(match.label, by.language));
  const horizon = known === undefined ? undefined : plain(horizonText(by, known));
  const ways = [
    ...(slots ? [by.say('build.way.slots')] : []),
    ...(horizon === undefined
      ? []
      : [by.say('build.way.horizon', { label: horizon, channel: `<#${draft.channelId}>` })]),
    ...(told ? [by.say('build.way.show')] : []),
  ];
  return {
    content: [by.say('build.unknown', { label, channel: `<#${draft.channelId}>` }), ...ways].join('\n'),
    components: rows([
      ...(slots ? [act(draft, 'slots', by.say('build.act.slots'), 'primary')] : []),
      ...(horizon === undefined ? [] : [act(draft, 'horizon', by.say('build.act.horizon', { label: horizon }))]),
      ...(told ? [act(draft, 'show', by.say('build.act.show'))] : []),
      act(draft, 'cancel', by.say('build.act.cancel')),
    ]),
  };
}

/** Says what showing the contestants would tell, and to whom, without naming them. */
export function confirmShowing(draft: PollDraft, match: MatchView, by: Teller & Pick<Reader, 'view'>): MessageBody {
  const label = plain(by.view.textIn(match.label, by.language));
  return {
    content: by.say('build.confirmShow', { label, channel: `<#${draft.channelId}>` }),
    components: rows([
      act(draft, 'show-surely', by.say('build.act.show-surely'), 'primary'),
      act(draft, 'cancel', by.say('build.act.cancel')),
    ]),
  };
}

function buttons(draft: PollDraft, by: Teller, acts: readonly Labelled[]): Row[] {
  return rows(
    acts.map((name, index) => act(draft, name, by.say(`build.act.${name}`), index === 0 ? 'primary' : 'secondary')),
  );
}

/** The acts whose label contains no fact. */
type Labelled = Exclude<DraftAct, 'is-match' | 'horizon'>;

function act(draft: PollDraft, name: DraftAct, label: string, style: 'primary' | 'secondary' = 'secondary') {
  return button({ id: draftId.write({ draft: draft.id, act: name }), label, style });
}

/** The names that were written, to look for a match with the same contestants. */
export function namesIn(poll: Pick<Poll, 'contestants'>, language: string): readonly string[] {
  return poll.contestants.map(({ names }) => inLanguage(names, language));
}
