import { ChannelType } from 'discord-api-types/v10';
import { languages } from '../../i18n/sentences.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Using } from '../contract/command.ts';
import { type ComponentAnswer, defineComponent, type Press, type Pressed } from '../contract/component.ts';
import { knownHorizon } from '../knowledge/watched.ts';
import { type Announcing, announceIn } from './announce-in.ts';
import {
  setupAnnounceId,
  setupCheckId,
  setupDoneId,
  setupHorizonId,
  setupLanguageId,
  setupMoveId,
  setupNoticesId,
  setupOpenId,
} from './ids.ts';
import { asksFirst, movedHorizon } from './move-horizon.ts';
import { type DrawingSetup, drawSetup, drawSetupDone } from './screen.ts';
import { moveQuestion } from './views/move-question.ts';

/** “Set up”, below the greeting: the same as the command. */
export const setupOpen = defineComponent({
  id: setupOpenId,
  of: 'setup',
  run: async (_fields, press: Pressed<DrawingSetup>) => ({ kind: 'private', body: await drawSetup(press) }),
});

/** How far the server has watched; where that locks or settles polls, it asks first and then comes back. */
export const setupHorizon = defineComponent({
  id: setupHorizonId,
  of: 'setup',
  async run(_fields, press: Pressed<DrawingSetup & Using<'polls.horizons'>>) {
    const horizon = knownHorizon(press.values[0] ?? '', press);
    const move = await press.services.polls.horizons.preview(press.asker.place.guildId ?? '', horizon);
    if (!asksFirst(move)) return redrawn(press, () => movedHorizon(press, horizon, move.seen));
    const ids = { yes: setupMoveId.write({ horizon, seen: move.seen }), no: setupCheckId.write({}) };
    return { kind: 'update', body: moveQuestion(horizon, move, press, ids) };
  },
});

/** A moderator has said yes to what moving the horizon does to polls. */
export const setupMove = defineComponent({
  id: setupMoveId,
  of: 'setup',
  run: async (fields, press: Pressed<DrawingSetup & Using<'polls.horizons'>>) =>
    redrawn(press, () => movedHorizon(press, knownHorizon(fields.horizon, press), fields.seen)),
});

export const setupAnnounce = defineComponent({
  id: setupAnnounceId,
  of: 'setup',
  run: async (_fields, press: Pressed<DrawingSetup & Announcing>) =>
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
  run: async (_fields, press: Pressed<DrawingSetup>) =>
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
  run: async (_fields, press: Pressed<DrawingSetup & Using<'polls.messages'>>) =>
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
  async run(_fields, press: Pressed<DrawingSetup & Using<'announcements.upkeep' | 'polls.upkeep'>>) {
    const guildId = press.asker.place.guildId ?? '';
    const { announcements, polls, notices } = press.services;
    for (const waiting of [announcements.upkeep, polls.upkeep, notices]) waiting.tryAgain(guildId);
    return { kind: 'update', body: await drawSetup(press) };
  },
});

export const setupDone = defineComponent({
  id: setupDoneId,
  of: 'setup',
  run: async (_fields, press: Pressed<DrawingSetup>) => ({ kind: 'update', body: await drawSetupDone(press) }),
});

/** A refusal is said above the screen as well, so that it stays where it was. */
async function redrawn(press: DrawingSetup, act: () => Promise<string>): Promise<ComponentAnswer> {
  let said: string;
  try {
    said = await act();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    said = error.sentence(press.say);
  }
  return { kind: 'update', body: await drawSetup(press, said) };
}

/** Undefined when none was chosen. @throws UserError for a channel that takes no messages of the bot */
function channelOf({ channels }: Pick<Press, 'channels'>): string | undefined {
  const [chosen] = channels;
  if (chosen === undefined) return undefined;
  if (chosen.type !== ChannelType.GuildText && chosen.type !== ChannelType.GuildAnnouncement) {
    throw new UserError((say) => say('setup.noSuchChannel'));
  }
  return chosen.id;
}
