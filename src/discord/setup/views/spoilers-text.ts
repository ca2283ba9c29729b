import type { Call } from '../../contract/command.ts';
import { commandName } from '../../elements/names.ts';
import { AS_SERVER } from '../../knowledge/horizon-option.ts';
import { horizonText } from '../../knowledge/views/how-far.ts';

type Words = Pick<Call, 'say' | 'services' | 'language'>;

/** What a moderator is told after setting how far the server has watched. */
export function serverHorizonText(call: Words, horizon: string): string {
  const command = commandName('watched', call.language);
  if (horizon === 'none') return call.say('know.serverNothing', { command });
  if (horizon === 'all') return call.say('know.serverEverything', { command });
  return call.say('know.serverSet', { label: horizonText(call, horizon), command });
}

/** The same for one channel, which may also go back to what the server has set. */
export function channelHorizonText(call: Words, channelId: string, horizon: string): string {
  const channel = `<#${channelId}>`;
  if (horizon === AS_SERVER) return call.say('know.channelAsServer', { channel });
  if (horizon === 'none') return call.say('know.channelNothing', { channel });
  if (horizon === 'all') return call.say('know.channelEverything', { channel });
  return call.say('know.channelSet', { channel, label: horizonText(call, horizon) });
}
