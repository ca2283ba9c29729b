import { createRecent } from '../../../util/recent.ts';
import { foldText, typedLetters } from '../../text-folding.ts';
import type { Asks, Hit, Kind, Question } from '../view-types.ts';
import type { Span } from './name-index.ts';
import { readTokens, type Token, withoutParticle } from './read-query.ts';
import { EVERYBODY } from './vocabulary.ts';

type Thing = Pick<Hit, 'kind' | 'id'>;

interface Intent {
  readonly asks: Exclude<Asks, 'trait'>;
  /** The kinds of things it can be asked of, best first; `series` also where nothing is named. */
  readonly of: readonly Kind[];
  /**
   * Alternatives, each a list of groups that must all occur. `*` stands for any ending of a word, letter by letter, so
   * that `부르*` fits `부름` too.
   */
  readonly said: readonly (readonly string[])[];
  /** Only asked of something that is named. */
  readonly isNamed?: boolean;
  /** Words with which the text asks something else. */
  readonly unless?: string;
}

const WHO = 'who|whos|누가*|누구*|誰|谁|ダレ*';
const SEE =
  'watch|watching|see|ver|assistir|stream|streaming|find|봐*|볼*|보나*|보는*|보면*|보지*|보려*|보고*|시청*|감상*|見*|観*|看*';

/** Tried in this order; the first that fits decides. */
const INTENTS: readonly Intent[] = [
  {
    asks: 'singers',
    of: ['song'],
    said: [
      [WHO, 'sing|sings|sang|sung|singing|perform*|canta*|부르*|불러*|불렀*|노래해*|노래하*|노래했*|歌*|唱*'],
      ['부른*', '사람*|애|사람누구'],
      ['singer*|vocalist*|vocals|sung|가수*|보컬*'],
    ],
  },
  {
    asks: 'score',
    of: ['match'],
    said: [['score*|points|점수*|스코어*|몇대*|得点*|点数|分数|比分*'], ['몇*', '대|대몇']],
  },
  {
    asks: 'won',
    of: ['match', 'series'],
    said: [
      [
        'won|win|wins|winner*|winning|beat|beats|champion*|이겼*|이긴*|이겨*|이기*|이김|승자*|우승*|1등*|勝*|赢*|gano|ganador*|ganhou|vencedor*|胜*|優勝*|冠军*',
      ],
    ],
  },
  {
    asks: 'lost',
    of: ['match'],
    said: [
      [
        'lost|lose|loses|loser*|losing|eliminated|진|진사람|지는|졌*|패배*|패자*|탈락*|떨어졌*|떨어지*|負*|输*|脱落*|淘汰*',
      ],
    ],
  },
  {
    asks: 'relation',
    of: ['character'],
    said: [
      ['relation*|related|between|dating|couple|lovers|together|사이*|관계*|인연*|사귀*|사겨*|연애*|커플*|関係*|关系*'],
      ['love|loves|loved|like|likes|crush|사랑*|좋아하*|좋아해*|짝사랑*|好|愛*|喜欢*|爱*'],
      ['what|whats', 'to'],
    ],
  },
  {
    asks: 'alive',
    of: ['character'],
    unless: 'where|when|scene|episode|ep|round|video|mv|song|장면|어디*|언제*|화|회차|편|영상|라운드*|노래',
    said: [
      [
        'alive|dead|die|dies|died|death|survive*|living|status|살아*|살았*|죽었*|죽어*|죽나*|죽는*|죽음|생존*|사망*|생사*|vivo|viva|murio|muere|死|死了*|死亡|生|生存*|活|活着*',
      ],
    ],
  },
  { asks: 'lost', of: ['match'], said: [[WHO, 'die|dies|died|dead|죽어*|죽었*|죽는*|죽나*|죽은*|사망*']] },
  {
    asks: 'songs',
    of: ['character', 'episode', 'match'],
    said: [['song|songs|ost|sing|sings|sang|perform*|노래*|곡*|송|캐릭터송*|부르*|불러*|불렀*']],
  },
  {
    asks: 'when',
    of: ['episode', 'song'],
    said: [
      [
        'when|date|release*|schedule*|날짜*|일정*|언제*|공개일*|발매일*|나온날*|몇년*|며칠*|イツ*|什么时候*|公開日|発売日',
      ],
      ['what|which', 'day|date|year|month'],
    ],
  },
  {
    asks: 'order',
    of: ['series'],
    said: [
      ['order|viewing|순서*|정주행*|차례*|順番*|順序*|顺序*|orden|ordem'],
      ['where|how|what|which|뭐*|무엇*|어디*|어느*', 'start|begin|first|처음*|시작*|입문*|먼저*'],
      ['뭐부터*|어디부터*|처음부터*|무엇부터*'],
    ],
  },
  {
    asks: 'watch',
    of: ['episode', 'song', 'series'],
    said: [
      ['where|wheres|donde|onde|어디*|어서*|ドコ*|哪里*|哪儿*', SEE],
      ['watch|link*|보러*|링크*|다시보기*|リンク*'],
    ],
  },
  {
    asks: 'next',
    of: ['episode', 'series'],
    said: [
      [
        'next|upcoming|다음|다음은|다음화|다음편|次|下一*',
        'episode*|ep|round|match|watch|video|when|one|화*|편*|라운드*|에피*|영상*|대결*|뭐*|언제*|날짜*|일정*|schedule*|봐*|볼*|話*|イツ*|集*',
      ],
      ['다음에*', '뭐*|무엇*|볼*|언제*|영상*|화*|편*|나와*|나오*'],
      ['what|which|뭐*', 'after|follows|comes'],
      ['when|언제*', 'come|comes|out|new|나와*|나오*|공개*|올라*|새*|떠|뜨*|떴*|신작*|신곡*'],
      ['new|새|신작*|신곡*', 'soon|when|upcoming|곧|언제*'],
    ],
  },
  {
    asks: 'made',
    of: ['series'],
    isNamed: true,
    said: [['made|created|directed|만들*|만든*|제작*|그린*|그렸*|作*|制作*']],
  },
  {
    asks: 'made',
    of: ['series'],
    said: [
      [
        'creator*|director*|author*|composer*|producer*|animator*|credits|제작자*|제작사*|제작진*|감독*|작가*|작곡*|원작*|창작자*|作者*|監督*|导演*|制作*',
      ],
      [WHO, 'behind'],
      [
        `${WHO}|what`,
        'made|makes|make|animated|created|creates|create|directed|directs|wrote|composed|produced|drew|만들*|만든*|만드*|제작*|그렸*|그린*',
      ],
    ],
  },
];
/** A single word is a question only if it is no everyday word. */
const ALONE =
  'champion*|winner*|creator*|director*|composer*|credits|우승*|승자*|순서*|정주행*|뭐부터*|감독*|작가*|작곡*|제작*|원작*|어디서*|언제나와*|順番*|順序*|顺序*|優勝*|冠军*|監督*|作者*|导演*';
/** Words of a question that are no subject of it; where nothing is named, each of them would be one. */
const MOST_LEFT_OVER = 1;

export interface AskedWords {
  /** The phrases that ask for each line of a profile, by its label. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reads which questions a text asks, and about what: several where it can be understood in several ways, none where it
 * asks nothing.
 */
export function createQuestionReader({ asked }: AskedWords) {
  const phrases = Object.entries(asked).flatMap(([label, all]) =>
    all.map((phrase) => {
      const read = readTokens(phrase);
      return { label, words: read.map(({ text }) => text), meaning: read.length === 1 ? read[0]?.key : undefined };
    }),
  );

  function read(tokens: readonly Token[], spans: readonly Span[]): readonly Question[] {
    const traits = traitQuestions(tokens, spans);
    if (traits.length > 0) return traits;
    for (const intent of INTENTS) {
      const words = intent.said.map((slots) => wordsSaid(tokens, slots)).find((found) => found !== undefined);
      const isOther = tokens.some(({ text }) => fitsOne(text, intent.unless ?? ''));
      if (
        words === undefined ||
        isOther ||
        (spans.length === 0 && !isQuestion(tokens)) ||
        leftOver(tokens, spans, words) > (spans.length > 0 ? MOST_LEFT_OVER : 0)
      )
        continue;
      const questions = questionsOf(intent, spans).filter(({ of }) => !intent.isNamed || of.id !== '-');
      if (questions.length > 0) return questions;
    }
    return [];
  }

  function traitQuestions(tokens: readonly Token[], spans: readonly Span[]): readonly Question[] {
    const trait = traitIn(tokens, spans);
    const left = trait === undefined ? 0 : leftOver(tokens, spans, trait.words);
    if (trait === undefined || left > MOST_LEFT_OVER) return [];
    const { labels, words } = trait;
    const named = new Set(spans.flatMap(({ entries }) => entries));
    const people = [...named].filter(({ kind }) => kind === 'character').map(thing);
    const [a, b, ...others] = people;
    if (a && b && others.length === 0) return [{ asks: 'trait', of: a, and: b, labels }];
    if (a) return people.map((of) => ({ asks: 'trait', of, labels }));
    return named.size === 0 && left === 0 && isOfEverybody(tokens, words)
      ? [{ asks: 'trait', of: { kind: 'series', id: '-' }, labels }]
      : [];
  }

  const askedWords = new Set(phrases.flatMap(({ words }) => [words.join(''), ...words]));
  return Object.assign(read, {
    /** Whether a word has a meaning of its own: it asks, names a kind, is a number, or is common. */
    isWord: ({ text, key, kind, common, number }: Token) =>
      kind !== undefined || common || number !== undefined || key !== text || askedWords.has(text) || isAsking(text),
  });

  /** The labels of the longest phrase by which one is asked for. */
  function traitIn(
    tokens: readonly Token[],
    spans: readonly Span[],
  ): { labels: string[]; words: ReadonlySet<string> } | undefined {
    let best: { labels: string[]; words: ReadonlySet<string>; length: number } | undefined;
    // `who does mizi's singing`.
    const isBetween = (token: Token, index: number) =>
      token.common || spans.some(({ at, length }) => index >= at && index < at + length);
    for (const { label, words, meaning } of phrases) {
      const said = saidInARow(tokens, words, isBetween) ?? saidOtherwise(tokens, meaning);
      if (said === undefined || words.length < (best?.length ?? 0)) continue;
      if (best !== undefined && words.length === best.length) {
        if (!best.labels.includes(label)) best.labels.push(label);
      } else best = { labels: [label], words: said, length: words.length };
    }
    return best;
  }
}

/** `who is the tallest`, `how old is everyone`, `캐릭터 생일`. */
function isOfEverybody(tokens: readonly Token[], said: ReadonlySet<string>): boolean {
  return tokens.some(({ text }) => EVERYBODY.has(text) || (said.has(text) && /^[a-z]{3,}est$/.test(text)));
}

/** Where nothing is named: two words of asking, or one that is no everyday word. */
function isQuestion(tokens: readonly Token[]): boolean {
  const asking = tokens.filter(({ text, kind }) => kind !== undefined || isAsking(text));
  return asking.length > 1 || asking.some(({ text }) => fitsOne(text, ALONE));
}

function questionsOf({ asks, of }: Intent, spans: readonly Span[]): Question[] {
  const named = [...new Set(spans.flatMap(({ entries }) => entries))];
  const people = named.filter(({ kind }) => kind === 'character');
  if (asks === 'relation') {
    const [a, b] = people;
    return a && b ? [{ asks, of: thing(a), and: thing(b) }] : [];
  }
  for (const kind of of) {
    const own = named.filter((entry) => entry.kind === kind);
    if (own.length > 0) return own.map((entry) => ({ asks, of: thing(entry) }));
  }
  const isMatch = asks === 'won' || asks === 'lost' || asks === 'score';
  if (isMatch && people.length > 0) {
    const [a, b] = people;
    return a ? [{ asks, of: thing(a), ...(b ? { and: thing(b) } : {}) }] : [];
  }
  return of.includes('series') && named.every(({ kind }) => kind !== 'character' && kind !== 'song')
    ? [{ asks, of: { kind: 'series', id: '-' } }]
    : [];
}

/** Number of words that are neither part of a name nor of the question. */
function leftOver(tokens: readonly Token[], spans: readonly Span[], said: ReadonlySet<string>): number {
  return tokens.filter(
    (token, index) =>
      !token.common &&
      token.kind === undefined &&
      token.number === undefined &&
      !said.has(token.text) &&
      !isAsking(token.text) &&
      !spans.some(({ at, length }) => index >= at && index < at + length),
  ).length;
}

const MOST_KEPT = 2000;
const asking = createRecent<boolean>(MOST_KEPT);

/** Whether it is a word of some question. */
function isAsking(text: string): boolean {
  return asking(text, () =>
    INTENTS.some(({ said }) => said.some((slots) => slots.some((slot) => fitsOne(text, slot)))),
  );
}

function wordsSaid(tokens: readonly Token[], slots: readonly string[]): ReadonlySet<string> | undefined {
  const found = slots.map((slot) => tokens.filter(({ text }) => fitsOne(text, slot)).map(({ text }) => text));
  return found.every((words) => words.length > 0) ? new Set(found.flat()) : undefined;
}

function fitsOne(text: string, slot: string): boolean {
  const keys = keysOf(text);
  return slotOf(slot).some((word) => (word.endsWith('*') ? keys.startsWith(word.slice(0, -1)) : text === word));
}

const letters = createRecent<string>(MOST_KEPT);

/** Only Hangul is split into letters. Held, because each word is compared with every asking word. */
function keysOf(text: string): string {
  return /[가-힣]/.test(text) ? letters(text, () => typedLetters(text)) : text;
}

const slots = new Map<string, readonly string[]>();
function slotOf(slot: string): readonly string[] {
  const held =
    slots.get(slot) ?? slot.split('|').map((word) => (word.endsWith('*') ? `${typedLetters(word)}*` : foldText(word)));
  slots.set(slot, held);
  return held;
}

/** The word for the same thing: `hermano`, `little brother`. */
function saidOtherwise(tokens: readonly Token[], meaning: string | undefined): ReadonlySet<string> | undefined {
  const one = meaning?.startsWith('·') ? tokens.find(({ key }) => key === meaning) : undefined;
  return one && new Set([one.text]);
}

/** The words as they were said, one after the other; the last one in Hangul may carry an ending. */
function saidInARow(
  tokens: readonly Token[],
  words: readonly string[],
  isBetween: (token: Token, index: number) => boolean,
): ReadonlySet<string> | undefined {
  const joined = words.join('');
  const one = tokens.find(({ text }) => isWithEnding(text, joined));
  if (one !== undefined) return new Set([one.text]);
  for (let at = 0; at + words.length <= tokens.length; at += 1) {
    const said = saidFrom(tokens, at, words, isBetween);
    if (said !== undefined) return said;
  }
  return undefined;
}

function saidFrom(
  tokens: readonly Token[],
  from: number,
  words: readonly string[],
  isBetween: (token: Token, index: number) => boolean,
): ReadonlySet<string> | undefined {
  const said = new Set<string>();
  let at = from;
  for (const [index, word] of words.entries()) {
    const isLast = index === words.length - 1;
    const fits = (text: string) => text === word || (isLast && isWithEnding(text, word));
    let token = tokens[at];
    while (index > 0 && token !== undefined && !fits(token.text) && isBetween(token, at)) {
      at += 1;
      token = tokens[at];
    }
    if (token === undefined || !fits(token.text)) return undefined;
    said.add(token.text);
    at += 1;
  }
  return said;
}

function isWithEnding(text: string, word: string): boolean {
  if (text === word) return true;
  if (text[0] !== word[0]) return false;
  // `taller`, `heaviest`.
  if (/^[a-z]{3,}$/.test(word) && [`${word}er`, `${word}est`].includes(text)) return true;
  if (word.endsWith('y') && [`${word.slice(0, -1)}ier`, `${word.slice(0, -1)}iest`].includes(text)) return true;
  if (text === `${word}s` || (word.endsWith('y') && text === `${word.slice(0, -1)}ies`)) return true;
  return text.startsWith(word) && withoutParticle(text, (stem) => stem === word) === word;
}

function thing({ kind, id }: Thing): Thing {
  return { kind, id };
}
