/**
 * The zone names that occur in feeds, in minutes east of Greenwich. Where a name has two meanings, the one that feeds
 * mean.
 */
const ZONES: Readonly<Record<string, number>> = {
  ...{ ut: 0, utc: 0, gmt: 0, wet: 0, west: 60, bst: 60, ist: 330 },
  ...{ cet: 60, met: 60, mez: 60, cest: 120, mest: 120, mesz: 120, eet: 120, eest: 180, msk: 180 },
  ...{ kst: 540, jst: 540, hkt: 480, sgt: 480, awst: 480, acst: 570, aest: 600, aedt: 660, nzst: 720, nzdt: 780 },
  ...{ est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420 },
  ...{ at: -240, et: -300, ct: -360, mt: -420, pt: -480, ast: -240, adt: -180 },
  ...{ akst: -540, akdt: -480, hst: -600, nst: -210, ndt: -150, brt: -180, art: -180 },
  // Military letters with the signs that RFC 822 printed (which were wrong), because feeds that use them follow it.
  ...{ z: 0, a: -60, m: -720, n: 60, y: 720 },
};

/** The first letters of month names in languages of known feeds, folded to plain letters. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'sty', 'oca', 'янв', 'ιαν'],
  ['feb', 'fev', 'lut', 'sub', 'фев', 'φεβ'],
  ['mar', 'maa', 'mrt', 'мар', 'μαρ'],
  ['apr', 'avr', 'abr', 'kwi', 'nis', 'апр', 'απρ'],
  ['may', 'mai', 'mei', 'mag', 'maj', 'маи', 'мая', 'μαι'],
  ['jun', 'juin', 'giu', 'cze', 'haz', 'июн', 'ιουν'],
  ['jul', 'juil', 'lug', 'lip', 'tem', 'июл', 'ιουλ'],
  ['aug', 'aou', 'ago', 'sie', 'agu', 'авг', 'αυγ'],
  ['sep', 'set', 'szept', 'wrz', 'eyl', 'сен', 'σεπ'],
  ['oct', 'okt', 'out', 'ott', 'paz', 'eki', 'окт', 'οκτ'],
  ['nov', 'lis', 'kas', 'ноя', 'νοε'],
  ['dec', 'dez', 'dic', 'des', 'gru', 'ara', 'дек', 'δεκ'],
];

/** 1 to 12 for a month's name or its first letters; undefined for any other word. */
export function monthNumber(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const folded = word.normalize('NFKD').replace(/\p{M}/gu, '');
  const begins = (least: number) =>
    MONTHS.findIndex((names) => names.some((prefix) => prefix.length >= least && folded.startsWith(prefix)));
  const exact = begins(4);
  const index = exact >= 0 ? exact : begins(3);
  return index < 0 ? undefined : index + 1;
}

/** Minutes east of Greenwich; undefined for a name that is not a zone's. */
export function zoneMinutes(name: string): number | undefined {
  return Object.hasOwn(ZONES, name) ? ZONES[name] : undefined;
}

/** How far a place's clock (`europe/brussels`) is ahead of Greenwich, in minutes, at a moment given by that clock. */
export function placeMinutes(place: string, shownMs: number): number | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: place,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
    });
    const ahead = (atMs: number) => {
      const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
      const [year = 0, month = 1, day = 1] = (['year', 'month', 'day'] as const).map((type) => parts.get(type));
      const shown = Date.UTC(year, month - 1, day, parts.get('hour') ?? 0, parts.get('minute') ?? 0);
      return Math.round((shown - Math.floor(atMs / 60_000) * 60_000) / 60_000);
    };
    return ahead(shownMs - ahead(shownMs) * 60_000);
  } catch {
    // There is no such place.
    return undefined;
  }
}
