import type { Timeline, TimelineStep } from '../../../testkit/feeds/play-timeline.ts';
import type { TimelineEntry, TimelineSource } from '../../../testkit/feeds/render-feed.ts';

/** A timeline whose steps say by title what is posted: ids are what these are about. */
export interface TitledTimeline extends Omit<Timeline, 'steps'> {
  readonly steps: readonly (TimelineStep & { readonly expectTitles: readonly string[] })[];
}

const QUARTER_MS = 15 * 60_000;
const START_MS = Date.UTC(2026, 2, 1);

type Look = readonly [entries: readonly TimelineEntry[], expectTitles?: readonly string[]];

function timeline(name: string, source: TimelineSource, ...looks: readonly Look[]): TitledTimeline {
  return {
    name,
    source,
    targets: [{ channel: 'A' }],
    steps: looks.map(([entries, expectTitles = []], index) => ({
      at: new Date(START_MS + index * QUARTER_MS).toISOString(),
      entries,
      expectPosts: [],
      expectTitles,
    })),
  };
}

const rss = (name: string, ...looks: readonly Look[]) => timeline(name, 'rss', ...looks);

/** Entry `n` of a site that publishes once a day; 31 is of the day of the first look. */
function item(n: number, rest: Partial<TimelineEntry> = {}): TimelineEntry {
  const published = new Date(START_MS - (31 - n) * 24 * 60 * 60_000).toISOString();
  const own = { guid: `guid-${n}`, title: `Part ${n}`, published, link: `https://site.example/${n}` };
  return { ...own, ...rest };
}

const items = (from: number, to: number, of: (n: number) => TimelineEntry = item) =>
  Array.from({ length: Math.abs(from - to) + 1 }, (_, index) => of(from < to ? from + index : from - index));

const without =
  (...names: (keyof TimelineEntry)[]) =>
  (entry: TimelineEntry): TimelineEntry =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => !names.includes(name as keyof TimelineEntry)));
const undated = without('published');
const words = ['apple', 'birch', 'cedar', 'dune', 'elm', 'fern', 'grove', 'heath', 'iris', 'juniper'];
/** Titles that count nothing, of entries without a date. */
const named = (n: number) =>
  undated(item(n, { title: words[n % 10] ?? '', link: `https://site.example/${words[n % 10]}` }));

/** Situations that real feeds were seen in, and what is news in each. */
export const feedsAsTheyAre: readonly TitledTimeline[] = [
  // One link or one guid for all.
  rss(
    'a comic whose entries all lead to its home page, without guids',
    [items(31, 27, (n) => without('guid')(item(n, { link: 'https://comic.example/' })))],
    [items(32, 28, (n) => without('guid')(item(n, { link: 'https://comic.example/' }))), ['Part 32']],
    [items(32, 28, (n) => without('guid')(item(n, { link: 'https://comic.example/' })))],
  ),
  rss(
    'a show whose entries all have one guid and one link',
    [items(31, 27, (n) => item(n, { guid: 'show', link: 'https://show.example/' }))],
    [items(33, 28, (n) => item(n, { guid: 'show', link: 'https://show.example/' })), ['Part 32', 'Part 33']],
    [items(33, 28, (n) => item(n, { guid: 'show', link: 'https://show.example/' }))],
  ),
  rss(
    'one guid for all, and links of their own: an edited title is no news',
    [items(31, 27, (n) => item(n, { guid: 'https://site.example/' }))],
    [
      items(32, 28, (n) =>
        item(n, { guid: 'https://site.example/', title: n === 30 ? 'Part 30, again' : `Part ${n}` }),
      ),
      ['Part 32'],
    ],
  ),
  rss(
    'one guid that two entries share by mistake',
    [[item(31), item(30, { guid: 'guid-28' }), item(29), item(28)]],
    [[item(32), item(31), item(30, { guid: 'guid-28' }), item(29), item(28)], ['Part 32']],
    [[item(33), item(32), item(31), item(30, { guid: 'guid-28' })], ['Part 33']],
  ),
  rss(
    'guids of their own that all lead to one page',
    [items(31, 27, (n) => item(n, { link: 'https://show.example/' }))],
    [items(32, 28, (n) => item(n, { link: 'https://show.example/' })), ['Part 32']],
  ),
  // Orders.
  rss('oldest first, growing', [items(25, 31)], [items(25, 32), ['Part 32']], [items(25, 34), ['Part 33', 'Part 34']]),
  rss('oldest first, a window of ten', [items(22, 31)], [items(23, 32), ['Part 32']], [items(24, 33), ['Part 33']]),
  rss(
    'oldest first without dates, growing',
    [items(25, 31, (n) => undated(item(n)))],
    [items(25, 32, (n) => undated(item(n))), ['Part 32']],
  ),
  rss(
    'oldest first without dates, a window of ten, counted by its titles',
    [items(22, 31, (n) => undated(item(n)))],
    [items(23, 32, (n) => undated(item(n))), ['Part 32']],
  ),
  rss(
    'oldest first without dates or numbers: once it has grown, it is known for it',
    [[0, 1, 2].map(named)],
    [[0, 1, 2, 3].map(named), ['dune']],
    [[0, 1, 2, 3, 4].map(named), ['elm']],
    [[1, 2, 3, 4, 5].map(named), ['fern']],
  ),
  rss(
    'by the alphabet, with dates',
    [
      [
        item(30, { title: 'Anemone' }),
        item(12, { title: 'Crocus' }),
        item(31, { title: 'Iris' }),
        item(7, { title: 'Rose' }),
      ],
    ],
    [
      [
        ...[item(30, { title: 'Anemone' }), item(32, { title: 'Birch' }), item(12, { title: 'Crocus' })],
        ...[item(31, { title: 'Iris' }), item(7, { title: 'Rose' })],
      ],
      ['Birch'],
    ],
    [
      [
        ...[item(30, { title: 'Anemone' }), item(32, { title: 'Birch' }), item(12, { title: 'Crocus' })],
        ...[item(31, { title: 'Iris' }), item(7, { title: 'Rose' }), item(33, { title: 'Yarrow' })],
      ],
      ['Yarrow'],
    ],
  ),
  rss(
    'by the alphabet, without dates',
    [[0, 2, 4].map(named)],
    [[0, 2, 3, 4].map(named), ['dune']],
    [[0, 2, 3, 4, 5].map(named), ['fern']],
  ),
  rss(
    'newest first, one date that is wrong by seventy years',
    [[item(31), item(30, { published: '2099-01-01T00:00:00Z' }), ...items(29, 26)]],
    [[item(32), item(31), item(30, { published: '2099-01-01T00:00:00Z' }), ...items(29, 27)], ['Part 32']],
  ),
  rss(
    'oldest first, one date that is wrong by fifty years, and a new one that is wrong too',
    [[item(26), item(27, { published: '1970-01-01T00:00:00Z' }), ...items(28, 31)]],
    [[item(26), item(27, { published: '1970-01-01T00:00:00Z' }), ...items(28, 32)], ['Part 32']],
    [
      [
        item(26),
        item(27, { published: '1970-01-01T00:00:00Z' }),
        ...items(28, 32),
        item(33, { published: '1970-01-01T00:00:00Z' }),
      ],
      ['Part 33'],
    ],
  ),
  // What comes up from below.
  rss(
    'a window of ten: the newest is deleted, and an old one slides in',
    [items(31, 22)],
    [items(30, 21)],
    [[item(32), ...items(30, 22)], ['Part 32']],
  ),
  rss(
    'a window of five: one in the middle is deleted',
    [items(31, 27)],
    [[item(31), item(30), item(28), item(27), item(26)]],
  ),
  rss('a window of three: two are deleted at once', [items(31, 29)], [[item(29), item(28), item(27)]]),
  rss(
    'a window of ten without dates: the newest is deleted',
    [items(31, 22, (n) => undated(item(n)))],
    [items(30, 21, (n) => undated(item(n)))],
  ),
  rss(
    'a window without dates or numbers: new ones came at its top, so what comes at its end is old',
    [[2, 1, 0].map(named)],
    [[3, 2, 1].map(named), ['dune']],
    [[4, 3, 2].map(named), ['elm']],
    [[3, 2, 9].map(named)],
    [[5, 3, 2].map(named), ['fern']],
  ),
  rss(
    'a window that is made larger shows old entries at its end',
    [items(31, 27)],
    [items(31, 22)],
    [items(32, 23), ['Part 32']],
  ),
  rss(
    'a short document in between, and the whole one again',
    [items(31, 22)],
    [items(31, 26)],
    [items(31, 22)],
    [items(32, 23), ['Part 32']],
  ),
  // Moves.
  rss(
    'a move to another format: other ids, a longer list, one really new entry',
    [items(31, 22)],
    [items(32, 12, (n) => item(n, { guid: `tag:site.example,2026:${n}` })), ['Part 32']],
    [items(33, 13, (n) => item(n, { guid: `tag:site.example,2026:${n}` })), ['Part 33']],
  ),
  rss(
    'a move to another domain: other ids and links, the same titles and dates',
    [items(31, 22)],
    [
      items(32, 23, (n) => item(n, { guid: `https://new.example/?p=${n}`, link: `https://new.example/${n}/` })),
      ['Part 32'],
    ],
  ),
  rss(
    'a move to another domain, without dates',
    [items(31, 22, (n) => undated(item(n)))],
    [items(32, 23, (n) => undated(item(n, { guid: `n${n}`, link: `https://new.example/${n}/` }))), ['Part 32']],
  ),
  rss(
    'http becomes https in some of the guids',
    [items(31, 22, (n) => item(n, { guid: `http://site.example/?p=${n}` }))],
    [items(32, 23, (n) => item(n, { guid: `${n > 27 ? 'https' : 'http'}://site.example/?p=${n}` })), ['Part 32']],
  ),
  rss(
    'links with a session id that is new at every fetch, and no guids',
    [items(31, 27, (n) => without('guid')(item(n, { link: `https://site.example/${n}?PHPSESSID=a1b2` })))],
    [items(32, 28, (n) => without('guid')(item(n, { link: `https://site.example/${n}?PHPSESSID=c3d4` }))), ['Part 32']],
    [
      items(33, 29, (n) => without('guid')(item(n, { link: `https://site.example/${n};jsessionid=e5?x=1` }))),
      ['Part 33'],
    ],
  ),
  rss(
    'links that lead through a redirector from now on',
    [items(31, 27, (n) => without('guid')(item(n)))],
    [items(32, 28, (n) => without('guid')(item(n, { link: `https://go.example/~r/site/${n * 7919}/` }))), ['Part 32']],
  ),
  rss(
    'guids that are new at every fetch',
    [items(31, 27, (n) => item(n, { guid: `a${n}` }))],
    [items(31, 27, (n) => item(n, { guid: `b${n}` }))],
    [items(32, 28, (n) => item(n, { guid: `c${n}` })), ['Part 32']],
    [items(32, 28, (n) => item(n, { guid: `d${n}`, title: n === 32 ? 'Part 32, corrected' : `Part ${n}` }))],
  ),
  rss(
    'a new entry with the title of an old one is news',
    [items(31, 27)],
    [[item(32, { title: 'Part 30' }), ...items(31, 28)], ['Part 30']],
  ),
  rss(
    'a feed of one entry, whose link is always that of the latest',
    [[item(31, { link: 'https://site.example/latest' })]],
    [[item(32, { link: 'https://site.example/latest' })], ['Part 32']],
  ),
];
