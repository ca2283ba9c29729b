import { describe, expect, it } from 'vitest';
import { messagePayload } from '../../src/discord/contract/message.ts';
import { resultMessage } from '../../src/discord/polls/views/result-message.ts';
import { assembleKnowledge, type Knowledge } from '../../src/domain/knowledge/index.ts';
import { createSentences, languageOf } from '../../src/i18n/sentences.ts';
import { createPictures } from '../../src/pictures/index.ts';
import { openTypeface } from '../../src/pictures/typeface.ts';
import { seriesFiles } from '../../testkit/knowledge/knowledge.ts';
import { poll as pollOf } from '../../testkit/polls/make-poll.ts';
import { createSpoilerOracle } from '../../testkit/spoilers/spoiler-oracle.ts';
import { splitOf } from './plot-examples.ts';

const oracle = createSpoilerOracle(seriesFiles());
const sayIn = createSentences();

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

describe('Of two worlds with one past and two futures', () => {
  it('a result, its pictures to the byte, their names and what is told instead of them are the same', async () => {
    const real = assembleKnowledge(seriesFiles());
    const [inOne, inOther] = [createPictures(), createPictures()];
    let compared = 0;
    for (const horizon of oracle.horizons) {
      const here = messagesAt(real, horizon);
      const there = messagesAt(assembleKnowledge(oracle.otherFuture(horizon)), horizon);
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
      const bodies = messagesAt(real, horizon);
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
