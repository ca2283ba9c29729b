import { expect, test } from 'vitest';
import { isSeen } from '../../page/director/tour.ts';
import type { Message } from '../../page/wire/shapes.ts';

const BEGAN_MS = Date.parse('2026-11-22T12:00:00Z');
const message = (more: Partial<Message>): Message => ({
  ...{ id: '1', type: 0, channel_id: '2', author: { id: '3', username: 'bot', global_name: null }, content: '' },
  ...{ timestamp: '2026-11-22T11:59:00Z', edited_timestamp: null, embeds: [], attachments: [], mentions: [] },
  ...more,
});

test('a step of the tour is done by a message that came or changed since it began, and by none before', () => {
  const seen = (more: Partial<Message>) => isSeen([message(more)], '1 vote', BEGAN_MS);
  const embeds = [{ description: '1 vote so far' }];
  expect(seen({ embeds })).toBe(false);
  expect(seen({ embeds, edited_timestamp: '2026-11-22T12:00:01Z' })).toBe(true);
  expect(seen({ content: '1 vote', timestamp: '2026-11-22T12:00:00Z' })).toBe(true);
  expect(seen({ content: 'no votes', timestamp: '2026-11-22T12:00:00Z' })).toBe(false);
  expect(seen({ components: [{ type: 1, components: [{ type: 2, label: '1 vote' }] }] })).toBe(false);
});
