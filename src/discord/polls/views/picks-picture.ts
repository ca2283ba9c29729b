import type { CrowdPick } from '../../../domain/bracket/crowd.ts';
import type { ToldBracket } from '../../../domain/bracket/told-bracket.ts';
import { layoutPicks, type MadePick, PICKS_FILE, picksAltText, picksScene } from '../../../pictures/index.ts';
import type { PlayedBracket } from '../../../services/polls/brackets/games.ts';
import type { MessagePicture } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';
import { shownUpTo } from '../../knowledge/views/pages.ts';
import { picksWords, verdictOf } from './bracket-words.ts';

/** A member's bracket as a picture that is readable on a phone. `none`: shown where there is no pick to show. */
export function ownPicksPicture(
  reader: Reader,
  played: PlayedBracket,
  { whose, none }: { readonly whose: string; readonly none: string },
): MessagePicture {
  const picks = new Map(
    played.matches.flatMap((one): [string, MadePick][] =>
      one.picked === undefined ? [] : [[one.match.id, { picked: one.picked, verdict: verdictOf(one) }]],
    ),
  );
  const points = reader.say('bracketGame.score', {
    points: String(played.points),
    possible: String(played.possible),
  });
  return picksPicture(reader, played.told, { picks, whose, none, points });
}

/** A picture of what all members together expect. */
export function crowdPicture(reader: Reader, told: ToldBracket, crowd: ReadonlyMap<string, CrowdPick>): MessagePicture {
  const picks = new Map(
    [...crowd].map(([id, { picked, share }]): [string, MadePick] => {
      const winner = told.match(id)?.winner;
      const verdict = winner === undefined ? 'open' : winner.id === picked.who?.id ? 'right' : 'wrong';
      return [id, { picked, share, verdict }];
    }),
  );
  return picksPicture(reader, told, { picks, whose: reader.say('bracketGame.crowd'), none: '–' });
}

function picksPicture(
  reader: Reader,
  bracket: ToldBracket,
  of: {
    readonly picks: ReadonlyMap<string, MadePick>;
    readonly whose: string;
    readonly none: string;
    readonly points?: string;
  },
): MessagePicture {
  const { view, language } = reader;
  const { none, ...rest } = of;
  const words = picksWords(reader, none);
  const competition = view.competition(bracket.id)?.name ?? {};
  const shown = shownUpTo(reader);
  const scene = picksScene({ ...rest, bracket, competition, shown, language, languages: view.languages, words });
  return {
    name: PICKS_FILE,
    altText: picksAltText(scene, words),
    layout: (typeface) => layoutPicks(scene, words, typeface),
  };
}
