import { expect, it } from 'vitest';
import { noticesText } from '../../../../src/discord/notices/views/notice-message.ts';
import type { StoredNotice } from '../../../../src/domain/notices.ts';
import { createSentences } from '../../../../src/i18n/sentences.ts';

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

it.each(['en', 'ko'] as const)('notices that do not fit below an answer are not told, and wait (%s)', (language) => {
  const pending = stopped(40);
  const { text, told } = noticesText(pending, undefined, sayIn(language));
  expect(text.length).toBeLessThanOrEqual(1_900);
  expect(text.match(/<#/g)).toHaveLength(told.length);
  expect(told.length).toBeGreaterThan(3);
  expect(told).toEqual(pending.slice(0, told.length).map(({ id }) => id));
  const { told: all } = noticesText(pending.slice(0, 3), undefined, sayIn(language));
  expect(all).toEqual(['0', '1', '2']);
});
