type Files = Readonly<Record<string, unknown>>;
type Raw = Readonly<Record<string, unknown>>;

/**
 * How people ask about something, in both languages; `_` is its name. The words of the series' own traits are asked as
 * well.
 */
const OF_ONE = [
  'is _ alive',
  '_ 죽었어',
  'who sings _',
  '_ 누가 불러',
  'song of _',
  '_ 노래 뭐야',
  'who won _',
  '_ 누가 졌어',
  'score of _',
  'when did _ come out',
  'watch _',
  '_ 어디서 봐',
];
const OF_NONE = [
  'who won',
  'who is the oldest',
  'favourites of everyone',
  '캐릭터 가디언',
  '우승자 누구야',
  'who made this',
  '누가 만들었어',
  'where to watch',
  'watch order',
  '시청 순서',
  'next episode',
  '다음 화 언제 나와',
];
/** How many characters are asked about in pairs. */
const PAIRED = 8;

/** Every question about everything that has a name, told or not yet told: no answer may tell anything too early. */
export function questionsAbout(files: Files): string[] {
  const characters = namesOf(files.characters, 'name');
  const things = [
    ...namesOf(files.episodes, 'title'),
    ...namesOf(files.episodes, 'label'),
    ...namesOf(files.songs, 'title'),
    ...namesOf(raw(files.matches).matches, 'label'),
  ];
  const asked = Object.values(raw(raw(files.series).asked)).flatMap((phrases) => (phrases as string[]).slice(0, 1));
  const first = characters.slice(0, PAIRED);
  return [
    ...new Set([
      ...OF_NONE,
      ...[...characters, ...things].flatMap((name) => OF_ONE.map((question) => question.replace('_', name))),
      ...characters.flatMap((name) => asked.map((phrase) => `${name} ${phrase}`)),
      ...first.flatMap((one) => first.flatMap((other) => (one === other ? [] : `relationship of ${one} and ${other}`))),
      ...first.flatMap((one) => first.flatMap((other) => (one < other ? `guardian of ${one} or ${other}` : []))),
    ]),
  ];
}

function namesOf(records: unknown, field: 'name' | 'title' | 'label'): string[] {
  const list = Array.isArray(records) ? records.map(raw) : [];
  return list.flatMap((record) => {
    const named = raw(record[field]);
    return Object.values(raw(named.value ?? named)).filter((name) => typeof name === 'string');
  });
}

function raw(value: unknown): Raw {
  return typeof value === 'object' && value !== null ? (value as Raw) : {};
}
