import { describe, expect, it } from 'vitest';
import { messagePayload } from '../../src/discord/contract/message.ts';
import { pollMessage } from '../../src/discord/polls/views/poll-message.ts';
import { resultMessage } from '../../src/discord/polls/views/result-message.ts';
import { assembleKnowledge, type Knowledge } from '../../src/domain/knowledge/index.ts';
import { createSentences, languageOf } from '../../src/i18n/sentences.ts';
import { theme } from '../../src/pictures/drawing/colors.ts';
import { openTypeface } from '../../src/pictures/drawing/typeface.ts';
import { createPictures } from '../../src/pictures/index.ts';
import { seriesFiles } from '../../testkit/knowledge/knowledge.ts';
import { poll as pollOf } from '../../testkit/polls/make-poll.ts';
import { createSpoilerOracle } from '../../testkit/spoilers/spoiler-oracle.ts';
import { splitOf } from './plot-examples.ts';

const oracle = createSpoilerOracle(seriesFiles());
const sayIn = createSentences();

/** Every poll that can be asked in a channel at this horizon, and its result there, which it has not watched yet. */
function unseenAt(knowledge: Knowledge, horizon: string) {
  const view = knowledge.seenFrom(horizon);
  return view.languages.flatMap((language) =>
    view.matches.flatMap((match) => {
      const known = match.contestants.flatMap((contestant) => contestant ?? []);
      if (match.result !== undefined || known.length < match.contestants.length) return [];
      const poll = pollOf({
        matchId: match.id,
        title: match.label,
        contestants: known.map(({ id, name }) => ({ id, names: name, emoji: '🎤' })),
        state: 'settled',
        results: [{ winnerId: known[0]?.id ?? '', givenBy: '1', atMs: 3 }],
      });
      const tally = { votes: new Map(known.map(({ id }) => [id, 1])), total: known.length };
      const facts = { poll, tally, showWinner: false, horizon, split: undefined, language };
      const reader = { view, say: sayIn(languageOf(language)), language };
      return [
        pollMessage({ ...facts, kind: 'poll', episodeLabel: undefined }, reader),
        resultMessage({ ...facts, kind: 'result', index: 0, climbs: [] }, reader),
      ];
    }),
  );
}

/** Every result that a channel at this horizon is told, in both languages, as a view makes its message. */
function messagesAt(knowledge: Knowledge, horizon: string) {
  const view = knowledge.seenFrom(horizon);
  return ['en', 'ko'].flatMap((language) =>
    view.matches.flatMap((match) => {
      const { result, contestants } = match;
      if (result === undefined || contestants.some((contestant) => contestant === undefined)) return [];
      const known = contestants.flatMap((contestant) => contestant ?? []);
      const poll = pollOf({
        matchId: match.id,
        title: match.label,
        contestants: known.map(({ id, name }) => ({ id, names: name, emoji: '🎤' })),
        state: 'settled',
        results: [{ winnerId: result.winner.id, givenBy: '1', atMs: 3 }],
      });
      const split = splitOf(30, known.length, [
        [1, 1],
        [9, 2],
        [22, 2],
      ]);
      const votes = new Map(known.map(({ id }, index) => [id, [1, 2][index] ?? 0]));
      const message = resultMessage(
        {
          kind: 'result',
          poll,
          tally: { votes, total: 3 },
          index: 0,
          showWinner: true,
          horizon,
          split,
          climbs: [],
          language,
        },
        { view, say: sayIn(languageOf(language)), language },
      );
      return [message];
    }),
  );
}

describe('The card of a poll’s match', () => {
  const typeface = openTypeface();
  const reader = (horizon: string) => ({
    view: assembleKnowledge(seriesFiles()).seenFrom(horizon),
    say: sayIn('en'),
    language: 'en',
  });
  const poll = pollOf({
    matchId: 'round-6',
    title: { en: 'Round 6' },
    contestants: ['till', 'ivan'].map((id) => ({ id, names: { en: id }, emoji: '🎤' })),
    state: 'settled',
    results: [{ winnerId: 'till', givenBy: '1', atMs: 3 }],
  });
  const facts = { poll, tally: { votes: new Map([['till', 3]]), total: 4 }, split: undefined, language: 'en' };
  const result = (horizon: string, showWinner: boolean) =>
    resultMessage({ ...facts, kind: 'result', index: 0, climbs: [], horizon, showWinner }, reader(horizon));
  const asked = (horizon: string) =>
    pollMessage({ ...facts, kind: 'poll', showWinner: true, episodeLabel: undefined, horizon }, reader(horizon));
  const lit = async (body: ReturnType<typeof result>) =>
    JSON.stringify(body.pictures?.[0]?.layout(await typeface).marks).includes(theme.gold);

  it('lights the winner in the result of a channel that has watched it, and in nothing else', async () => {
    expect(await lit(result('round-6', true))).toBe(true);
    expect(await lit(result('round-5', false))).toBe(false);
    expect(await lit(asked('round-6'))).toBe(false);
  });

  it('has the same file name whether the match was watched or not, and only the watched one shows who won', () => {
    const [seen] = result('round-6', true).pictures ?? [];
    const [unseen] = result('round-5', false).pictures ?? [];
    expect([seen?.name, unseen?.name]).toEqual(['versus.png', 'versus.png']);
    expect(seen?.altText).toMatch(/Till.* won\. 3 of 4 called it \(75 %\)\.$/);
    expect(unseen?.altText).toMatch(/Round 6: Till .* vs Ivan .*\)\.$/);
    expect(result('round-5', false).embeds ?? []).toEqual([]);
  });

  it('shows no more of who meets than a channel may know that has gone back since it was posted', () => {
    const [gone] = result('round-1', false).pictures ?? [];
    expect(gone?.altText).not.toContain('Ivan');
  });
});

describe('Of two worlds with one past and two futures', () => {
  it('a result, its pictures byte by byte, their names and their alt texts are the same', async () => {
    const real = assembleKnowledge(seriesFiles());
    const [inOne, inOther] = [createPictures(), createPictures()];
    let compared = 0;
    for (const horizon of oracle.horizons) {
      const other = assembleKnowledge(oracle.otherFuture(horizon));
      const here = [...messagesAt(real, horizon), ...unseenAt(real, horizon)];
      const there = [...messagesAt(other, horizon), ...unseenAt(other, horizon)];
      const told = (messages: typeof here) =>
        messages.map((body) => [messagePayload(body), body.pictures?.map(({ name, altText }) => [name, altText])]);
      expect(told(here), horizon).toEqual(told(there));
      // Before a result that tells the most, the same brackets stand: the newest one is drawn.
      for (const [index, body] of [...here.entries()].slice(-1)) {
        for (const [place, picture] of (body.pictures ?? []).entries()) {
          const other = there[index]?.pictures?.[place];
          const png = other && (await inOther.draw(other.layout));
          expect(
            (await inOne.draw(picture.layout)).equals(png ?? Buffer.alloc(0)),
            `${picture.name} at ${horizon}`,
          ).toBe(true);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(10);
  }, 120_000);

  it('nothing written in the pictures of a result is told later', async () => {
    const typeface = await openTypeface();
    const written: string[] = [];
    const real = assembleKnowledge(seriesFiles());
    for (const horizon of oracle.horizons) {
      written.length = 0;
      const bodies = [...messagesAt(real, horizon), ...unseenAt(real, horizon)];
      for (const { layout } of bodies.flatMap(({ pictures = [] }) => pictures)) {
        written.push(...layout(typeface).marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])));
      }
      const alt = bodies.flatMap(({ pictures = [] }) => pictures.map(({ name, altText }) => [name, altText]));
      // How far a picture tells is the name of what has been watched, which stands in the list of episodes too.
      const shown = written.filter((text) => !/^(Shown up to|.*까지)/.test(text));
      expect(oracle.findLeaks({ shown, alt }, horizon)).toEqual([]);
    }
  });
});
