import type { BracketWords, RankWords, SplitWords, VersusWords } from '../../src/pictures/index.ts';

export const english: BracketWords = {
  shown: 'Shown up to: Round 5',
  unknown: 'not known yet',
  withoutVideo: 'no video',
  picks: 'Your picks',
  winnerOf: (match) => `winner of ${match}`,
  loserOf: (match) => `loser of ${match}`,
  bracketOf: (competition) => `Bracket: ${competition}`,
  won: (winner) => `${winner} won`,
  wentOut: (names) => `out: ${names}`,
  more: (count) => `… and ${count} more matches`,
  picked: (name, share) => (share === undefined ? `picked: ${name}` : `picked: ${name}, ${share}`),
};

export const korean: BracketWords = {
  shown: '라운드 5까지의 내용',
  unknown: '아직 몰라요',
  withoutVideo: '영상 없음',
  picks: '내 예측',
  winnerOf: (match) => `${match} 승자`,
  loserOf: (match) => `${match} 패자`,
  bracketOf: (competition) => `대진표: ${competition}`,
  won: (winner) => `${winner} 승리`,
  wentOut: (names) => `탈락: ${names}`,
  more: (count) => `… 외 ${count}대결`,
  picked: (name, share) => (share === undefined ? `예측: ${name}` : `예측: ${name}, ${share}`),
};

export const englishSplit: SplitWords = {
  about: 'how the votes came in',
  nobody: 'Nobody voted',
  opened: 'opened',
  locked: 'lock',
  votes: (count) => (count === 1 ? '1 vote' : `${count} votes`),
  before: ({ amount, unit }) => `${amount} ${amount === 1 ? unit.slice(0, -1) : unit} before`,
  beforeLock: (before) => `${before} the lock`,
  won: (winner) => `${winner} won`,
  part: (name, share) => `${name} ${share}`,
};

export const koreanSplit: SplitWords = {
  about: '득표 흐름',
  nobody: '투표한 사람이 없어요',
  opened: '시작',
  locked: '마감',
  votes: (count) => `${count}표`,
  before: ({ amount, unit }) => `${amount}${{ minutes: '분', hours: '시간', days: '일' }[unit]} 전`,
  beforeLock: (before) => `마감 ${before}`,
  won: (winner) => `${winner} 승리`,
  part: (name, share) => `${name} ${share}`,
};

export const englishRank: RankWords = {
  title: 'Your rank',
  about: 'after each match',
  none: 'no rank yet',
  place: (rank) => `#${rank}`,
  among: (of) => `of ${of}`,
  placeAmong: (rank, of) => `#${rank} of ${of}`,
  points: (points) => `${points} points`,
};

export const koreanRank: RankWords = {
  title: '내 순위',
  about: '경기마다',
  none: '아직 순위 없음',
  place: (rank) => `${rank}위`,
  among: (of) => `${of}명 중`,
  placeAmong: (rank, of) => `${of}명 중 ${rank}위`,
  points: (points) => `${points}점`,
};

export const englishVersus: VersusWords = {
  versus: 'vs',
  unknown: 'not known yet',
  won: (winner) => `${winner} won`,
};

export const koreanVersus: VersusWords = { versus: 'vs', unknown: '미정', won: (winner) => `${winner} 승리` };
