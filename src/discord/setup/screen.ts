import { zoneOf } from '../../domain/server.ts';
import { languageOf } from '../../i18n/sentences.ts';
import type { Using } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import { rightsOf } from './rights.ts';
import { setupDone, setupScreen } from './views/setup-screen.ts';
import type { SetupState } from './views/setup-state.ts';

/** What drawing the screen of `/setup` needs. */
export type DrawingSetup = Using<'servers' | 'reading' | 'announcements.subscriptions' | 'notices' | 'lacking'>;

/** The screen with the present settings, and `said` about the last choice on top. */
export async function drawSetup(call: DrawingSetup, said?: string): Promise<MessageBody> {
  return setupScreen(call, await stateOf(call), said);
}

export async function drawSetupDone(call: DrawingSetup): Promise<MessageBody> {
  return setupDone(call, await stateOf(call));
}

async function stateOf(call: DrawingSetup): Promise<SetupState> {
  const { services, asker } = call;
  const guildId = asker.place.guildId ?? '';
  const server = await services.servers.get(guildId);
  const { language, languageChosen } = server;
  const subscriptions = services.announcements.subscriptions.ofServer(guildId);
  const noticesTo = services.notices.channelOf(guildId);
  return {
    // A horizon from before the data changed may name an episode that is gone.
    horizon: services.reading.inServer(server, { guildId }),
    language: languageOf(language),
    languageChosen: languageChosen === true,
    zone: zoneOf(server),
    zoneChosen: server.timeZone !== undefined,
    keepUpDays: server.keepUp?.days,
    pollsIn: server.pollChannel?.id,
    subscriptions,
    noticesTo,
    rights: await rightsOf(call, { subscriptions, noticesTo, pollsIn: server.pollChannel?.id }),
  };
}
