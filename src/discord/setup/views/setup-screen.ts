import { ChannelType, ComponentType, SelectMenuDefaultValueType } from 'discord-api-types/v10';
import type { Subscription } from '../../../domain/announcement/subscription.ts';
import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import { type Language, languages } from '../../../i18n/sentences.ts';
import type { Call } from '../../contract/command.ts';
import type { MessageBody } from '../../contract/message.ts';
import { button, type Row, rows, select } from '../../elements/controls.ts';
import { feedName } from '../../elements/feed-words.ts';
import { commandName } from '../../elements/names.ts';
import { permissionsText } from '../../elements/permissions-text.ts';
import { ACCENT } from '../../knowledge/views/cards/card.ts';
import { horizonOptions, horizonText } from '../../knowledge/views/how-far.ts';
import { setupAnnounceId, setupCheckId, setupDoneId, setupHorizonId, setupLanguageId, setupNoticesId } from '../ids.ts';
import type { ChannelRights } from '../rights.ts';

/** All that a server has set of what `/setup` sets, and what the bot may do there now. */
export interface SetupState {
  readonly horizon: Horizon | undefined;
  readonly language: Language;
  /** False where it is what Discord says of the server. */
  readonly languageChosen: boolean;
  readonly subscriptions: readonly Subscription[];
  readonly noticesTo: string | undefined;
  readonly rights: readonly ChannelRights[];
}

/** A server has one or two; more are told of by `/announce status`, and would not fit into a field. */
const MOST_LISTED = 4;
/** In one sentence. */
const MOST_NAMED = 10;
/** Takes a chosen language back. */
const AS_DISCORD = '-';

/** Everything as it is set now, with the means to change it. `said` is what came of the last choice. */
export function setupScreen(call: Call, state: SetupState, said?: string): MessageBody {
  const { say } = call;
  return {
    content: said ?? say('setup.intro', { command: commandName('setup', call.language) }),
    embeds: [overview(call, state, say('setup.thenCheck'))],
    components: [
      select({
        id: setupHorizonId.write({}),
        placeholder: say('setup.horizonPlaceholder'),
        options: horizonOptions(call, state.horizon),
      }),
      channelSelect({
        id: setupAnnounceId.write({}),
        placeholder: say('setup.announcePlaceholder'),
        chosen: onlyOne(state.subscriptions.map(({ channelId }) => channelId).filter(isThere(state))),
        clearable: false,
      }),
      channelSelect({
        id: setupNoticesId.write({}),
        placeholder: say('setup.noticesPlaceholder'),
        chosen: [state.noticesTo].filter((id) => id !== undefined).find(isThere(state)),
        clearable: true,
      }),
      select({
        id: setupLanguageId.write({}),
        placeholder: say('setup.languagePlaceholder'),
        options: [
          ...languages.map((language) => ({
            value: language,
            label: say(`setup.language.${language}`),
            chosen: state.languageChosen && language === state.language,
          })),
          { value: AS_DISCORD, label: say('setup.languageAsDiscord'), chosen: !state.languageChosen },
        ],
      }),
      ...rows([
        button({ id: setupDoneId.write({}), label: say('setup.done'), style: 'primary' }),
        button({ id: setupCheckId.write({}), label: say('setup.check'), emoji: '🔄' }),
      ]),
    ],
  };
}

/** What happens from now on, and what to try next. */
export function setupDone(call: Call, state: SetupState): MessageBody {
  const { say, language } = call;
  const channels = channelsOf(state);
  const lines = [
    channels.length === 0 ? say('setup.nowQuiet') : say('setup.nowAnnounced', { channels: channelsText(channels) }),
    horizonSentence(call, state.horizon),
    say('setup.next', { poll: commandName('poll open', language), character: commandName('character', language) }),
    ...(isAllGranted(state) ? [] : [say('setup.stillLacking', { command: commandName('setup', language) })]),
  ];
  return { content: lines.join(' '), embeds: [overview(call, state)] };
}

/** `afterwards`: what to do once the bot was granted what it lacks. */
function overview(call: Call, state: SetupState, afterwards = '') {
  const { say } = call;
  const announced = state.subscriptions
    .slice(0, MOST_LISTED)
    .map(({ channelId, feedUrl }) =>
      say('announce.statusLine', { channel: `<#${channelId}>`, feed: feedName(feedUrl) }),
    );
  const several = channelsOf(state).length > 1;
  return {
    title: say('setup.title'),
    color: ACCENT,
    fields: [
      { name: say('setup.horizon'), value: horizonSentence(call, state.horizon) },
      {
        name: say('setup.announce'),
        value:
          announced.length === 0
            ? say('setup.announceNone')
            : [
                ...announced,
                ...(several
                  ? [say('setup.announceSeveral', { command: commandName('announce stop', call.language) })]
                  : []),
              ].join('\n'),
      },
      {
        name: say('setup.notices'),
        value:
          state.noticesTo === undefined
            ? say('setup.noticesNone')
            : say('setup.noticesIn', { channel: `<#${state.noticesTo}>` }),
      },
      { name: say('setup.language'), value: languageSentence(call, state) },
      { name: say('setup.rights'), value: rightsText(call, state, afterwards) },
    ],
  };
}

function horizonSentence(call: Call, horizon: Horizon | undefined): string {
  if (horizon === undefined) return call.say('setup.horizonUnset');
  if (horizon === 'none') return call.say('setup.horizonNothing');
  if (horizon === 'all') return call.say('setup.horizonEverything');
  return call.say('setup.horizonSet', { label: horizonText(call, horizon) });
}

function languageSentence({ say }: Call, { language, languageChosen }: SetupState): string {
  const named = say(`setup.language.${language}`);
  return languageChosen ? named : say('setup.languageFromDiscord', { language: named });
}

function rightsText({ say }: Call, state: SetupState, afterwards: string): string {
  const lines = state.rights.map(({ channelId, uses, lacking }) => {
    const facts = { channel: `<#${channelId}>`, uses: uses.map((use) => say(`setup.use.${use}`)).join(', ') };
    if (lacking === undefined) return `❔ ${say('setup.rightsUnknown', facts)}`;
    if (lacking.length === 0) return `✅ ${say('setup.rightsGranted', facts)}`;
    return `⚠️ ${say('setup.rightsLacking', { ...facts, permissions: permissionsText(lacking, say) })}`;
  });
  if (lines.length === 0) return say('setup.rightsNowhere');
  const how = `-# ${say('setup.howToGrant')} ${afterwards}`.trim();
  return [...lines, ...(isAllGranted(state) ? [] : [how])].join('\n');
}

function isAllGranted({ rights }: SetupState): boolean {
  return rights.every(({ lacking }) => lacking?.length === 0);
}

function channelsOf({ subscriptions }: SetupState): readonly string[] {
  return [...new Set(subscriptions.map(({ channelId }) => channelId))];
}

function channelsText(channelIds: readonly string[]): string {
  const named = channelIds.slice(0, MOST_NAMED).map((id) => `<#${id}>`);
  return [...named, ...(channelIds.length > MOST_NAMED ? ['…'] : [])].join(', ');
}

/** A channel that may be gone is not put into a select, where it could not be shown. */
function isThere({ rights }: SetupState): (channelId: string) => boolean {
  return (channelId) => rights.some((known) => known.channelId === channelId && known.lacking !== undefined);
}

function onlyOne(channelIds: readonly string[]): string | undefined {
  const [first, ...others] = new Set(channelIds);
  return others.length === 0 ? first : undefined;
}

/** Of text and announcement channels; `clearable`: none may be chosen as well. */
function channelSelect(look: { id: string; placeholder: string; chosen: string | undefined; clearable: boolean }): Row {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.ChannelSelect,
        custom_id: look.id,
        placeholder: look.placeholder,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
        min_values: look.clearable ? 0 : 1,
        ...(look.chosen === undefined
          ? {}
          : { default_values: [{ id: look.chosen, type: SelectMenuDefaultValueType.Channel }] }),
      },
    ],
  };
}
