import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterGate } from '../../../src/domain/announcement/gates.ts';
import { noRecognition, patternOf, withCorrection } from '../../../src/domain/announcement/recognition.ts';
import { readWords } from '../../../src/domain/announcement/subscription.ts';
import { createRecogniser, judgePattern } from '../../../src/domain/knowledge/checks/patterns.ts';

const fits = (words: string, title: string) =>
  createRecogniser([{ pattern: patternOf(words), other: 'fits' }])(title) !== undefined;

describe('A pattern that a moderator writes as words', () => {
  it('fits a title that holds the words anywhere, however they are written, but no further digit', () => {
    expect(fits('round 1', 'ALIEN STAGE: ROUND 1 (official)')).toBe(true);
    expect(fits('round 1', 'A L I E N R O U N D 12')).toBe(false);
    expect(fits('round 12', 'Alien Stage Round 12')).toBe(true);
    expect(fits('라운드 8', '에이리언 스테이지 라운드 8')).toBe(true);
    expect(fits('round 8', 'Behind the scenes')).toBe(false);
  });

  it('takes every sign as it stands, so that no words can hold the bot up', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100 }), (words) => {
        fc.pre(words.trim() !== '' && !words.normalize('NFKC').trim().startsWith('^'));
        expect(judgePattern(patternOf(words))).toBeUndefined();
      }),
    );
    expect(fits('what? (really) [yes] a|b', 'So what? (really) [yes] a|b!')).toBe(true);
  });

  it('is taken as an expression from ^ on, and refused when it could hold the bot up', () => {
    expect(judgePattern(patternOf('^round [1-9]$'))).toBeUndefined();
    expect(judgePattern(patternOf('^(a+)+$'))).toContain('repeated group');
  });
});

describe('A correction', () => {
  it('of the same entry takes the place of the one before', () => {
    const first = { feedUrl: 'https://a.example/f', key: 'k', is: { other: 'cover' } };
    const second = { ...first, is: { episodeId: 'round-6' } };
    expect(withCorrection(withCorrection(noRecognition, first), second).corrections).toEqual([second]);
  });
});

describe('The filter of a subscription', () => {
  const gate = (
    title: string,
    words: string,
    reach: 'episodes' | 'news' | 'all' = 'news',
    is?: { other: string } | { episodeId: string },
  ) => filterGate({ reach, ...(readWords(words) ?? { only: [], never: [] }) }, title, is).kind;

  it('lets trailers and covers through only where everything is wanted, and the unknown not where only episodes are', () => {
    expect(gate('Trailer', '', 'news', { other: 'extra' })).toBe('other');
    expect(gate('Trailer', '', 'all', { other: 'extra' })).toBe('passed');
    expect(gate('Something', '')).toBe('passed');
    expect(gate('Something', '', 'episodes')).toBe('no-episode');
    expect(gate('Round 6', '', 'episodes', { episodeId: 'round-6' })).toBe('passed');
  });

  it('reads words with commas between them, a minus before those that must not occur, whatever the case', () => {
    expect(readWords(' Round,-LIVE stream , ,round ')).toEqual({ only: ['round'], never: ['live stream'] });
    expect(gate('ROUND 6', 'round, -trailer')).toBe('passed');
    expect(gate('Round 6 Trailer', 'round, -trailer')).toBe('word-forbidden');
    expect(gate('Something else', 'round')).toBe('words-missing');
  });

  it('refuses more words than twenty, and a word longer than sixty characters', () => {
    expect(readWords(Array.from({ length: 21 }, (_, n) => `w${n}`).join(','))).toBeUndefined();
    expect(readWords('w'.repeat(61))).toBeUndefined();
  });
});
