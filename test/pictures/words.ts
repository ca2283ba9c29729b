import type { BracketWords } from '../../src/pictures/index.ts';

export const english: BracketWords = {
  shown: 'Shown up to: Round 5',
  unknown: 'not known yet',
  out: 'out',
  withoutVideo: 'no video',
  picks: 'Your picks',
  winnerOf: (match) => `winner of ${match}`,
  loserOf: (match) => `loser of ${match}`,
  bracketOf: (competition) => `Bracket: ${competition}`,
  won: (winner) => `${winner} won`,
  wentOut: (names) => `out: ${names}`,
  picked: (name, share) => (share === undefined ? `picked: ${name}` : `picked: ${name}, ${share}`),
  guessed: (name) => `${name}?`,
};

export const korean: BracketWords = {
  shown: '라운드 5까지의 내용',
  unknown: '아직 몰라요',
  out: '탈락',
  withoutVideo: '영상 없음',
  picks: '내 예측',
  winnerOf: (match) => `${match} 승자`,
  loserOf: (match) => `${match} 패자`,
  bracketOf: (competition) => `대진표: ${competition}`,
  won: (winner) => `${winner} 승리`,
  wentOut: (names) => `탈락: ${names}`,
  picked: (name, share) => (share === undefined ? `예측: ${name}` : `예측: ${name}, ${share}`),
  guessed: (name) => `${name}?`,
};
