import type { CrowdPick } from '../../../domain/bracket/crowd.ts';
import type { ToldBracket } from '../../../domain/bracket/told-bracket.ts';
import type { BracketGame } from '../../../services/polls/brackets/bracket-book.ts';
import type { PlayedBracket } from '../../../services/polls/brackets/games.ts';
import { shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Asking, Reader } from '../../contract/reader.ts';
import { button, rows } from '../../elements/controls.ts';
import { bracketAllId, bracketUnshareId } from '../ids.ts';
import { matchLine } from './bracket-form.ts';
import { candidateText, textOf } from './bracket-words.ts';
import { crowdPicture, ownPicksPicture } from './picks-picture.ts';

/**
 * A member's bracket for everybody in a channel, as far as all of them have watched. A match without a pick looks the
 * same as one whose pick may not be told.
 */
export function sharedBracket(game: BracketGame, played: PlayedBracket, by: Asking): MessageBody {
  const { say, asker } = by;
  const competition = textOf(by, by.view.competition(game.competitionId)?.name ?? {});
  const key = game.mode === 'live' ? 'bracketGame.shared' : 'bracketGame.sharedBlind';
  const lines = played.matches.map((one) =>
    one.picked === undefined
      ? say('bracketGame.hidden', { match: textOf(by, one.match.label) })
      : matchLine(one, played, by),
  );
  const score = say('bracketGame.score', { points: String(played.points), possible: String(played.possible) });
  return {
    content: say(key, { userId: asker.userId, competition }),
    embeds: [{ description: shortened([...lines, '', `-# ${score}`].join('\n'), 3900) }],
    pictures: [ownPicksPicture(by, played, { whose: asker.name, none: '?' })],
    components: rows([
      button({ id: bracketUnshareId.write({ user: asker.userId }), label: say('bracketGame.unshare') }),
      button({
        id: bracketAllId.write({ mode: game.mode, competition: game.competitionId }),
        label: say('bracketGame.fillIn'),
      }),
    ]),
  };
}

/** What all members together expect, match by match. */
export function crowdBracketShown(told: ToldBracket, crowd: ReadonlyMap<string, CrowdPick>, by: Reader): MessageBody {
  const { say } = by;
  if (crowd.size === 0) return { content: say('bracketGame.crowdNone') };
  const lines = told.matches.map(({ id, label }) => {
    const pick = crowd.get(id);
    const match = textOf(by, label);
    if (pick === undefined) return say('bracketGame.none', { match });
    const percent = String(Math.round(pick.share * 100));
    return say('bracketGame.crowdLine', {
      match,
      choice: candidateText(by, pick.picked),
      percent,
      count: pick.pickers,
    });
  });
  const competition = textOf(by, by.view.competition(told.id)?.name ?? {});
  return {
    embeds: [
      {
        title: shortened(`${say('bracketGame.crowd')} · ${competition}`, 256),
        description: shortened(lines.join('\n'), 3900),
      },
    ],
    pictures: [crowdPicture(by, told, crowd)],
  };
}
