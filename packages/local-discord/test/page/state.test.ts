import { expect, test } from 'vitest';
import type { Message } from '../../page/wire/shapes.ts';
import { channelTree, createState, dropMessage, messagesOf, takeEvent } from '../../page/wire/state.ts';

const ada = { id: '7', username: 'ada', global_name: 'Ada' };
const message = (id: string, more: Partial<Message> = {}) => ({
  ...{ id, type: 0, channel_id: '1', author: ada, content: id, timestamp: '', edited_timestamp: null },
  ...{ embeds: [], attachments: [], mentions: [], ...more },
});

function ready() {
  const state = createState();
  takeEvent(state, 'READY', {
    user: ada,
    session_id: 's',
    guilds: [
      {
        id: '9',
        name: 'Garden',
        channels: [
          { id: '2', type: 0, name: 'second', position: 1 },
          { id: '1', type: 0, name: 'first', position: 0 },
          { id: '3', type: 15, name: 'forum' },
        ],
        threads: [{ id: '4', type: 11, name: 'thread', parent_id: '1' }],
        members: [{ user: ada, roles: ['5'] }],
      },
    ],
    private_channels: [],
  });
  return state;
}

test('channels one can write in are listed in their order, each with its open threads', () => {
  const state = ready();
  const names = () => channelTree(state).map(({ channel, threads }) => [channel.name, threads.map(({ name }) => name)]);
  expect(names()).toEqual([
    ['first', ['thread']],
    ['second', []],
  ]);
  takeEvent(state, 'THREAD_UPDATE', { id: '4', type: 11, parent_id: '1', thread_metadata: { archived: true } });
  expect(names()[0]).toEqual(['first', []]);
});

test('messages stand by age, whichever way they came, until they are deleted or dismissed', () => {
  const state = ready();
  for (const id of ['10', '9', '100']) takeEvent(state, 'MESSAGE_CREATE', message(id));
  takeEvent(state, 'MESSAGE_UPDATE', message('9', { content: 'changed' }));
  expect(messagesOf(state, '1').map(({ content }) => content)).toEqual(['changed', '10', '100']);
  takeEvent(state, 'MESSAGE_DELETE', { id: '10', channel_id: '1' });
  dropMessage(state, '1', '100');
  expect(messagesOf(state, '1').map(({ id }) => id)).toEqual(['9']);
});

test('reactions are counted, mine are known, and one nobody is left of is gone', () => {
  const state = ready();
  takeEvent(state, 'MESSAGE_CREATE', message('10'));
  const react = (what: string, userId: string, name = '❤️') =>
    takeEvent(state, `MESSAGE_REACTION_${what}`, {
      channel_id: '1',
      message_id: '10',
      user_id: userId,
      emoji: { id: null, name },
    });
  const now = () => messagesOf(state, '1')[0]?.reactions?.map(({ emoji, count, me }) => [emoji.name, count, me]);
  react('ADD', '8');
  react('ADD', '7', '❤');
  react('ADD', '8', '🎤');
  expect(now()).toEqual([
    ['❤️', 2, true],
    ['🎤', 1, false],
  ]);
  react('REMOVE', '7');
  react('REMOVE', '8', '🎤');
  expect(now()).toEqual([['❤️', 1, false]]);
  react('REMOVE_ALL', '8');
  expect(now()).toEqual([]);
});
