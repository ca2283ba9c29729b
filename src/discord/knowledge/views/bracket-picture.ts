import {
  BRACKET_FILE,
  type BracketWords,
  bracketAltText,
  bracketScene,
  layoutBracket,
  type Picks,
} from '../../../pictures/index.ts';
import { defined } from '../../../util/defined.ts';
import type { MessagePicture } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';
import { shownUpTo } from './pages.ts';

/**
 * The picture of a bracket as its readers may see it, with `picks` drawn into it; empty when the bracket cannot be seen
 * at this horizon.
 */
export function bracketPicture(reader: Reader, competitionId: string, picks?: Picks): readonly MessagePicture[] {
  const { view, language } = reader;
  const bracket = view.bracket(competitionId);
  if (bracket === undefined) return [];
  const words = bracketWords(reader, picks?.kind);
  const scene = bracketScene({
    series: view.series.name,
    bracket,
    language,
    languages: view.languages,
    words,
    ...defined({ picks }),
  });
  return [
    {
      name: BRACKET_FILE,
      altText: bracketAltText(scene, words),
      layout: (typeface) => layoutBracket(scene, words, typeface),
    },
  ];
}

function bracketWords(reader: Reader, kind: Picks['kind'] = 'own'): BracketWords {
  const { say } = reader;
  const picks = { own: 'picture.ownPicks', crowd: 'picture.crowdPicks' } as const;
  const picked = {
    own: 'picture.ownPicked',
    crowd: 'picture.crowdPicked',
  } as const;
  return {
    shown: shownUpTo(reader),
    unknown: say('picture.unknown'),
    withoutVideo: say('picture.withoutVideo'),
    picks: say(picks[kind]),
    winnerOf: (match) => say('picture.winnerOf', { match }),
    loserOf: (match) => say('picture.loserOf', { match }),
    bracketOf: (competition) => say('picture.bracketOf', { competition }),
    won: (winner) => say('picture.won', { winner }),
    wentOut: (names) => say('picture.wentOut', { names }),
    more: (count) => say('picture.more', { count }),
    picked: (name, share) =>
      share === undefined || kind !== 'crowd'
        ? say(picked[kind], { name })
        : say('picture.crowdShare', { name, share }),
  };
}
