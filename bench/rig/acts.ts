import type { Side, Stage } from './stage.ts';

const NAMES = ['Ivan', 'Till', 'Mizi', 'Sua', 'Luka', 'Hyuna'];
/** What is typed letter by letter, in both scripts. */
const TYPED = [
  'i',
  'iv',
  'iva',
  'ivan',
  't',
  'ti',
  'til',
  '이',
  '이반',
  'ㅌ',
  '틸',
  'mi',
  'miz',
  '미지',
  'hyu',
  '현아',
];

/** One member after the other asks for somebody; resolves when the bot has answered. */
export function askCharacter(stage: Stage, side: Side, turn: number): Promise<void> {
  const value = NAMES[turn % NAMES.length] ?? '';
  return callCommand(stage, side, 'character', [{ type: 3, name: 'name', value }]);
}

/** The same as they type it: resolves when the bot has suggested what it could be. */
export function suggestCharacter(stage: Stage, side: Side, turn: number): Promise<void> {
  const value = TYPED[turn % TYPED.length] ?? '';
  return callCommand(stage, side, 'character', [{ type: 3, name: 'name', value, focused: true }], 4);
}

/**
 * A command as a client sends it.
 *
 * @param type 2 runs it, 4 asks for suggestions
 * @throws Error where the bot of this side has not registered it
 */
export function callCommand(
  { discord }: Stage,
  { asker, guildId, channelId, applicationId }: Side,
  name: string,
  options: readonly object[],
  type: 2 | 4 = 2,
): Promise<void> {
  const command = discord.world.commandsOf(applicationId).find((own) => own.name === name);
  if (command === undefined) throw new Error(`The command /${name} is not registered`);
  const data = { id: command.id, name, type: 1, version: command.version, options };
  return asker.act({ type, application_id: applicationId, guild_id: guildId, channel_id: channelId, data });
}

/** Acts so many times, so many of them at once. */
export async function atATime(width: number, count: number, act: (turn: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const turn = next;
      next += 1;
      await act(turn);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
}

/** Acts so many times, one after the other: how long each took, in ms. */
export async function timesOf(count: number, act: (turn: number) => Promise<unknown>): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const sinceMs = performance.now();
    await act(turn);
    tookMs.push(performance.now() - sinceMs);
  }
  return tookMs;
}
