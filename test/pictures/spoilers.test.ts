import { describe, expect, it } from 'vitest';
import { assembleKnowledge, type Knowledge, type KnowledgeView } from '../../src/domain/knowledge/index.ts';
import { openTypeface } from '../../src/pictures/drawing/typeface.ts';
import {
  type BracketInput,
  bracketAltText,
  bracketScene,
  createPictures,
  layoutBracket,
  layoutVersus,
  type Picks,
  type Typeface,
  type VersusInput,
  versusAltText,
  versusScene,
} from '../../src/pictures/index.ts';
import { seriesFiles } from '../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../testkit/knowledge/small-series.ts';
import { createSpoilerOracle } from '../../testkit/spoilers/spoiler-oracle.ts';
import { english, englishVersus, korean } from './words.ts';

const words: Readonly<Record<string, typeof english>> = { en: english, ko: korean, fr: english, ja: korean };

/** Everybody's votes once everything has been watched. Those in matches that are still ahead tell how it went on. */
function votesOfTheEnd(knowledge: Knowledge, view: KnowledgeView): Picks {
  const byMatch = knowledge.seenFrom('all').matches.flatMap((match) => {
    const isOpen = view.match(match.id)?.contestants.every((contestant) => contestant !== undefined) === true;
    const voted = isOpen ? match.contestants[0] : (match.result?.winner ?? match.contestants.at(-1));
    return voted === undefined ? [] : [[match.id, { contestantId: voted.id, share: 0.6 }] as const];
  });
  return { kind: 'crowd', byMatch: new Map(byMatch) };
}

function bracketsAt(knowledge: Knowledge, horizon: string): BracketInput[] {
  const view = knowledge.seenFrom(horizon);
  const votes = votesOfTheEnd(knowledge, view);
  return view.languages.flatMap((language) =>
    view.competitions.flatMap(({ id }) => {
      const bracket = view.bracket(id);
      const said = words[language];
      if (bracket === undefined || said === undefined) return [];
      const input = { series: view.series.name, bracket, language, languages: view.languages, words: said };
      return [input, { ...input, picks: votes }, { ...input, picks: { ...votes, kind: 'own' as const } }];
    }),
  );
}

/** Each match as a versus card, as its card has it. */
function versusAt(knowledge: Knowledge, horizon: string): VersusInput[] {
  const view = knowledge.seenFrom(horizon);
  return view.languages.flatMap((language) =>
    view.matches.map((match) => ({
      series: view.series.name,
      competition: view.competition(match.competitionId)?.name ?? {},
      title: match.label,
      places: match.slots.map(
        ({ contestant, from }) => contestant ?? { from: from && `winner of ${view.textIn(from.label, language)}` },
      ),
      winnerId: match.result?.winner.id,
      language,
      languages: view.languages,
      words: englishVersus,
    })),
  );
}

const seriesOf = { 'the series of the bot': seriesFiles, 'an invented one, with byes and a third place': smallSeries };

describe.each(Object.entries(seriesOf))('Of two worlds with one past and two futures (%s)', (_name, files) => {
  const oracle = createSpoilerOracle(files());
  const real = assembleKnowledge(files());
  const worlds = oracle.horizons.map((horizon) => ({
    horizon,
    here: bracketsAt(real, horizon),
    there: bracketsAt(assembleKnowledge(oracle.otherFuture(horizon)), horizon),
  }));

  it('the pictures are the same to the byte, at every horizon and in every language', async () => {
    const [inOne, inOther] = [createPictures(), createPictures()];
    for (const { horizon, here, there } of worlds) {
      expect(here.length).toBe(there.length);
      for (const [index, input] of here.entries()) {
        // Of each overlay the layout is compared below: drawing it three times shows nothing more.
        if (input.picks?.kind === 'own') continue;
        const draw = (own: BracketInput) => (typeface: Typeface) =>
          layoutBracket(bracketScene(own), own.words, typeface);
        const png = await inOne.draw(draw(input));
        const other = await inOther.draw(draw(there[index] ?? input));
        expect(png.equals(other), `${input.bracket.competition.id} at ${horizon}, ${input.language}`).toBe(true);
      }
    }
    expect(inOne.figures().painted).toBeGreaterThan(worlds.length);
    expect(inOther.figures().painted).toBe(inOne.figures().painted);
  }, 240_000);

  it('layouts and alt texts are the same too, also with votes in matches that are still ahead', async () => {
    const typeface = await openTypeface();
    const told = (input: BracketInput) => {
      const scene = bracketScene(input);
      return { drawing: layoutBracket(scene, input.words, typeface), alt: bracketAltText(scene, input.words) };
    };
    for (const { horizon, here, there } of worlds) {
      expect(here.map(told), horizon).toEqual(there.map(told));
    }
  });

  it('the cards of who faces whom are the same byte by byte as well, and tell nothing of what is told later', async () => {
    const [inOne, inOther] = [createPictures(), createPictures()];
    const typeface = await openTypeface();
    for (const { horizon } of worlds) {
      const here = versusAt(real, horizon);
      const there = versusAt(assembleKnowledge(oracle.otherFuture(horizon)), horizon);
      expect(here.length).toBe(there.length);
      const told = (own: VersusInput) => {
        const scene = versusScene(own);
        return { drawing: layoutVersus(scene, own.words, typeface), alt: versusAltText(scene, own.words) };
      };
      for (const [index, own] of here.entries()) {
        const { drawing, alt } = told(own);
        const other = told(there[index] ?? own);
        const png = await inOne.draw(() => drawing);
        expect(png.equals(await inOther.draw(() => other.drawing)), `${alt} at ${horizon}`).toBe(true);
        const shown = drawing.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
        expect(oracle.findLeaks({ shown, alt }, horizon)).toEqual([]);
      }
    }
    expect(inOne.figures().painted).toBeGreaterThan(worlds.length);
  }, 240_000);

  it('nothing written in a picture or its alt text is told later', async () => {
    const typeface = await openTypeface();
    for (const { horizon, here } of worlds) {
      for (const input of here) {
        const scene = bracketScene(input);
        const { marks } = layoutBracket(scene, input.words, typeface);
        const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
        const shown = texts.filter((text) => text !== input.words.shown);
        const alt = bracketAltText(scene, { ...input.words }).replace(input.words.shown, '');
        expect(oracle.findLeaks({ shown, alt }, horizon)).toEqual([]);
      }
    }
  });
});
