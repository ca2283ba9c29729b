import { languageOf } from '../../i18n/sentences.ts';
import type { Call } from '../contract/command.ts';
import type { MessageBody } from '../contract/message.ts';
import { rightsOf } from './rights.ts';
import { type SetupState, setupDone, setupScreen } from './views/setup-screen.ts';

/** The screen as everything stands now, with `said` about the last choice on top. */
export async function drawSetup(call: Call, said?: string): Promise<MessageBody> {
  return setupScreen(call, await stateOf(call), said);
}

export async function drawSetupDone(call: Call): Promise<MessageBody> {
  return setupDone(call, await stateOf(call));
}

async function stateOf(call: Call): Promise<SetupState> {
  const { services, asker } = call;
  const guildId = asker.place.guildId ?? '';
  const { horizon, language, languageChosen } = await services.servers.get(guildId);
  const subscriptions = services.announcements.subscriptions.ofServer(guildId);
  const noticesTo = services.notices.channelOf(guildId);
  return {
    // One kept from before the data changed may name an episode that is gone.
    horizon: horizon !== undefined && services.episodes.isHorizon(horizon) ? horizon : undefined,
    language: languageOf(language),
    languageChosen: languageChosen === true,
    subscriptions,
    noticesTo,
    rights: await rightsOf(call, subscriptions, noticesTo),
  };
}
