import type { VersusInput } from '../../src/pictures/index.ts';
import { englishVersus, koreanVersus } from './words.ts';

const till = { id: 'till', name: { en: 'Till', ko: '틸' }, color: 0x3fa5a0 };
const ivan = { id: 'ivan', name: { en: 'Ivan', ko: '이반' }, color: 0xa3212f };

const input = (extra: Partial<VersusInput>): VersusInput => ({
  series: { en: 'ALIEN STAGE', ko: '에일리언 스테이지' },
  competition: { en: 'Season 50', ko: '시즌 50' },
  title: { en: 'Round 6', ko: '라운드 6' },
  places: [till, ivan],
  language: 'en',
  languages: ['en', 'ko'],
  words: englishVersus,
  ...extra,
});

const names = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana', 'Ida', 'Jun'];

/** Cards that somebody has looked at and found good: their pictures are in the folder `approved`. */
export const versus: Readonly<Record<string, VersusInput>> = {
  'versus-before': input({}),
  'versus-won-with-a-score': input({
    places: [
      { ...till, note: '89' },
      { ...ivan, note: '70' },
    ],
    winnerId: 'till',
    lines: ['5 of 9 called it (56 %)'],
  }),
  'versus-in-korean': input({ language: 'ko', words: koreanVersus, winnerId: 'ivan' }),
  'versus-nobody-known': input({ places: [{ from: 'winner of Round 4' }, { from: undefined }] }),
  'versus-of-ten': input({
    title: { en: 'All at once' },
    places: names.map((name) => ({ id: name, name: { en: name }, note: '10%' })),
    winnerId: 'Eve',
  }),
  'versus-of-hard-names': input({
    title: { en: '🎤 A title that is much too long for the width of this picture' },
    places: [
      { id: 'a', name: { en: 'Wolfeschlegelsteinhausenbergerdorff the Third' } },
      { id: 'b', name: { ja: '匿名', ko: '이름이 아주아주 길어서 다 들어가지 않는 사람' }, nameless: true },
    ],
    languages: ['ja', 'ko'],
    language: 'ja',
    winnerId: 'a',
  }),
};
