import { REST } from '@discordjs/rest';
import { askingAsBot, type Scene, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepRegistered, learnIds } from '../../../src/discord/application/registration.ts';
import { openStore, type Store } from '../../../src/storage/index.ts';
import { createManualClock, type MovableClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';

let scene: Scene;
let store: Store;
let machineClock: MovableClock;
let learned: Record<string, string>;
const over = new AbortController();
const log = createLog({ level: 'silent', format: 'json' });
const commands = [
  { name: 'ping', description: 'Answers' },
  { name: 'pong', description: 'Asks' },
];

beforeEach(async () => {
  scene = await startScene();
  machineClock = createManualClock(0);
  store = await openStore({ url: 'memory:', log, machineClock });
  learned = {};
});

afterEach(async () => {
  over.abort();
  await store.close();
  await scene.discord.close();
});

const parts = (definition = commands) => ({
  rest: new REST({ api: scene.discord.api }).setToken(scene.application.botToken),
  store,
  applicationId: scene.application.id,
  api: scene.discord.api,
  commands: definition,
  machineClock,
  log,
  signal: new AbortController().signal,
  onIds(ids: ReadonlyMap<string, string>) {
    learned = Object.fromEntries(ids);
  },
});
const asked = () => scene.discord.traffic.map(({ method }) => method);
const listed = () => scene.discord.world.commandsOf(scene.application.id).map(({ name }) => name);

it('Commands are written once, and their ids are known again after a restart', async () => {
  await keepRegistered(parts()).first;
  const ids = learned;
  expect(Object.keys(ids)).toEqual(['ping', 'pong']);
  learned = {};
  await keepRegistered(parts()).first;
  expect(learned).toEqual(ids);
  expect(asked()).toEqual(['PUT', 'GET']);
});

it('Commands are written again when their definition has changed', async () => {
  await keepRegistered(parts()).first;
  await keepRegistered(parts([{ name: 'ping', description: 'New' }])).first;
  expect(asked()).toEqual(['PUT', 'PUT']);
  expect(listed()).toEqual(['ping']);
});

it('Commands that another program has replaced or changed are put back, at start and within a day', async () => {
  const other = askingAsBot(scene);
  const path = `/applications/${scene.application.id}/commands`;
  await keepRegistered(parts()).first;
  await other('PUT', path, [{ name: 'foreign', description: 'x' }]);
  await keepRegistered(parts()).first;
  expect(listed()).toEqual(['ping', 'pong']);

  await other('PATCH', `${path}/${learned.ping}`, { description: 'changed' });
  machineClock.advance(86_400_000);
  await expect
    .poll(() => scene.discord.world.commandsOf(scene.application.id).map(({ description }) => description))
    .toEqual(['Answers', 'Asks']);
});

it('A process that registers nothing reads the ids that are there', async () => {
  await keepRegistered(parts()).first;
  const ids = learned;
  learned = {};
  await learnIds(parts());
  expect(learned).toEqual(ids);
});
