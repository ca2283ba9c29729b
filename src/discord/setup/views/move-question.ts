import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import type { HorizonMove } from '../../../services/polls/lifecycle/horizon-move.ts';
import { shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Teller } from '../../contract/reader.ts';
import { button, rows } from '../../elements/controls.ts';
import { horizonText } from '../../knowledge/views/how-far.ts';
import { leaveId } from '../../polls/ids.ts';
import { titleText } from '../../polls/views/poll-words.ts';
import { moveHorizonId } from '../ids.ts';

const LISTED = 800;

/**
 * Asks before moving a server's horizon locks or settles polls. The polls are listed by title, without winners, because
 * the moderator may not have watched. `ids`: custom ids for the two buttons.
 */
export function moveQuestion(
  horizon: Horizon,
  move: HorizonMove,
  by: Teller,
  ids = { yes: moveHorizonId.write({ horizon, seen: move.seen }), no: leaveId.write({}) },
): MessageBody {
  const { say, language } = by;
  const titles = (polls: readonly Poll[]) =>
    shortened(polls.map((poll) => `**${titleText(poll, language)}**`).join(', '), LISTED);
  const lines = [
    say('move.ask', { label: horizonText(by, horizon) }),
    ...(move.locks.length > 0 ? [say('move.locks', { titles: titles(move.locks) })] : []),
    ...(move.settles.length > 0 ? [say('move.settles', { titles: titles(move.settles) })] : []),
  ];
  return {
    content: lines.join('\n'),
    components: rows([
      button({ id: ids.yes, label: say('confirm.yes'), style: 'primary' }),
      button({ id: ids.no, label: say('confirm.no') }),
    ]),
  };
}
