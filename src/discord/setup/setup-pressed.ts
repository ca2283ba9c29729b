import { ChannelType } from 'discord-api-types/v10';
import { keepUpDays } from '../../domain/keep-up.ts';
import { zoneNamed } from '../../domain/moments/zones.ts';
import { zoneOf } from '../../domain/server.ts';
import { languages } from '../../i18n/sentences.ts';
import { UserError } from '../../i18n/user-error.ts';
import { announcementMessage } from '../announcements/views/announcement-message.ts';
import type { Using } from '../contract/command.ts';
import { defineComponent, type MessageAnswer, type Press, type Pressed } from '../contract/component.ts';
import { defineForm, type Submission } from '../contract/form-handler.ts';
import { plain } from '../contract/markdown.ts';
import { knownHorizon } from '../knowledge/watched.ts';
import { emptyDraft } from '../polls/drafts.ts';
import { pollForm } from '../polls/views/poll-form.ts';
import { type Announcing, announceIn } from './announce-in.ts';
import {
  setupAnnounceId,
  setupCheckId,
  setupDoneId,
  setupFirstPollId,
  setupHorizonId,
  setupKeepUpId,
  setupLanguageId,
  setupMoveId,
  setupNoticesId,
  setupOpenId,
  setupPollsId,
  setupPreviewId,
  setupRoleId,
  setupZoneFormId,
  setupZoneId,
} from './ids.ts';
import { asksFirst, movedHorizon } from './move-horizon.ts';
import { type DrawingSetup, drawSetup, drawSetupDone } from './screen.ts';
import { moveQuestion } from './views/move-question.ts';
import { BY_LANGUAGE, OTHER_ZONE } from './views/setup-choices.ts';

/** The key of the typed zone in its form. */
const ZONE = 'zone';

/** “Set up” below the greeting: shows the same screen as the command. */
export const setupOpen = defineComponent({
  id: setupOpenId,
  of: 'setup',
  run: async (_fields, press: Pressed<DrawingSetup>) => ({ kind: 'private', body: await drawSetup(press) }),
});

/**
 * Sets how far the server has watched; where that locks or settles polls, asks first and then returns to the screen.
 */
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

/** A moderator confirmed moving the server's horizon. */
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

/** Sets the channel for notices; without one, they wait for the next moderator's command. */
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

/** Sets the language of public messages; “as Discord says” removes the choice. */
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

/** Sets the zone for times that people write without one; without a choice, it is the language's. */
export const setupZone = defineComponent({
  id: setupZoneId,
  of: 'setup',
  async run(_fields, press: Pressed<DrawingSetup>) {
    const [value = ''] = press.values;
    if (value === OTHER_ZONE) {
      const field = {
        kind: 'line' as const,
        key: ZONE,
        label: press.say('setup.zoneTyped'),
        about: press.say('setup.zoneTypedAbout'),
        maxLength: 50,
      };
      const id = setupZoneFormId.write({ once: press.asker.interactionId });
      return { kind: 'form', form: { id, title: press.say('setup.zoneTyped'), fields: [field] } };
    }
    return redrawn(press, () => setZone(press, value === BY_LANGUAGE ? undefined : value));
  },
});

export const setupZoneTyped = defineForm({
  id: setupZoneFormId,
  of: 'setup',
  async run(_fields, call: Submission<DrawingSetup>) {
    const answer = await redrawn(call, () => setZone(call, call.filled.text(ZONE)));
    return call.filled.onPrivate ? answer : { ...answer, kind: 'private' };
  },
});

/** @throws UserError when the text names no zone */
async function setZone({ services, asker, say }: DrawingSetup, typed: string | undefined): Promise<string> {
  const zone = typed === undefined ? undefined : zoneNamed(typed);
  if (typed !== undefined && zone === undefined) {
    throw new UserError((inTheirs) => inTheirs('setup.zoneUnknown', { typed: plain(typed) }));
  }
  const server = await services.servers.update(asker.place.guildId ?? '', ({ timeZone: _before, ...kept }) =>
    zone === undefined ? kept : { ...kept, timeZone: zone },
  );
  return say('setup.zoneSet', { zone: zoneOf(server) });
}

/** Sets after how many days the server's horizon follows. */
export const setupKeepUp = defineComponent({
  id: setupKeepUpId,
  of: 'setup',
  run: async (_fields, press: Pressed<DrawingSetup & Using<'keepUp'>>) =>
    redrawn(press, async () => {
      const { services, asker, values, say } = press;
      const days = keepUpDays.find((known) => String(known) === values[0]);
      await services.keepUp.set(asker.place.guildId ?? '', days);
      return days === undefined ? say('setup.keepUpEnded') : say('setup.keepUpSet', { count: days });
    }),
});

/** Sets the role that announcements mention, where the server has one subscription; no role may be chosen. */
export const setupRole = defineComponent({
  id: setupRoleId,
  of: 'setup',
  run: async (_fields, press: Pressed<DrawingSetup>) =>
    redrawn(press, async () => {
      const { services, asker, say } = press;
      const guildId = asker.place.guildId ?? '';
      const { subscriptions } = services.announcements;
      const [subscription, ...others] = subscriptions.ofServer(guildId);
      if (subscription === undefined || others.length > 0)
        throw new UserError((inTheirs) => inTheirs('setup.roleWhere'));
      const { roleId: _before, ...kept } = subscription;
      const [role] = press.roles;
      await subscriptions.subscribe(role === undefined ? kept : { ...kept, roleId: role.id });
      if (role === undefined) return say('setup.roleNobody');
      if (role.id === guildId) return say('announce.everyoneIsQuiet');
      const { channelId } = subscription;
      const lacking = role.mentionable === false ? await services.lacking(guildId, channelId, ['mentionEveryone']) : [];
      const facts = { role: `<@&${role.id}>`, channel: `<#${channelId}>` };
      return lacking?.length === 1 ? say('announce.roleIsQuiet', facts) : say('setup.roleSet', facts);
    }),
});

/** Shows privately what an announcement will look like, without its buttons. */
export const setupPreview = defineComponent({
  id: setupPreviewId,
  of: 'setup',
  async run(_fields, press: Pressed<DrawingSetup & Using<'announcements.status'> & Pick<Press, 'sayOpenly'>>) {
    const { announcements } = press.services;
    const [subscription] = announcements.subscriptions.ofServer(press.asker.place.guildId ?? '');
    if (subscription === undefined) throw new UserError((say) => say('setup.roleWhere'));
    const facts = await announcements.status.preview(subscription);
    const { components: _buttons, mentionRoleIds: _nobody, ...shown } = announcementMessage(facts, press.sayOpenly);
    const intro = press.say('setup.previewIntro', { channel: `<#${subscription.channelId}>` });
    return { kind: 'private', body: { ...shown, content: `${intro}\n\n${shown.content ?? ''}` } };
  },
});

/** Sets the channel for polls; without one, polls open where the command is used. */
export const setupPolls = defineComponent({
  id: setupPollsId,
  of: 'setup',
  run: async (_fields, press: Pressed<DrawingSetup>) =>
    redrawn(press, async () => {
      const id = channelOf(press);
      const name = press.channels[0]?.name;
      const chosen = id === undefined ? {} : { pollChannel: { id, ...(name === undefined ? {} : { name }) } };
      await press.services.servers.update(press.asker.place.guildId ?? '', ({ pollChannel: _before, ...server }) => ({
        ...server,
        ...chosen,
      }));
      return id === undefined ? press.say('setup.pollsUnset') : press.say('setup.pollsSet', { channel: `<#${id}>` });
    }),
});

/** Opens the form of `/poll open`, for a first poll. */
export const setupFirstPoll = defineComponent({
  id: setupFirstPollId,
  of: 'poll',
  async run(_fields, press: Pressed<Using<never>>) {
    return { kind: 'form', form: pollForm(emptyDraft(press), press.asker.interactionId, press) };
  },
});

/** Redraws the screen. A moderator may just have mended something, so everything that waits is tried at once. */
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

/** A UserError is shown above the screen too, so that the screen stays. */
async function redrawn(press: DrawingSetup, act: () => Promise<string>): Promise<MessageAnswer> {
  let said: string;
  try {
    said = await act();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    said = error.sentence(press.say);
  }
  return { kind: 'update', body: await drawSetup(press, said) };
}

/**
 * The chosen channel; undefined when none was chosen.
 *
 * @throws UserError for a channel in which the bot cannot post
 */
function channelOf({ channels }: Pick<Press, 'channels'>): string | undefined {
  const [chosen] = channels;
  if (chosen === undefined) return undefined;
  if (chosen.type !== ChannelType.GuildText && chosen.type !== ChannelType.GuildAnnouncement) {
    throw new UserError((say) => say('setup.noSuchChannel'));
  }
  return chosen.id;
}
