import fc from 'fast-check';
import { checked, checkMessageRules, MessageCreateRequestSchema } from 'local-discord/validation';
import { describe, expect, it } from 'vitest';
import { messagePayload } from '../../../../src/discord/contract/message.ts';
import { pollList } from '../../../../src/discord/polls/views/poll-list.ts';
import { pollMessage, reminderMessage } from '../../../../src/discord/polls/views/poll-message.ts';
import { resultMessage } from '../../../../src/discord/polls/views/result-message.ts';
import { lockPoll, settlePoll } from '../../../../src/domain/poll/change-poll.ts';
import { readCustomMatch } from '../../../../src/domain/poll/custom-match.ts';
import type { Poll } from '../../../../src/domain/poll/poll.ts';
import { createSentences, languages } from '../../../../src/i18n/sentences.ts';
import { newPoll } from '../../../../src/services/polls/open-poll.ts';
import { seriesKnowledge } from '../../../../testkit/knowledge/knowledge.ts';

const sayIn = createSentences();
const view = seriesKnowledge().seenFrom('all');

/** What a moderator may type: names of any signs, of any length that Discord lets them type, with titles and without. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 70 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '🐍',
    '❤',
    '<:ivan:111111111111111111>',
    '**',
    '](',
    '||',
    '`',
    '\u200b',
    '틸',
    '@everyone',
    '*'.repeat(60),
  ),
);
const name = fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const typed = fc
  .tuple(fc.option(name), fc.array(name, { minLength: 2, maxLength: 10 }))
  .map(([title, names]) => `${title === null ? '' : `${title}: `}${names.join(' vs ')}`.slice(0, 800));

function pollOf(custom: string): Poll | undefined {
  const match = readCustomMatch(custom);
  if ('fault' in match) return undefined;
  const request = {
    id: '1576098166346874880',
    guildId: '1576098166346874881',
    channelId: '1576098166346874882',
    openedBy: '1576098166346874883',
    closesAtMs: 9_000_000,
    secret: false,
    roleId: '1576098166346874884',
    match: { custom: match },
  };
  return newPoll(request, { channel: view, whole: view }, 0);
}

/** Every message that a channel, or a moderator, gets of a poll in its life. */
function messagesOf(poll: Poll) {
  const locked = lockPoll(poll, { asOfMs: 5, cause: 'deadline', uncounted: 3 }) ?? poll;
  const winnerId = poll.contestants[0]?.id ?? '';
  const settled = settlePoll(locked, { winnerId, givenBy: '1', atMs: 6 }) ?? locked;
  const tally = { votes: new Map(poll.contestants.map(({ id }) => [id, 1_000_000])), total: 10_000_000 };
  return languages.flatMap((language) => {
    const say = sayIn(language);
    const facts = { tally, language, split: undefined, episodeLabel: undefined, showWinner: true, horizon: 'all' };
    const result = { ...facts, kind: 'result', poll: settled, index: 0, climbs: [] } as const;
    return [
      ...[poll, locked, settled].map((one) =>
        pollMessage({ ...facts, kind: 'poll', poll: one }, { view, say, language }),
      ),
      reminderMessage({ kind: 'reminder', poll, tally, language }, say),
      resultMessage(result, { view, say, language }),
      pollList(
        Array.from({ length: 40 }, () => settled),
        new Map([['vote', 3]]),
        { say, language, episodes: seriesKnowledge() },
      ),
    ];
  });
}

function faultsOf(body: Parameters<typeof messagePayload>[0]): unknown {
  const payload = messagePayload({ ...body, pictures: [] });
  try {
    checked(MessageCreateRequestSchema, payload);
    checkMessageRules(payload as never, [], { flags: 0, mayUseEmoji: () => true });
    return undefined;
  } catch (error) {
    return (error as { body?: unknown }).body ?? error;
  }
}

describe('A poll on a match named on the spot', () => {
  it('makes messages that Discord takes, whatever its moderator typed', () => {
    let polls = 0;
    fc.assert(
      fc.property(typed, (custom) => {
        const poll = pollOf(custom);
        if (poll === undefined) return;
        polls += 1;
        for (const body of messagesOf(poll)) expect(faultsOf(body)).toBeUndefined();
      }),
      { numRuns: 400 },
    );
    expect(polls).toBeGreaterThan(50);
  });

  it('without a title of its own is named after as many of its contestants as a title has room for', () => {
    const names = Array.from({ length: 8 }, (_, index) => `The Great Wanderer of the East ${index}`);
    const poll = pollOf(names.join(' vs '));
    expect(poll?.title.en).toMatch(/^The Great Wanderer of the East 0 vs .{60,}…$/);
    expect(poll?.title.en?.length).toBeLessThanOrEqual(100);
    for (const body of messagesOf(poll as Poll)) expect(faultsOf(body)).toBeUndefined();
  });
});
