import type { FilledMatch } from '../../../domain/bracket/fill-in.ts';
import type { EpisodeLabel } from '../../../domain/knowledge/view-types.ts';
import type { BracketGame } from '../../../services/polls/brackets/bracket-book.ts';
import type { PlayedBracket } from '../../../services/polls/brackets/games.ts';
import { plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Asking, Reader, Teller } from '../../contract/reader.ts';
import { button, linkButton, type Row, rows, select } from '../../elements/controls.ts';
import { horizonOptions } from '../../knowledge/views/how-far.ts';
import {
  bracketAllId,
  bracketFarId,
  bracketGoId,
  bracketPickId,
  bracketSeenId,
  bracketShareId,
  bracketStepId,
  bracketUndoId,
} from '../ids.ts';
import { candidateLabel, candidateText, labelOf, nameOf, textOf } from './bracket-words.ts';
import { ownPicksPicture } from './picks-picture.ts';

/** A bracket that is filled in, as its member sees it. */
export interface Form {
  readonly game: BracketGame;
  readonly played: PlayedBracket;
  /** Sentences about what was just done. */
  readonly said?: readonly string[];
  /** Identifies the change just made, to take it back. */
  readonly step?: number | undefined;
}

/** Limit for the description, with room for the text around it. */
const DESCRIPTION = 3900;

export function openMatches({ matches }: PlayedBracket): readonly FilledMatch[] {
  return matches.filter(({ state }) => state === 'open');
}

/**
 * The next open match without a pick, searched from the match `after` on and then from the beginning; undefined when
 * all are picked.
 */
export function nextToPick(played: PlayedBracket, after?: string): FilledMatch | undefined {
  const open = openMatches(played);
  const from = open.findIndex(({ match }) => match.id === after) + 1;
  return [...open.slice(from), ...open.slice(0, from)].find(({ pick }) => pick === undefined);
}

/** One match, with its contestants as buttons. */
export function stepForm(form: Form, { match, candidates, pick, picked, worth }: FilledMatch, by: Reader): MessageBody {
  const { game, played } = form;
  const { say } = by;
  const open = openMatches(played);
  const at = open.findIndex((one) => one.match.id === match.id);
  const beside = (offset: number) => open[(at + offset + open.length) % open.length]?.match.id ?? match.id;
  const late = worth < match.points;
  const facts = { stage: textOf(by, match.stage.label), points: String(worth) };
  const place = { number: String(at + 1), of: String(open.length), picked: String(countPicked(open)) };
  const stepTo = (id: string) => bracketStepId.write({ ...idOf(game), match: id });
  return {
    ...saidOf(form),
    embeds: [
      {
        title: shortened(`${titleOf(form, by)} · ${labelOf(by, match.label)}`, 256),
        description: shortened(
          [
            late ? say('bracketGame.worthLate', facts) : say('bracketGame.worth', facts),
            '',
            say('bracketGame.whoWins'),
            ...candidates.map((one) => `• ${candidateText(by, one)}`),
            ...(picked === undefined ? [] : ['', say('bracketGame.yourPick', { choice: candidateText(by, picked) })]),
          ].join('\n'),
          DESCRIPTION,
        ),
        footer: { text: say('bracketGame.place', place) },
      },
    ],
    components: [
      ...rows(
        candidates.map((one) =>
          button({
            id: bracketPickId.write({ ...idOf(game), match: match.id, slot: String(one.slot) }),
            label: candidateLabel(by, one),
            ...(one.who?.emoji === undefined ? {} : { emoji: one.who.emoji }),
            ...(one.slot === pick?.slot ? { style: 'primary' as const } : {}),
          }),
        ),
      ),
      ...rows([
        button({ id: stepTo(beside(-1)), label: say('page.back'), emoji: '◀️', disabled: open.length < 2 }),
        // With only two open matches, “back” and “on” lead to the same one, and Discord takes no id twice.
        ...(open.length > 2 ? [button({ id: stepTo(beside(1)), label: say('page.on'), emoji: '▶️' })] : []),
        button({ id: bracketAllId.write(idOf(game)), label: say('bracketGame.all') }),
        ...undoButton(form, by),
      ]),
    ],
  };
}

/** The whole bracket as far as it is filled in, with a picture. */
export function wholeForm(form: Form, by: Asking): MessageBody {
  const { game, played } = form;
  const { say, view } = by;
  const next = view.next();
  const open = openMatches(played);
  const todo = nextToPick(played);
  const lines = played.matches.map((one) => matchLine(one, played, by));
  const score = say('bracketGame.score', { points: String(played.points), possible: String(played.possible) });
  const head = headOf({ open, todo, next }, by);
  const about = say(game.mode === 'live' ? 'bracketGame.aboutLive' : 'bracketGame.aboutBlind');
  const hasPicks = played.matches.some(({ pick }) => pick !== undefined);
  const other = game.mode === 'live' ? ('blind' as const) : ('live' as const);
  return {
    ...saidOf(form),
    embeds: [
      {
        title: shortened(titleOf(form, by), 256),
        description: shortened([about, head, '', ...lines, '', `-# ${score}`].filter(isSaid).join('\n'), DESCRIPTION),
      },
    ],
    pictures: hasPicks ? [ownPicksPicture(by, played, { whose: by.asker.name, none: '–' })] : [],
    components: [
      ...rows([
        ...(todo === undefined
          ? []
          : [
              button({
                id: bracketStepId.write({ ...idOf(game), match: todo.match.id }),
                label: say(hasPicks ? 'bracketGame.goOn' : 'bracketGame.start'),
                style: 'primary',
              }),
            ]),
        ...(hasPicks ? [button({ id: bracketShareId.write(idOf(game)), label: say('bracketGame.share') })] : []),
        button({
          id: bracketAllId.write({ mode: other, competition: game.competitionId }),
          label: say(other === 'blind' ? 'bracketGame.toBlind' : 'bracketGame.toLive'),
        }),
        ...undoButton(form, by),
      ]),
      ...(open.length === 0 ? [] : [goRow(game, open, by)]),
      ...(game.mode === 'blind' && next !== undefined ? watchRows(game, next, by) : []),
    ],
  };
}

/** “Now watch it”, in a blind run. */
export function watchForm(form: Form, next: EpisodeLabel, by: Asking): MessageBody {
  const { game, played } = form;
  const { say } = by;
  const lines = played.matches.filter(({ match }) => match.episode?.id === next.id);
  return {
    ...saidOf(form),
    embeds: [
      {
        title: shortened(titleOf(form, by), 256),
        description: shortened(
          [
            ...lines.map((one) => matchLine(one, played, by)),
            '',
            say('bracketGame.nowWatch', { label: textOf(by, next.label) }),
          ].join('\n'),
          DESCRIPTION,
        ),
      },
    ],
    components: [
      ...watchRows(game, next, by),
      ...rows([button({ id: bracketAllId.write(idOf(game)), label: say('bracketGame.all') }), ...undoButton(form, by)]),
    ],
  };
}

/** Asks how far the member has watched, before a blind run. */
export function howFarForm(competitionId: string, by: Teller & Pick<Asking, 'reading'>): MessageBody {
  return {
    content: by.say('bracketGame.howFar'),
    components: [
      select({
        id: bracketFarId.write({ competition: competitionId }),
        placeholder: by.say('know.howFarPlaceholder'),
        options: horizonOptions(by, by.reading.own),
      }),
    ],
  };
}

/** One line about a match and the member's pick, for the member. */
export function matchLine(one: FilledMatch, played: PlayedBracket, by: Reader): string {
  const { match, state, picked, isOut, worth } = one;
  const { say } = by;
  const label = textOf(by, match.label);
  const winner = match.winner === undefined ? '' : nameOf(by, match.winner);
  if (picked === undefined) {
    if (match.winner !== undefined) return say('bracketGame.decided', { match: label, winner });
    if (state === 'waits') return waitsLine(one, played, by);
    return state === 'open'
      ? say('bracketGame.open', { match: label, points: String(worth) })
      : say('bracketGame.none', { match: label });
  }
  const facts = { match: label, choice: candidateText(by, picked), points: String(worth) };
  if (state === 'right') return say('bracketGame.right', facts);
  if (state === 'wrong') return say('bracketGame.wrong', { match: label, choice: facts.choice, winner });
  if (isOut) return say('bracketGame.out', { match: label, choice: facts.choice });
  return say(state === 'closed' ? 'bracketGame.locked' : 'bracketGame.pick', facts);
}

/** What a match without known contestants waits for: an earlier pick that can be made, otherwise the next episode. */
function waitsLine({ match }: FilledMatch, { told, matches }: PlayedBracket, by: Reader): string {
  const { say, view } = by;
  const before = told.before(match.id);
  const first = matches.filter((one) => before.has(one.match.id) && one.state === 'open' && one.pick === undefined);
  const label = textOf(by, match.label);
  if (first.length > 0) {
    return say('bracketGame.pickFirst', {
      match: label,
      before: first.map((one) => textOf(by, one.match.label)).join(', '),
    });
  }
  const next = view.next();
  return next === undefined
    ? say('bracketGame.waits', { match: label })
    : say('bracketGame.waitsFor', { match: label, label: textOf(by, next.label) });
}

function headOf(
  {
    open,
    todo,
    next,
  }: {
    readonly open: readonly FilledMatch[];
    readonly todo: FilledMatch | undefined;
    readonly next: EpisodeLabel | undefined;
  },
  by: Reader,
): string {
  if (todo !== undefined) return '';
  if (open.length > 0) return by.say('bracketGame.full');
  return next === undefined
    ? by.say('bracketGame.nothingOpen')
    : by.say('bracketGame.watchFirst', { label: textOf(by, next.label) });
}

function goRow(game: BracketGame, open: readonly FilledMatch[], by: Reader): Row {
  return select({
    id: bracketGoId.write(idOf(game)),
    placeholder: by.say('bracketGame.jump'),
    options: open.map(({ match, picked }) => ({
      value: match.id,
      label: labelOf(by, match.label),
      about: picked === undefined ? '–' : candidateLabel(by, picked),
    })),
  });
}

function watchRows(game: BracketGame, next: EpisodeLabel, by: Reader): Row[] {
  const [home] = by.view.series.links;
  const label = by.say('bracketGame.haveWatched', { label: labelOf(by, next.label) });
  return rows([
    ...(home === undefined ? [] : [linkButton(labelOf(by, home.label), home.url)]),
    button({
      id: bracketSeenId.write({ competition: game.competitionId, episode: next.id }),
      label,
      emoji: '✅',
    }),
  ]);
}

function undoButton({ game, step }: Form, { say }: Reader) {
  if (step === undefined) return [];
  return [
    button({
      id: bracketUndoId.write({ ...idOf(game), step: String(step) }),
      label: say('bracketGame.undo'),
      emoji: '↩️',
    }),
  ];
}

function titleOf({ game }: Form, by: Reader): string {
  const competition = plain(labelOf(by, by.view.competition(game.competitionId)?.name ?? {}));
  return by.say(game.mode === 'live' ? 'bracketGame.title.live' : 'bracketGame.title.blind', { competition });
}

function saidOf({ said = [] }: Form): Pick<MessageBody, 'content'> {
  return { content: shortened(said.join('\n'), 2000) };
}

function countPicked(open: readonly FilledMatch[]): number {
  return open.filter(({ pick }) => pick !== undefined).length;
}

function isSaid(line: string, index: number): boolean {
  // The first line is empty while there is something to pick.
  return line !== '' || index > 1;
}

function idOf({ mode, competitionId }: BracketGame): { mode: string; competition: string } {
  return { mode, competition: competitionId };
}
