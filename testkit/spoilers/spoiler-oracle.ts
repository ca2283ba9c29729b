import { otherFuture } from './other-future.ts';
import { readTellings, type Telling } from './tellings.ts';

/** Something in a payload that tells more than its readers have watched. */
export interface Leak {
  /** Where in the payload: keys joined by dots. */
  readonly path: string;
  readonly text: string;
  readonly needle: string;
  readonly kind: Telling['kind'];
}

export interface SpoilerOracle {
  /** `none`, every episode in order, `all`. */
  readonly horizons: readonly string[];
  /** What must not occur in anything that people at this horizon can read. */
  needles(horizon: string): readonly Telling[];
  /** Looks through every string and key of any JSON value. */
  findLeaks(payload: unknown, horizon: string): Leak[];
  /**
   * Data files that are the same up to the horizon and different after it: what is told later is removed, hidden
   * winners are swapped. Whatever is shown at that horizon must be the same from both.
   */
  otherFuture(horizon: string): Record<string, unknown>;
}

/**
 * Knows only the data files, not the code that cuts them: what is hidden is worked out a second time, so that a mistake
 * in one does not hide a mistake in the other. A text that also occurs in something already told is not searched for.
 */
export function createSpoilerOracle(files: Readonly<Record<string, unknown>>): SpoilerOracle {
  const { episodeIds, tellings } = readTellings(files);
  const horizons = ['none', ...episodeIds, 'all'];
  const placeOf = (horizon: string) => {
    const index = horizons.indexOf(horizon);
    if (index < 0) throw new RangeError(`"${horizon}" is no horizon of these files`);
    return index - 1;
  };
  const kept = new Map<string, Needles>();
  const at = (horizon: string) => {
    const needles = kept.get(horizon) ?? collect(tellings, placeOf(horizon));
    kept.set(horizon, needles);
    return needles;
  };

  return {
    horizons,
    needles: (horizon) => at(horizon).list,
    findLeaks(payload, horizon) {
      const needles = at(horizon);
      return stringsIn(payload).flatMap(({ path, text }) =>
        // The end of one line and the beginning of the next are nothing that is said: “… the semi-final.”, “Round 6”.
        text.split('\n').flatMap((line) => needles.findIn(line).map((found) => ({ path, text, ...found }))),
      );
    },
    otherFuture: (horizon) => otherFuture(files, placeOf(horizon)),
  };
}

interface Needles {
  readonly list: readonly Telling[];
  findIn(text: string): { needle: string; kind: Telling['kind'] }[];
}

function collect(tellings: readonly Telling[], place: number): Needles {
  const told = tellings.filter((telling) => telling.place <= place);
  const corpus = told.map((telling) => ` ${words(telling.text).join(' ')} `).join('\n');
  const rawCorpus = told.map((telling) => plain(telling.text)).join('\n');
  const toldPhrases = new Set(told.flatMap((telling) => phrases(telling.text)));

  const list: Telling[] = [];
  const checks: { kind: Telling['kind']; check: Check }[] = [];
  const hiddenPhrases = new Map<string, Telling['kind']>();

  for (const telling of tellings.filter((own) => own.place > place)) {
    if (telling.kind === 'sentence') {
      const fresh = phrases(telling.text).filter((phrase) => !toldPhrases.has(phrase));
      for (const phrase of fresh) hiddenPhrases.set(phrase, telling.kind);
      if (fresh.length > 0) list.push(telling);
      continue;
    }
    const check = checkFor(telling, corpus, rawCorpus);
    if (check === undefined) continue;
    list.push(telling);
    checks.push({ kind: telling.kind, check });
  }

  return {
    list,
    findIn(text) {
      const raw = plain(text);
      const folded = ` ${words(text).join(' ')} `;
      const found = checks.flatMap(({ kind, check }) => {
        const needle = check(raw, folded);
        return needle === undefined ? [] : { needle, kind };
      });
      const said = phrases(text).flatMap((phrase) => {
        const kind = hiddenPhrases.get(phrase);
        return kind === undefined ? [] : { needle: phrase, kind };
      });
      return [...found, ...said];
    },
  };
}

/** Finds a telling in a text, both as written and folded. */
type Check = (raw: string, folded: string) => string | undefined;

/**
 * Makes the check for a telling; undefined where what is already told contains the same text, so that it betrays
 * nothing.
 */
function checkFor({ kind, text }: Telling, corpus: string, rawCorpus: string): Check | undefined {
  if (kind === 'score') {
    const [a, b] = text.split(' ');
    const score = new RegExp(`(?<!\\d)(?:${a}\\D{1,6}${b}|${b}\\D{1,6}${a})(?!\\d)`, 'u');
    return score.test(rawCorpus) ? undefined : (raw) => score.exec(raw)?.[0];
  }
  if (kind === 'name' && isLong(text)) {
    const name = words(text).join(' ');
    // In Hangul a particle may follow the name.
    const needle = /\p{sc=Hangul}$/u.test(name) ? ` ${name}` : ` ${name} `;
    return corpus.includes(needle) ? undefined : (_raw, folded) => (folded.includes(needle) ? name : undefined);
  }
  const exact = new RegExp(`(?<![\\p{L}\\p{N}])${escapeSigns(plain(text))}(?![\\p{L}\\p{N}])`, 'u');
  return exact.test(rawCorpus) ? undefined : (raw) => exact.exec(raw)?.[0];
}

/**
 * Short Latin names are also common words (`All-In`, `CURE`): those are searched for exactly as written, longer ones
 * folded.
 */
function isLong(name: string): boolean {
  const parts = words(name);
  const letters = parts.join('').length;
  if (/\p{sc=Hangul}/u.test(name)) return letters > 1;
  return parts.length === 1 ? letters > 4 : letters > 7;
}

/** A sentence is recognized by a few words in a row, even if it is cut or part of another sentence. */
function phrases(text: string): string[] {
  const all = words(text);
  const size = /\p{sc=Hangul}/u.test(text) ? 3 : 4;
  if (all.length < size) return all.length > 1 ? [all.join(' ')] : [];
  return all.slice(size - 1).map((_, index) => all.slice(index, index + size).join(' '));
}

function words(text: string): string[] {
  return plain(text)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Removes the backslashes that escape Markdown, and normalizes to NFC. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\\(?=[^\p{L}\p{N}\s])/gu, '');
}

function escapeSigns(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}

function stringsIn(value: unknown, path: readonly string[] = []): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path: path.join('.'), text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(Array.isArray(value) ? [] : [{ path: [...path, key].join('.'), text: key }]),
    ...stringsIn(inner, [...path, key]),
  ]);
}
