import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPerson, type Person, type Scene, type SeenMessage, startScene, writtenIn } from 'local-discord/testkit';
import { createSeededChance } from '../../src/util/chance.ts';
import { type BuiltBot, startBuiltBot } from '../bot/built-bot.ts';
import { afterAbsence, afterAct, type Held, nothingHeld } from './model.ts';

const CHOICES = ['c1', 'c2'] as const;
const EMOJI = ['🐍', '🦋'] as const;
const FANS = 6;
/** Long, since several of these run at once on a machine that may be busy. */
const DEADLINE_MS = 90_000;

/**
 * One poll of the built bot on a local Discord, with real clients: votes by reaction and by button, SIGKILL in the
 * middle of them, reactions while it is dead, a restart, and then the lock, the result and the standings.
 *
 * @returns what was wrong, in sentences; empty when everything held
 */
export async function killForReal(seed: number): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'clematis-'));
  const scene = await startScene();
  const people: Person[] = [];
  let bot: BuiltBot | undefined;
  const start = async () => {
    bot = startBuiltBot(
      {
        DISCORD_TOKEN: scene.application.botToken,
        DISCORD_API_URL: scene.discord.api,
        STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}`,
      },
      { deadlineMs: DEADLINE_MS },
    );
    await bot.ready();
    return bot;
  };
  try {
    const tokens = Array.from({ length: FANS }, (_, index) =>
      scene.discord.world.createPerson({ name: `Fan ${index}`, guildId: scene.guildId }),
    );
    const connect = (token: string) => connectPerson({ url: scene.discord.url, token, deadlineMs: DEADLINE_MS });
    people.push(...(await Promise.all([scene.moderator.token, ...tokens.map(({ token }) => token)].map(connect))));
    const [moderator, ...fans] = people;
    if (moderator === undefined) throw new Error('There is no moderator');
    return await play({ seed, scene, moderator, fans, start });
  } finally {
    await Promise.all(people.map((person) => person.close()));
    await bot?.end('SIGKILL');
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function play(parts: {
  seed: number;
  scene: Scene;
  moderator: Person;
  fans: readonly Person[];
  start: () => Promise<BuiltBot>;
}): Promise<readonly string[]> {
  const { scene, moderator, fans } = parts;
  const chance = createSeededChance(parts.seed);
  const pick = (count: number) => Math.floor(chance.fraction() * count);
  const channel = scene.channels.predictions;
  const held = new Map<string, readonly Held[]>(fans.map(({ id }) => [id, [nothingHeld]]));

  const bot = await parts.start();
  await moderator.command(channel, 'spoilers server', { episode: 'all' });
  await moderator.command(channel, 'poll open', { closes: 'in 2h', custom: 'Round 9: 🐍 Ada vs 🦋 Bea' });
  const poll = await moderator.waitForMessage(channel, ({ reactions }) => reactions?.length === 2);
  const reactions = reactionsOn(scene, channel, poll);

  /** One act of a fan. Unless it was acknowledged, the bot may or may not have received it. */
  async function vote(fan: Person): Promise<void> {
    const index = pick(2);
    const choice = CHOICES[index] ?? 'c1';
    const before = held.get(fan.id) ?? [];
    if (chance.fraction() < 0.5) {
      const after = before.map((one) => afterAct(one, 'press', choice));
      const sure = await fan.press(poll, index === 0 ? 'Ada' : 'Bea').then(
        ({ message }) => /Counted|Moved|Still/.test(message.content),
        () => false,
      );
      keep(fan, sure ? after : [...before, ...after]);
      return;
    }
    const act = reactions.turn(fan.id, index);
    keep(fan, [...before, ...before.map((one) => afterAct(one, act, choice))]);
  }

  /**
   * Keeps both possibilities for what the bot knows of the message by now, since nobody outside can tell: all of it, or
   * what it knew before.
   */
  function keep(fan: Person, all: readonly Held[]): void {
    held.set(
      fan.id,
      all.flatMap((one) => [one, { ...one, known: reactions.of(fan.id) }]),
    );
  }

  // Everybody votes several times, and the bot is killed somewhere in between.
  const killAfter = 1 + pick(FANS * 2);
  let made = 0;
  const voting = fans.map(async (fan) => {
    for (let turn = 0; turn < 3; turn += 1) {
      await vote(fan);
      made += 1;
      if (made === killAfter) {
        await bot.end('SIGKILL');
      }
      if (made >= killAfter) return;
    }
  });
  await Promise.all(voting);

  for (const { id } of fans) {
    if (chance.fraction() < 0.5) continue;
    reactions.turn(id, pick(2));
  }
  const found = new Map(fans.map(({ id }) => [id, reactions.of(id)]));
  await parts.start();
  for (const { id } of fans) {
    held.set(
      id,
      (held.get(id) ?? []).map((one) => afterAbsence(one, found.get(id) ?? [], new Set())),
    );
  }
  return check({ scene, moderator, fans, poll, held });
}

async function check(parts: {
  scene: Scene;
  moderator: Person;
  fans: readonly Person[];
  poll: SeenMessage;
  held: ReadonlyMap<string, readonly Held[]>;
}): Promise<readonly string[]> {
  const { scene, moderator, fans, poll, held } = parts;
  const channel = scene.channels.predictions;
  await moderator.command(channel, 'poll lock', { poll: 'Round 9' });
  await moderator.command(channel, 'poll result', { poll: 'Round 9', winner: 'Ada' });
  const told = await moderator.waitForMessage(channel, ({ content }) => content.includes('won'));
  const drawn = await moderator.waitForChange(poll, ({ embeds }) => (embeds[0]?.description ?? '').includes('won'));
  const standings = await moderator.command(channel, 'standings', { private: true });
  const lines = writtenIn(standings.message).split('\n');
  const wrong: string[] = [];
  let votes = 0;
  for (const { id } of fans) {
    const line = lines.find((one) => one.includes(`<@${id}>`));
    const vote = line === undefined ? undefined : line.includes('· 0 points') ? 'c2' : 'c1';
    if (vote !== undefined) votes += 1;
    const may = new Set((held.get(id) ?? []).map((one) => one.vote));
    if (!may.has(vote)) wrong.push(`${id} has ${vote}, and may have ${[...may].join(' or ')}`);
  }
  const shown = drawn.embeds[0]?.description ?? '';
  if (!shown.includes(`${votes} vote`)) wrong.push(`${votes} voted, and the message shows: ${shown}`);
  const results = scene.discord.world.messages(channel).filter(({ content }) => String(content).includes('won'));
  if (results.length !== 1) wrong.push(`The result is posted ${results.length} times: ${told.content}`);
  return wrong;
}

/** The reactions of people on the poll. The bot may not remove any here, so these are all that were made. */
function reactionsOn(scene: Scene, channel: string, poll: SeenMessage) {
  const there = new Map<string, Set<number>>();
  const of = (userId: string) => {
    const own = there.get(userId) ?? new Set();
    there.set(userId, own);
    return own;
  };
  return {
    of: (userId: string) => CHOICES.filter((_, index) => of(userId).has(index)),
    turn(userId: string, index: number): 'react' | 'unreact' {
      const emoji = EMOJI[index] ?? '';
      if (of(userId).delete(index)) {
        scene.discord.world.unreact(userId, channel, poll.id, emoji);
        return 'unreact';
      }
      of(userId).add(index);
      scene.discord.world.react(userId, channel, poll.id, emoji);
      return 'react';
    },
  };
}
