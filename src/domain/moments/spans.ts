const UNITS_MS = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);
/** The units of time that people write, in English and Korean, long and short. */
const UNIT_OF = new Map<string, string>(
  Object.entries({
    s: ['s', 'sec', 'secs', 'second', 'seconds', '초'],
    m: ['m', 'min', 'mins', 'minute', 'minutes', '분'],
    h: ['h', 'hr', 'hrs', 'hour', 'hours', '시간'],
    d: ['d', 'day', 'days', '일'],
    w: ['w', 'week', 'weeks', '주', '주일'],
  }).flatMap(([unit, words]) => words.map((word) => [word, unit] as const)),
);
const KOREAN_COUNTS = new Map(
  Object.entries({ 한: 1, 두: 2, 세: 3, 네: 4, 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 아홉: 9, 열: 10 }),
);
const KOREAN_DAYS = new Map(Object.entries({ 하루: 1, 이틀: 2, 사흘: 3, 나흘: 4, 닷새: 5, 일주일: 7, 보름: 15 }));
const PIECE = /(\d+(?:\.\d+)?)\s*([a-z]+|[가-힣]+?)(?=\s|\d|후|뒤|이따|반|$)/gu;

/** Reads `2h`, `in 1d 12h`, `30분 뒤`, `두 시간 반 후`, `사흘 뒤` as milliseconds; undefined for anything else. */
export function readSpan(text: string): number | undefined {
  const spans = text
    .replace(/^in\s+/u, '')
    .replace(/\s*(?:후|뒤)(?:에)?$/u, '')
    .replace(/(하루|이틀|사흘|나흘|닷새|일주일|보름)/gu, (day) => `${KOREAN_DAYS.get(day)}일`)
    .replace(
      /(?<![가-힣])(다섯|여섯|일곱|여덟|아홉|한|두|세|네|열)\s?(?=시간)/gu,
      (count) => `${KOREAN_COUNTS.get(count.trim())}`,
    )
    .replace(/(\d)\s*시간\s*반/gu, '$1시간 30분');
  let totalMs = 0;
  const rest = spans.replace(PIECE, (piece, amount: string, word: string) => {
    const unitMs = UNITS_MS.get(UNIT_OF.get(word) ?? '');
    if (unitMs === undefined) return piece;
    totalMs += Number(amount) * unitMs;
    return '';
  });
  return totalMs > 0 && /^(?:\s|,|and)*$/u.test(rest) ? Math.round(totalMs) : undefined;
}
