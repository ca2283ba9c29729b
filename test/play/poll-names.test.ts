import type { Person } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evening, startEvening } from '../../testkit/bot/evening.ts';

describe('A poll in a moderator’s command', { shuffle: false }, () => {
  let evening: Evening;
  let mod: Person;
  const channel = () => evening.scene.channels.predictions;
  const open = (custom: string, closes = 'in 2h', where = channel()) =>
    mod.command(where, 'poll open', { closes, custom });
  const offered = async (typed: string) =>
    (await mod.suggest(channel(), 'poll lock', { poll: typed }, 'poll')).map(({ name }) => name);
  const lock = async (poll: string) => (await mod.command(channel(), 'poll lock', { poll })).message;

  beforeAll(async () => {
    evening = await startEvening();
    [mod] = await evening.join(evening.scene.moderator);
    await open('번외: 🐍 틸 vs 🦋 이반');
    await open('Dance-off: A vs B');
    await open('Dance-off: C vs D', 'in 5h');
    await open('Dance-off: E vs F', 'in 2h', evening.scene.channels.general);
    await open('Sing-off: A vs B');
    await open('Sing-off: A vs B');
  });
  afterAll(() => evening.end());

  it('is found however its name is typed: half a syllable, its consonants, other case, spacing and forms', async () => {
    for (const typed of ['번외', '번ㅇ', 'ㅂㅇ', '번외'.normalize('NFD'), ' 번 외 ']) {
      expect(await offered(typed)).toEqual(['번외']);
    }
    expect(await offered('DANCE off')).toHaveLength(3);
  });

  it('is told apart from others of the same name by its channel and its deadline, else by its number', async () => {
    const dances = await offered('dance');
    expect(new Set(dances)).toHaveProperty('size', 3);
    expect(dances.filter((name) => name.includes('#predictions'))).toHaveLength(2);
    for (const name of dances) expect(name).toMatch(/^Dance-off · #\w+ · locks \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
    expect(new Set(await offered('sing'))).toHaveProperty('size', 2);
  });

  it('is never the newest of several of its name', async () => {
    const { content } = await lock('Dance-off');
    expect(content).toContain('Several polls here are called that');
    expect(content.match(/<#\d+>/g)).toHaveLength(3);
    expect((await lock('off')).content).toContain('Several polls');
  });

  it('is asked about before it ends when named in part, and ends at once when named in full or picked from the choices', async () => {
    const question = await lock('번');
    expect(question.content).toContain('End the voting on **번외** (0 votes so far)?');
    expect((await mod.press(question, 'Leave it as it is')).message.content).toContain('Nothing was changed');
    expect((await mod.press(await lock('번'), 'Yes, do it')).message.content).toContain('Locked: **번외**');
    const [first] = await mod.suggest(channel(), 'poll lock', { poll: 'dance' }, 'poll');
    expect((await lock(String(first?.value))).content).toContain('Locked: **Dance-off**');
    const result = await mod.command(channel(), 'poll result', { poll: '번', winner: '틸' });
    expect(result.message.content).toContain('Settle **번외** (0 votes), with **틸** as the winner?');
  });

  it('of eight long names and no title is posted, and picked from the list', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `The Great Wanderer of the East ${index}`);
    await open(names.join(' vs '));
    const [longest] = await mod.suggest(channel(), 'poll lock', { poll: 'wanderer' }, 'poll');
    expect((await lock(String(longest?.value))).content).toContain('Locked: **The Great Wanderer');
  });
});
