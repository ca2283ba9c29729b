import type { MessageBody } from '../../src/discord/contract/message.ts';
import type { Asking } from '../../src/discord/contract/reader.ts';
import { crowdBracketShown, sharedBracket } from '../../src/discord/polls/views/shared-bracket.ts';
import { picksOf } from '../../src/domain/bracket/bracket-picks.ts';
import { pointsPossible, scoreBracket } from '../../src/domain/bracket/bracket-points.ts';
import { crowdBracket } from '../../src/domain/bracket/crowd.ts';
import { fillIn } from '../../src/domain/bracket/fill-in.ts';
import { toldBracket } from '../../src/domain/bracket/told-bracket.ts';
import { assembleKnowledge, type Knowledge } from '../../src/domain/knowledge/index.ts';
import { createSentences, languages } from '../../src/i18n/sentences.ts';
import { createPictures, type Drawing } from '../../src/pictures/index.ts';
import { picksOnTheWay } from './brackets-of-everybody.ts';
import { PLAIN_LETTERS, wordsOn } from './drawn-words.ts';
import { createSpoilerOracle } from './spoiler-oracle.ts';

export interface SharedSearch {
  /** How many messages were searched. */
  readonly shared: number;
  /** How many of them were compared with the other future; with `pictures`, also their pictures byte by byte. */
  readonly compared: number;
  readonly leaks: readonly string[];
}

interface Shown {
  readonly what: string;
  readonly texts: unknown;
  readonly drawings: readonly Drawing[];
  /** Whether its picture is drawn: one of each kind is enough, since all layouts are compared. */
  readonly isDrawn: boolean;
}

const sayIn = createSentences();

/**
 * For every horizon and language: members who have watched further share their brackets, and the picks of all members
 * are shown. Nothing in them may tell what is told later, and in the other future they must be the same.
 *
 * @param options.turns how many members for each horizon, each with other picks. Default: 3
 * @param options.pictures also draws each picture in both futures and compares the bytes
 */
export async function searchSharedBrackets(
  files: Readonly<Record<string, unknown>>,
  options: { readonly pictures?: boolean; readonly turns?: number } = {},
): Promise<SharedSearch> {
  const { turns = 3 } = options;
  const oracle = createSpoilerOracle(files);
  const real = assembleKnowledge(structuredClone(files));
  const [inOne, inOther] = [createPictures(), createPictures()];
  const leaks: string[] = [];
  let shared = 0;
  let compared = 0;
  for (const horizon of oracle.horizons) {
    const here = everythingShared(real, horizon, turns);
    const there = everythingShared(assembleKnowledge(oracle.otherFuture(horizon)), horizon, turns);
    for (const [index, { what, texts, drawings, isDrawn }] of here.entries()) {
      shared += 1;
      for (const { needle, text } of oracle.findLeaks([texts, drawings.map(wordsOn)], horizon)) {
        leaks.push(`${what}, read at ${horizon}: “${needle}” in “${text}”`);
      }
      const other = there[index];
      compared += 1;
      if (JSON.stringify([texts, drawings]) !== JSON.stringify([other?.texts, other?.drawings])) {
        leaks.push(`${what}, read at ${horizon}, is otherwise when what comes later is otherwise`);
      }
      if (options.pictures !== true || !isDrawn) continue;
      for (const [number, drawing] of drawings.entries()) {
        const [png, others] = [
          await inOne.draw(() => drawing),
          await inOther.draw(() => other?.drawings[number] ?? drawing),
        ];
        if (!png.equals(others)) leaks.push(`the picture of ${what}, read at ${horizon}, differs`);
      }
    }
  }
  return { shared, compared, leaks };
}

/** The shared bracket of every member, and the picks of all together, as shown to a reader at this horizon. */
function everythingShared(knowledge: Knowledge, horizon: string, turns: number): Shown[] {
  const everyTurn = Array.from({ length: turns }, (_, index) => index);
  const view = knowledge.seenFrom(horizon);
  return view.competitions.flatMap(({ id: competitionId }) => {
    const bracket = view.bracket(competitionId);
    if (bracket === undefined) return [];
    const told = toldBracket(bracket);
    const isTold = (made: string) => knowledge.compareHorizons(horizon, made) >= 0;
    const pickers = knowledge
      .episodeLabels()
      .filter(({ id }) => knowledge.compareHorizons(id, horizon) >= 0 || horizon === 'all')
      .flatMap(({ id: furthest }) => everyTurn.map((turn) => ({ furthest, turn })));
    const last = knowledge.episodeLabels().at(-1)?.id ?? 'none';
    // A member who watched further has done the same up to here as one who stopped here.
    const whole = everyTurn.map((turn) => picksOnTheWay(knowledge, competitionId, last, turn));
    const picks = pickers.map(({ furthest, turn }) => {
      const acts =
        whole[turn]?.acts.filter(({ horizon: made }) => knowledge.compareHorizons(furthest, made) >= 0) ?? [];
      return picksOf({ acts }, undefined, isTold);
    });
    return languages.flatMap((language): Shown[] => {
      const by = { view, language, say: sayIn(language), asker: { userId: '1', name: 'Ada' } } as unknown as Asking;
      const crowd = crowdBracketShown(told, crowdBracket(told, picks), by);
      const own = picks.map((one, index) => {
        const points = scoreBracket(told, one).reduce((sum, score) => sum + score.points, 0);
        const matches = fillIn(told, one, { closed: new Set(), decided: new Set() });
        const played = { told, matches, points, possible: pointsPossible(told, one) };
        const game = { mode: 'live', guildId: '1', competitionId } as const;
        const picker = pickers[index];
        return shownAs(
          `${competitionId} of ${picker?.furthest}, ${picker?.turn}`,
          sharedBracket(game, played, by),
          index === picks.length - 1,
        );
      });
      return [shownAs(`the crowd of ${competitionId}`, crowd, false), ...own];
    });
  });
}

function shownAs(what: string, { pictures = [], ...texts }: MessageBody, isDrawn: boolean): Shown {
  return {
    isDrawn,
    what,
    texts: [texts, pictures.map(({ name, altText }) => [name, altText])],
    drawings: pictures.map(({ layout }) => layout(PLAIN_LETTERS)),
  };
}
