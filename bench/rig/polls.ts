import type { Side, Stage } from './stage.ts';

export const EMOJI = ['🐍', '⚡'] as const;

/** A message of a bot with buttons. */
export interface Posted {
  readonly id: string;
  /** The reactions that stand for the contestants. */
  readonly emoji: readonly string[];
  /** The ids of its buttons, in order. */
  readonly buttons: readonly string[];
}

const FIRST = 'Till';
const SECOND = 'Ivan';

/** A moderator opens a poll in which anybody may vote, by reaction or by button. */
export async function openPoll(stage: Stage, side: Side): Promise<Posted> {
  const custom = `${EMOJI[0]} ${FIRST} vs ${EMOJI[1]} ${SECOND}`;
  await side.moderator.command(side.channelId, 'poll open', { closes: 'in 3h', custom });
  return newestMessage(stage, side);
}

/** A moderator locks the only open poll: a bot that returns compares the reactions of each that is open. */
export async function lockPoll(side: Side): Promise<void> {
  await side.moderator.command(side.channelId, 'poll lock', { poll: `${FIRST} vs ${SECOND}` });
}

/**
 * The newest message with buttons in the side's channel.
 *
 * @throws Error where there is none
 */
export async function newestMessage({ discord }: Stage, side: Side): Promise<Posted> {
  const response = await fetch(`${discord.url}/api/v9/channels/${side.channelId}/messages?limit=20`, {
    headers: { authorization: side.askerToken },
  });
  const posted = (await response.json()) as { readonly id: string; readonly components: readonly Component[] }[];
  const found = posted.find(({ components }) => buttonsIn(components).length > 0);
  if (found === undefined) throw new Error('The bot posted nothing to press');
  return { id: found.id, emoji: EMOJI, buttons: buttonsIn(found.components) };
}

interface Component {
  readonly type: number;
  readonly custom_id?: string;
  readonly components?: readonly Component[];
}

function buttonsIn(components: readonly Component[]): string[] {
  return components.flatMap(({ type, custom_id: id, components: inside = [] }) =>
    type === 2 && id !== undefined ? [id] : buttonsIn(inside),
  );
}

/**
 * Presses the button of another contestant each time, so that each press changes the vote. Resolves when the bot has
 * confirmed it.
 */
export function pressVote(
  { asker, guildId, channelId, applicationId }: Side,
  posted: Posted,
  turn: number,
): Promise<void> {
  return asker.act({
    type: 3,
    application_id: applicationId,
    guild_id: guildId,
    channel_id: channelId,
    message_id: posted.id,
    message_flags: 0,
    data: { component_type: 2, custom_id: posted.buttons[turn % 2] },
  });
}
