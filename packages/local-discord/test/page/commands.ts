import { leavesOf } from '../../page/composer/commands.ts';
import type { CommandOption, IndexedCommand } from '../../page/wire/shapes.ts';
import { optionTypes } from '../../page/wire/shapes.ts';

const option = (name: string, more: Partial<CommandOption> = {}): CommandOption => ({
  type: optionTypes.text,
  name,
  description: `About ${name}`,
  ...more,
});
const command = (name: string, more: Partial<IndexedCommand>): IndexedCommand => ({
  ...option(name, { type: 1 }),
  id: `id-${name}`,
  application_id: 'app',
  version: '1',
  ...more,
});

/** A few commands as the index offers them to somebody who reads Korean. */
export const commands: readonly IndexedCommand[] = [
  command('look', {
    name_localized: '보기',
    options: [
      option('name', { name_localized: '이름', required: true, autocomplete: true }),
      option('private', { type: optionTypes.boolean }),
    ],
  }),
  command('poll', {
    options: [
      option('open', {
        type: optionTypes.subcommand,
        options: [
          option('match', { required: true }),
          option('closes', { required: true }),
          option('channel', { type: optionTypes.channel, channel_types: [0] }),
          option('points', { type: optionTypes.integer }),
          option('show', {
            choices: [
              { name: 'Everything', value: 'all' },
              { name: 'Nothing', value: 'none' },
            ],
          }),
        ],
      }),
      option('list', { type: optionTypes.subcommand }),
    ],
  }),
  command('On a message', { type: 3 }),
];

export const leaves = leavesOf(commands);

export const places = {
  channels: [
    { id: '1', name: 'general', type: 0 },
    { id: '2', name: 'news', type: 5 },
  ],
  roles: [{ id: '3', name: 'Moderator' }],
  users: [{ id: '4', name: 'Ada' }],
};
