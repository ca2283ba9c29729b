import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ask, asking, askingAsBot } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { COMMANDS } from './bot.ts';

let scene: Scene;
let bot: Ask;
let path: string;

beforeEach(async () => {
  scene = await startScene();
  bot = askingAsBot(scene);
  path = `/applications/${scene.application.id}/commands`;
});

afterEach(() => scene.discord.close());

const text = (name: string, more = {}) => ({ type: 3, name, description: 'x', ...more });

test.each([
  ['a name with a capital letter', [{ name: 'Ping', description: 'x' }], '0.name'],
  ['a name with a space', [{ name: 'a b', description: 'x' }], '0.name'],
  [
    'a localised name that is none',
    [{ name: 'ping', description: 'x', name_localizations: { ko: '핑 퐁' } }],
    '0.name_localizations.ko',
  ],
  [
    'a language Discord does not have',
    [{ name: 'ping', description: 'x', description_localizations: { xx: 'y' } }],
    '0.description_localizations.xx',
  ],
  ['no description', [{ name: 'ping' }], '0.description'],
  ['a description of 101 characters', [{ name: 'ping', description: 'x'.repeat(101) }], 'description'],
  [
    'the same name twice',
    [
      { name: 'a', description: 'x' },
      { name: 'a', description: 'y' },
    ],
    '1.name',
  ],
  ['a description of a context menu command', [{ name: 'Look', type: 3, description: 'x' }], '0.description'],
  [
    'a required option after an optional one',
    [{ name: 'a', description: 'x', options: [text('b'), text('c', { required: true })] }],
    '0.options.1',
  ],
  ['two options of one name', [{ name: 'a', description: 'x', options: [text('b'), text('b')] }], '0.options.1'],
  [
    'a subcommand beside an option',
    [{ name: 'a', description: 'x', options: [{ type: 1, name: 'b', description: 'x' }, text('c')] }],
    '0.options',
  ],
  [
    'choices together with autocomplete',
    [
      {
        name: 'a',
        description: 'x',
        options: [text('b', { autocomplete: true, choices: [{ name: 'x', value: 'y' }] })],
      },
    ],
    '0.options.0',
  ],
  [
    '26 choices',
    [
      {
        name: 'a',
        description: 'x',
        options: [
          text('b', { choices: Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })) }),
        ],
      },
    ],
    'options.0.choices',
  ],
  [
    'more than 8,000 characters',
    [
      {
        name: 'a',
        description: 'x',
        options: Array.from({ length: 25 }, (_, index) =>
          text(`o${index}`, {
            choices: Array.from({ length: 10 }, (_, choice) => ({
              name: `${choice}${'n'.repeat(30)}`,
              value: `${choice}${'v'.repeat(10)}`,
            })),
          }),
        ),
      },
    ],
    '0',
  ],
  ['16 commands on messages', Array.from({ length: 16 }, (_, index) => ({ name: `Look ${index}`, type: 3 })), ''],
  ['an unknown field', [{ name: 'a', description: 'x', colour: 1 }], 'colour'],
])('%s is not registered', async (_what, body, place) => {
  const refused = await bot('PUT', path, body);
  expect([refused.status, refused.code]).toEqual([400, 50035]);
  const at = place
    .split('.')
    .reduce<unknown>(
      (level, step) => (step === '' ? level : (level as Record<string, unknown> | undefined)?.[step]),
      refused.body.errors,
    );
  expect(at).toBeDefined();
  expect((await bot('GET', path)).body).toEqual([]);
});

test('a command that did not change keeps its id and version, a changed one keeps its id, a missing one is gone', async () => {
  const first = (await bot('PUT', path, COMMANDS)).body as unknown as { id: string; version: string }[];
  const changed = COMMANDS.slice(0, 2).map((command, index) =>
    index === 0 ? { ...command, description: 'New' } : command,
  );
  const second = (await bot('PUT', path, changed)).body as unknown as { id: string; version: string }[];
  expect(second.map(({ id }) => id)).toEqual(first.slice(0, 2).map(({ id }) => id));
  expect(second[0]?.version).not.toBe(first[0]?.version);
  expect(second[1]?.version).toBe(first[1]?.version);
});

test('nobody else may write them', async () => {
  const other = scene.discord.world.createApplication({ name: 'Other' });
  expect((await asking(scene, `Bot ${other.botToken}`)('PUT', path, [])).code).toBe(20012);
  expect((await asking(scene, scene.moderator.token)('PUT', path, [])).status).toBe(403);
});

test('a person finds the commands they may use, in their language, and no others', async () => {
  await bot('PUT', path, COMMANDS);
  const { world } = scene.discord;
  const index = async (token: string) =>
    (await asking(scene, token)('GET', `/guilds/${scene.guildId}/application-command-index`)).body;
  const names = async (token: string) =>
    ((await index(token)).application_commands as { name: string }[]).map(({ name }) => name);
  expect(await names(scene.fans[0].token)).toEqual(['ping', 'find', 'Look up']);
  expect(await names(scene.moderator.token)).toEqual(['ping', 'find', 'manage', 'Look up']);

  const korean = world.createPerson({ name: '미지', locale: 'ko', guildId: scene.guildId });
  expect(await index(korean.token)).toMatchObject({
    applications: [{ id: scene.application.id, name: 'Bot' }],
    application_commands: [{}, { description: 'Looks something up', description_localized: '찾아보기' }, {}],
  });
});

test("a server's own settings for a command override what the command asks for", async () => {
  await bot('PUT', path, COMMANDS);
  const { world } = scene.discord;
  const id = (name: string) =>
    String(world.commandsOf(scene.application.id).find((command) => command.name === name)?.id);
  const names = async (token: string) =>
    (
      (await asking(scene, token)('GET', `/guilds/${scene.guildId}/application-command-index`)).body
        .application_commands as { name: string }[]
    ).map(({ name }) => name);
  const helper = world.createRole(scene.guildId, { name: 'helper' }).id;
  world.giveRole(scene.guildId, scene.fans[1].id, helper);
  world.setCommandPermissions(scene.guildId, id('manage'), [{ id: helper, type: 1, permission: true }]);
  world.setCommandPermissions(scene.guildId, id('ping'), [
    { id: scene.guildId, type: 1, permission: false },
    { id: scene.fans[1].id, type: 2, permission: true },
  ]);
  expect(await names(scene.fans[0].token)).toEqual(['find', 'Look up']);
  expect(await names(scene.fans[1].token)).toEqual(['ping', 'find', 'manage', 'Look up']);
});
