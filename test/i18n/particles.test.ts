import { describe, expect, it } from 'vitest';
import { ko } from '../../src/i18n/ko/index.ts';
import { PARTICLES, type Particle, particleAfter } from '../../src/i18n/ko/particles.ts';
import { commandTexts, createSentences } from '../../src/i18n/sentences.ts';

const forms: readonly (readonly [text: string, after: Record<'은' | '이' | '을' | '과' | '으로', string>])[] = [
  ...[
    '틸',
    '/서울',
    '지하철',
    'Till',
    'FINAL',
    'Apple',
    '1',
    '7',
    '8',
    '18',
    '라운드 8',
    'ㄹ',
    'URL',
    '**틸** (Till)',
  ].map((text) => [text, { 은: '은', 이: '이', 을: '을', 과: '과', 으로: '로' }] as const),
  ...[
    '이반',
    '/시청',
    '/초기설정',
    '현',
    'Ivan',
    'Acorn',
    'time',
    'BLINK GONE',
    'pick',
    'Sing',
    '0',
    '3',
    '6',
    '10',
    '100',
    '이반 (Ivan)',
    '`/투표 결승`',
    'FM',
    'ㅎ',
    'ミン',
  ].map((text) => [text, { 은: '은', 이: '이', 을: '을', 과: '과', 으로: '으로' }] as const),
  ...[
    '미지',
    '루카',
    '/캐릭터',
    '/알림 중지',
    'Luka',
    'KARMA',
    'CURE',
    'Art',
    'BLINK',
    '2',
    '4',
    '5',
    '9',
    '**미지**',
    '루카 (Luka) ',
    'CPU',
    'ㅏ',
    'ミジ',
    'Hyuna!',
  ].map((text) => [text, { 은: '는', 이: '가', 을: '를', 과: '와', 으로: '로' }] as const),
];

describe('The particle after a value follows from its last sound', () => {
  it.each(forms)('%s', (text, after) => {
    const made = Object.keys(after).map((name) => [name, particleAfter(text, name as Particle)]);
    expect(Object.fromEntries(made)).toEqual(after);
  });

  it.each(['🎸', '…', '', '匿名'])('“%s”, which nobody can tell how to read, is followed by both', (text) => {
    expect(particleAfter(text, '을')).toBe('을(를)');
    expect(particleAfter(text, '으로')).toBe('으로(로)');
  });
});

describe('Every Korean sentence', () => {
  it('works out the particles after its values, so that no name and no renamed command breaks it', () => {
    const fixed =
      /\}\}[*`”’"')\]]*(?:\([은이을과으]\))?(?:은|는|이|가|을|를|과|와|으로|로|이나|이랑|이에요|예요)(?![가-힣(])/u;
    expect(Object.entries(ko.sentences).filter(([, text]) => fixed.test(text))).toEqual([]);
  });

  it('names only particles that there are', () => {
    const named = Object.values(ko.sentences).flatMap((text) => text.match(/(?<=\{\{\w+, )[^}]+/g) ?? []);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !PARTICLES.some((particle) => particle === name))).toEqual([]);
  });

  it('follows a command by what it is called today', () => {
    const say = createSentences()('ko');
    const called = commandTexts('ko').setup?.name ?? '';
    expect(say('setup.intro', { command: `/${called}` })).toContain(`\`/${called}\`으로 다시`);
    expect(say('setup.intro', { command: '/준비' })).toContain('`/준비`로 다시');
    expect(say('setup.intro', { command: '/채널' })).toContain('`/채널`로 다시');
  });
});
