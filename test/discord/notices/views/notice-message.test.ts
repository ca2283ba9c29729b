import { describe, expect, it } from 'vitest';
import { noticesText } from '../../../../src/discord/notices/views/notice-message.ts';
import { type Notice, pollInNotice, type StoredNotice } from '../../../../src/domain/notices.ts';
import { createSentences } from '../../../../src/i18n/sentences.ts';
import { poll } from '../../../../testkit/polls/make-poll.ts';

const sayIn = createSentences();

function stopped(count: number): StoredNotice[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    atMs: 0,
    notice: {
      kind: 'channel-stopped',
      channelId: '12345678901234567890',
      reason: 'forbidden',
      missing: ['viewChannel', 'sendMessages', 'readHistory'],
    },
  }));
}

it.each(['en', 'ko'] as const)('notices that do not fit below an answer are not shown, and wait (%s)', (language) => {
  const pending = stopped(40);
  const { text, told } = noticesText(pending, { channelId: undefined, rowsLeft: 5, say: sayIn(language) });
  expect(text.length).toBeLessThanOrEqual(1_900);
  expect(text.match(/<#/g)).toHaveLength(told.length);
  expect(told.length).toBeGreaterThan(3);
  expect(told).toEqual(pending.slice(0, told.length).map(({ id }) => id));
  const { told: all } = noticesText(pending.slice(0, 3), { channelId: undefined, rowsLeft: 5, say: sayIn(language) });
  expect(all).toEqual(['0', '1', '2']);
});

describe('a notice that asks something', () => {
  const upload = (id: string): StoredNotice => ({
    id,
    atMs: 0,
    notice: { kind: 'new-upload', feedUrl: 'https://example.org/feed', key: `yt:video:${id}`, title: 'Something new' },
  });
  const below = (pending: readonly StoredNotice[], rowsLeft = 5) =>
    noticesText(pending, { channelId: undefined, rowsLeft, say: sayIn('en') });
  const labels = ({ components }: ReturnType<typeof below>) =>
    components.flatMap((row) => row.components.map((button) => ('label' in button ? button.label : undefined)));

  it('comes with its buttons below an answer too', () => {
    expect(labels(below([upload('one')]))).toEqual(['New episode', 'One of these…', 'Not an episode']);
  });

  it('comes alone with its buttons: a second question, and notices without a question, wait for the next answer', () => {
    const { told } = below([upload('one'), upload('two'), ...stopped(1)]);
    expect(told).toEqual(['one', '0']);
  });

  it('waits where the answer has no room for its buttons', () => {
    expect(below([upload('one'), ...stopped(1)], 0).told).toEqual(['0']);
  });
});

it.each(['en', 'ko'] as const)('a poll is named in a language of its series, with the way to it (%s)', (language) => {
  const about = poll({ title: { fr: 'Manche 2' }, message: { id: '77' } });
  const notice: Notice = { kind: 'result-differs', pollId: '1', ...pollInNotice(about, language) };
  const { text } = noticesText([{ id: 'one', atMs: 0, notice }], {
    channelId: undefined,
    rowsLeft: 5,
    say: sayIn(language),
  });
  expect(text).toContain(`[Manche 2](https://discord.com/channels/${about.guildId}/${about.channelId}/77)`);
});
