import { ChannelType } from 'discord-api-types/v10';
import { languages } from '../../i18n/sentences.ts';
import { UserError } from '../../i18n/user-error.ts';
import { type ComponentAnswer, defineComponent, type Press } from '../contract/component.ts';
import { announceIn } from './announce-in.ts';
import {
  setupAnnounceId,
  setupCheckId,
  setupDoneId,
  setupHorizonId,
  setupLanguageId,
  setupMoveId,
  setupNoticesId,
} from './ids.ts';
import { asksFirst, horizonQuestion, movedHorizon } from './move-horizon.ts';
import { drawSetup, drawSetupDone } from './screen.ts';

/** How far the server has watched; where that locks or settles polls, it asks first and then comes back. */
export const setupHorizon = defineComponent({
  id: setupHorizonId,
  of: 'setup',
  async run(_fields, press) {
    const horizon = horizonOf(press.values[0] ?? '', press);
    const move = await press.services.polls.horizons.preview(press.asker.place.guildId ?? '', horizon);
    if (!asksFirst(move)) return redrawn(press, () => moved(press, horizon, move.seen));
    const ids = { yes: setupMoveId.write({ horizon, seen: move.seen }), no: setupCheckId.write({}) };
    return { kind: 'update', body: horizonQuestion(press, horizon, move, ids) };
  },
});

/** A moderator has said yes to what moving the horizon does to polls. */
export const setupMove = defineComponent({
  id: setupMoveId,
  of: 'setup',
  run: async (fields, press) => redrawn(press, () => moved(press, horizonOf(fields.horizon, press), fields.seen)),
});

export const setupAnnounce = defineComponent({
  id: setupAnnounceId,
  of: 'setup',
  run: async (_fields, press) =>
    redrawn(press, async () => {
      const channelId = channelOf(press);
      if (channelId === undefined) throw new UserError((say) => say('setup.noSuchChannel'));
      return announceIn(press, channelId);
    }),
});

/** Where notices go; choosing none lets them wait for the next moderator's command. */
export const setupNotices = defineComponent({
  id: setupNoticesId,
  of: 'setup',
  run: async (_fields, press) =>
    redrawn(press, async () => {
      const channelId = channelOf(press);
      await press.services.notices.setChannel(press.asker.place.guildId ?? '', channelId);
      return channelId === undefined
        ? press.say('setup.noticesUnset')
        : press.say('setup.noticesSet', { channel: `<#${channelId}>` });
    }),
});

/** The language of what everybody in the server reads; “as Discord says” takes the choice back. */
export const setupLanguage = defineComponent({
  id: setupLanguageId,
  of: 'setup',
  run: async (_fields, press) =>
    redrawn(press, async () => {
      const { services, asker, values, say } = press;
      const guildId = asker.place.guildId ?? '';
      const chosen = languages.find((language) => language === values[0]);
      await services.servers.update(guildId, ({ languageChosen: _chosen, ...server }) =>
        chosen === undefined
          ? { ...server, language: asker.discordLanguage }
          : { ...server, language: chosen, languageChosen: true },
      );
      services.polls.messages.drawAgain(guildId);
      return say('setup.languageSet', { language: say(`setup.language.${chosen ?? asker.discordLanguage}`) });
    }),
});

/** Draws the screen as it stands now. Who presses may just have mended something, so what waits is tried at once. */
export const setupCheck = defineComponent({
  id: setupCheckId,
  of: 'setup',
  async run(_fields, press) {
    const guildId = press.asker.place.guildId ?? '';
    const { announcements, polls, notices } = press.services;
    for (const waiting of [announcements.upkeep, polls.upkeep, notices]) waiting.tryAgain(guildId);
    return { kind: 'update', body: await drawSetup(press) };
  },
});

export const setupDone = defineComponent({
  id: setupDoneId,
  of: 'setup',
  run: async (_fields, press) => ({ kind: 'update', body: await drawSetupDone(press) }),
});

/** A refusal is said above the screen as well, so that it stays where it was. */
async function redrawn(press: Press, act: () => Promise<string>): Promise<ComponentAnswer> {
  let said: string;
  try {
    said = await act();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    said = error.sentence(press.say);
  }
  return { kind: 'update', body: await drawSetup(press, said) };
}

async function moved(press: Press, horizon: string, seen: string): Promise<string> {
  const body = await movedHorizon(press, horizon, seen);
  return body?.content ?? press.say('move.stale');
}

function horizonOf(chosen: string, { services }: Press): string {
  if (!services.episodes.isHorizon(chosen)) throw new UserError((say) => say('know.noSuchEpisode'));
  return chosen;
}

/** Undefined when none was chosen. @throws UserError for a channel that takes no messages of the bot */
function channelOf({ channels }: Press): string | undefined {
  const [chosen] = channels;
  if (chosen === undefined) return undefined;
  if (chosen.type !== ChannelType.GuildText && chosen.type !== ChannelType.GuildAnnouncement) {
    throw new UserError((say) => say('setup.noSuchChannel'));
  }
  return chosen.id;
}
