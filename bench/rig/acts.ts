import type { Side, Stage } from './stage.ts';

const NAMES = ['Ivan', 'Till', 'Mizi', 'Sua', 'Luka', 'Hyuna'];
/** What people type letter by letter, in Latin and in Hangul. */
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

/** A member asks for a character; resolves when the bot has answered. `turn` chooses the name. */
export function askCharacter(stage: Stage, side: Side, turn: number): Promise<void> {
  const value = NAMES[turn % NAMES.length] ?? '';
  return callCommand(stage, side, 'character', [{ type: 3, name: 'name', value }]);
}

/** A member types part of a name; resolves when the bot has sent its suggestions. `turn` chooses the text. */
export function suggestCharacter(stage: Stage, side: Side, turn: number): Promise<void> {
  const value = TYPED[turn % TYPED.length] ?? '';
  return callCommand(stage, side, 'character', [{ type: 3, name: 'name', value, focused: true }], 4);
}

/**
 * Runs a command as a client does.
 *
 * @param type 2 runs it, 4 asks for suggestions
 * @throws Error where the bot of this side has not registered the command
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

/** Calls `act` `count` times, at most `width` of them at once. */
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

/** Calls `act` `count` times, one after the other. Resolves with how long each took, in ms. */
export async function timesOf(count: number, act: (turn: number) => Promise<unknown>): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const sinceMs = performance.now();
    await act(turn);
    tookMs.push(performance.now() - sinceMs);
  }
  return tookMs;
}
