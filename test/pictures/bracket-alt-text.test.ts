import { describe, expect, it } from 'vitest';
import { type BracketInput, bracketAltText, bracketScene } from '../../src/pictures/index.ts';
import { seriesKnowledge } from '../../testkit/knowledge/knowledge.ts';
import { inputFor, madeBracket } from './brackets.ts';
import { examples } from './examples.ts';
import { korean } from './words.ts';

const tell = (input: BracketInput) => bracketAltText(bracketScene(input), input.words);

describe('The alt text of a bracket', () => {
  it('names everybody who is in the picture, who won, who is out and what was picked', () => {
    const text = tell(examples()['eleven-and-own-votes'] ?? expect.fail('no such example'));
    expect(text).toContain('A: Ara (아라) 51.5 – Bomi (보미) 48; Ara won; out: Bomi; picked: Bomi.');
    expect(text).toContain('F (no video): Jin (진) – winner of C.');
  });

  it('is in the language of its reader', () => {
    const view = seriesKnowledge().seenFrom('round-1');
    const bracket = view.bracket('season-50') ?? expect.fail('no bracket');
    const text = tell(inputFor(bracket, { language: 'ko', languages: view.languages, words: korean }));
    expect(text).toContain('8강: 라운드 1: 미지 (Mizi) 87 – 수아 (Sua) 86; 미지 승리; 탈락: 수아.');
  });

  it('never exceeds 1,024 characters: first the second names go, then what is open, then it ends after a match', () => {
    const grown = (size: number) => {
      const ids = Array.from({ length: size }, (_, index) => `contestant-number-${index}`);
      const people = Object.fromEntries(ids.map((id) => [id, { name: { en: id, ko: `참가자 ${id}` } }]));
      const matches = ids.slice(1).map((id, index) => ({
        id: `match-${index}`,
        slots: [{ who: ids[index] ?? id }, { who: id }],
        ...(index % 2 === 0 && { winner: id }),
      }));
      return tell(
        inputFor(madeBracket({ name: { en: 'Large', ko: '큰' }, people, rounds: [{ label: 'All', matches }] })),
      );
    };
    for (const size of [2, 8, 10, 12, 16, 24, 32, 64]) expect(grown(size).length).toBeLessThanOrEqual(1024);
    expect(grown(8)).toContain('참가자');
    expect(grown(10)).not.toContain('참가자');
    expect(grown(10)).toContain('match-1:');
    expect(grown(16)).not.toContain('match-1:');
    expect(grown(64)).toMatch(/\. …$/);
  });
});
