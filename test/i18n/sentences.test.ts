import { describe, expect, it } from 'vitest';
import { en } from '../../src/i18n/en/index.ts';
import { ko } from '../../src/i18n/ko/index.ts';
import { createSentences, languageOf } from '../../src/i18n/sentences.ts';

/** A Korean one may name a value once more, for the particle after it. */
const placeholders = (text: string) => (text.match(/(?<=\{\{)\w+/g) ?? []).sort();

describe('Every sentence', () => {
  it('exists in English and in Korean, and needs to be told the same things in both', () => {
    expect(Object.keys(ko.sentences).sort()).toEqual(Object.keys(en.sentences).sort());
    for (const [key, text] of Object.entries(en.sentences)) {
      const korean = ko.sentences[key as keyof typeof ko.sentences];
      expect(korean.trim(), key).not.toBe('');
      expect([...new Set(placeholders(korean))], key).toEqual([...new Set(placeholders(text))]);
    }
  });

  it('is really in Korean where it says so', () => {
    const inLatinOnly = Object.entries(ko.sentences).filter(
      ([, text]) => /[a-z]{3}/i.test(text.replace(/\{\{[^}]+\}\}/g, '')) && !/[가-힣]/.test(text),
    );
    expect(inLatinOnly).toEqual([]);
  });

  it('counts as its language does', () => {
    const sayIn = createSentences();
    expect(sayIn('en')('poll.votes', { count: 1 })).toBe('1 vote');
    expect(sayIn('en')('poll.votes', { count: 2 })).toBe('2 votes');
    expect(sayIn('ko')('poll.votes', { count: 1 })).toBe('1표');
  });

  it('takes what it is told as it is, whatever stands in it', () => {
    const sayIn = createSentences();
    const told = '{{count}} $t(know.miss) $& \\ 한';
    expect(sayIn('en')('know.shownUpTo', { label: told })).toContain(told);
    expect(sayIn('ko')('know.shownUpTo', { label: told })).toContain(told);
  });

  it('follows Discord’s locales, English where there is no other', () => {
    expect(['ko', 'en-GB', 'en-US', 'de', undefined].map(languageOf)).toEqual(['ko', 'en', 'en', 'en', 'en']);
  });
});
