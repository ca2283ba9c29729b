import type { Poll } from '../../../domain/poll/poll.ts';
import type { SplitOverTime } from '../../../domain/poll/split-over-time.ts';
import { layoutSplit, SPLIT_FILE, type SplitWords, splitAltText, splitScene } from '../../../pictures/index.ts';
import type { MessagePicture } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';

/**
 * How the votes of a settled poll came in, for readers who have watched its match; empty where nobody voted, or the
 * split is not known.
 */
export function splitPlot(
  reader: Reader,
  facts: { readonly poll: Poll; readonly split: SplitOverTime | undefined; readonly winnerId: string | undefined },
): readonly MessagePicture[] {
  const { poll, split, winnerId } = facts;
  const { view, language } = reader;
  const last = split?.points.at(-1);
  if (split === undefined || last === undefined || last.counts.every((count) => count === 0)) return [];
  const known = poll.matchId === undefined ? [] : (view.match(poll.matchId)?.contestants ?? []);
  const words = splitWords(reader);
  const scene = splitScene({
    title: poll.title,
    contestants: poll.contestants.map(({ id, names }) => {
      const ref = known.find((contestant) => contestant?.id === id);
      return {
        id,
        name: names,
        ...(ref === undefined ? {} : { nameless: ref.nameless }),
        ...(ref?.color === undefined ? {} : { color: ref.color }),
      };
    }),
    winnerId,
    split,
    language,
    languages: view.languages,
    words,
  });
  return [
    {
      name: SPLIT_FILE,
      altText: splitAltText(scene, words),
      layout: (typeface) => layoutSplit(scene, words, typeface),
    },
  ];
}

function splitWords({ say }: Reader): SplitWords {
  const before = {
    minutes: 'picture.minutesBefore',
    hours: 'picture.hoursBefore',
    days: 'picture.daysBefore',
  } as const;
  return {
    about: say('picture.split'),
    nobody: say('picture.nobodyVoted'),
    opened: say('picture.opened'),
    locked: say('picture.locked'),
    votes: (count) => say('poll.votes', { count }),
    before: ({ unit, amount }) => say(before[unit], { count: amount }),
    beforeLock: (text) => say('picture.beforeLock', { before: text }),
    won: (winner) => say('picture.won', { winner }),
    part: (name, share) => say('picture.part', { name, share }),
  };
}
