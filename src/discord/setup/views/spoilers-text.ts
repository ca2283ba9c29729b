import type { Teller } from '../../contract/reader.ts';
import { commandName } from '../../elements/names.ts';
import { horizonText } from '../../knowledge/views/how-far.ts';

/** The sentence after setting how far the server has watched. */
export function serverHorizonText(by: Teller, horizon: string): string {
  const command = commandName('watched', by.language);
  if (horizon === 'none') return by.say('know.serverNothing', { command });
  if (horizon === 'all') return by.say('know.serverEverything', { command });
  return by.say('know.serverSet', { label: horizonText(by, horizon), command });
}

/** The sentence after setting a channel's horizon; undefined = as the server. */
export function channelHorizonText(by: Teller, channelId: string, horizon: string | undefined): string {
  const channel = `<#${channelId}>`;
  if (horizon === undefined) return by.say('know.channelAsServer', { channel });
  if (horizon === 'none') return by.say('know.channelNothing', { channel });
  if (horizon === 'all') return by.say('know.channelEverything', { channel });
  return by.say('know.channelSet', { channel, label: horizonText(by, horizon) });
}
