import { describe, expect, it } from 'vitest';
import { messagePayload } from '../../../../src/discord/contract/message.ts';
import { resultMessage } from '../../../../src/discord/polls/views/result-message.ts';
import { createSentences } from '../../../../src/i18n/sentences.ts';
import type { PollMessage } from '../../../../src/services/poll-messages.ts';
import { seriesKnowledge } from '../../../../testkit/knowledge/knowledge.ts';
import { poll } from '../../../../testkit/polls/make-poll.ts';

type Facts = Extract<PollMessage, { kind: 'result' }>;

const sayIn = createSentences();

/** Round 6, which five people predicted, three of them rightly. */
function factsOf(change: Partial<Facts> = {}, winnerId = 'till'): Facts {
  const contestants = [
    { id: 'till', names: { en: 'Till', ko: '틸' }, emoji: '🐍' },
    { id: 'ivan', names: { en: 'Ivan', ko: '이반' }, emoji: '🦋' },
  ];
  const about = { matchId: 'round-6', title: { en: 'Round 6', ko: '라운드 6' }, contestants };
  return {
    kind: 'result',
    poll: poll({ ...about, state: 'settled', results: [{ winnerId, givenBy: '1', atMs: 3 }] }),
    tally: {
      votes: new Map([
        ['till', 3],
        ['ivan', 2],
      ]),
      total: 5,
    },
    index: 0,
    showWinner: true,
    horizon: 'round-6',
    split: undefined,
    climbs: [],
    language: 'en',
    ...change,
  };
}

function linesOf(facts: Facts): string[] {
  const language = facts.language === 'ko' ? 'ko' : 'en';
  const view = seriesKnowledge().seenFrom(facts.horizon);
  return (resultMessage(facts, { view, say: sayIn(language), language }).content ?? '').split('\n');
}

describe('The message of a result', () => {
  const climbs = [
    { userId: '71', from: 9, to: 2 },
    { userId: '72', from: 5, to: 3 },
    { userId: '73', from: 6, to: 5 },
    { userId: '74', from: 8, to: 7 },
  ];
  const next = { channelId: '200', messageId: '900', title: { en: 'Final', ko: '결승' } };

  it('tells in one piece who won, the score, the crowd’s split, how many called it, who climbed and what is next', () => {
    expect(linesOf(factsOf({ climbs, next }))).toEqual([
      '🐍 **Till** won **Round 6**.',
      'Score: Till 89 – Ivan 70',
      'The crowd: 🐍 Till 60 % · 🦋 Ivan 40 %',
      '3 of 5 called it (60 %).',
      'Climbing since the last match: <@71> 9 → 2 · <@72> 5 → 3 · <@73> 6 → 5',
      'Next to predict: **Final** https://discord.com/channels/100/200/900',
    ]);
  });

  it('says the same in Korean', () => {
    expect(linesOf(factsOf({ climbs: climbs.slice(0, 1), next, language: 'ko' })).slice(1)).toEqual([
      expect.stringContaining('점수: '),
      '모두의 예측: 🐍 틸 60% · 🦋 이반 40%',
      '5명 중 3명(60%)이 맞혔어요.',
      '지난 대결 이후 올라간 사람: <@71> 9위 → 2위',
      '다음 예측: **결승** https://discord.com/channels/100/200/900',
    ]);
  });

  it('names who climbed, and pings nobody', () => {
    const view = seriesKnowledge().seenFrom('round-6');
    const body = resultMessage(factsOf({ climbs }), { view, say: sayIn('en'), language: 'en' });
    expect(messagePayload(body).allowed_mentions).toEqual({ parse: [], roles: [] });
  });

  it('for a channel that has not watched the match is letter by letter the same, whoever won and however many were right', () => {
    const hidden = { showWinner: false, horizon: 'round-5', climbs, next };
    const tally = { votes: new Map([['ivan', 9]]), total: 9 };
    const view = seriesKnowledge().seenFrom('round-5');
    for (const language of ['en', 'ko'] as const) {
      const shown = (facts: Facts) => messagePayload(resultMessage(facts, { view, say: sayIn(language), language }));
      const one = shown(factsOf({ ...hidden, language }, 'till'));
      expect(one).toEqual(shown(factsOf({ ...hidden, language, tally, climbs: [], next: undefined }, 'ivan')));
      expect(JSON.stringify(one)).not.toMatch(/Till|Ivan|틸|이반|<@/);
      expect(one.embeds).toEqual([]);
    }
  });

  it('mentions no crowd where nobody voted, and no title of a next poll that belongs to another channel', () => {
    const tally = { votes: new Map(), total: 0 };
    const elsewhere = { channelId: '201', messageId: '900', title: undefined };
    expect(linesOf(factsOf({ tally, next: elsewhere })).slice(2)).toEqual([
      'Next to predict: https://discord.com/channels/100/201/900',
    ]);
  });

  it('has room for ten contestants with the longest names', () => {
    const contestants = Array.from({ length: 10 }, (_, at) => ({
      id: `c${at}`,
      names: { en: '*'.repeat(60) },
      emoji: '🎤',
    }));
    const facts = factsOf({ climbs, next: { ...next, title: { en: '_'.repeat(100) } } });
    const { poll: asked } = facts;
    const long = {
      ...asked,
      contestants,
      title: { en: '_'.repeat(100) },
      results: [{ ...asked.results[0], winnerId: 'c9' }],
    };
    const shown = linesOf({ ...facts, poll: long as typeof asked }).join('\n');
    expect(shown.length).toBeLessThan(2000);
    expect(shown).toContain(' · …');
  });
});
