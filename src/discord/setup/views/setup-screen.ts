import type { APIComponentInContainer } from 'discord-api-types/v10';
import type { Subscription } from '../../../domain/announcement/subscription.ts';
import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { PermissionName } from '../../../domain/permissions.ts';
import { type Language, languages } from '../../../i18n/sentences.ts';
import { shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Speaker, Teller } from '../../contract/reader.ts';
import { button, channelSelect, type Row, rows, select } from '../../elements/controls.ts';
import { container, rule, textBlock } from '../../elements/layouts.ts';
import { commandName, feedName, permissionsText } from '../../elements/names.ts';
import { ACCENT } from '../../knowledge/views/cards/card.ts';
import { horizonOptions, horizonText } from '../../knowledge/views/how-far.ts';
import { setupAnnounceId, setupCheckId, setupDoneId, setupHorizonId, setupLanguageId, setupNoticesId } from '../ids.ts';

/** What a channel is for, as far as the bot needs rights in it. */
export type Use = 'announcements' | 'notices' | 'polls';

export interface ChannelRights {
  readonly channelId: string;
  readonly uses: readonly Use[];
  /** What to grant; undefined when it could not be found out. */
  readonly lacking: readonly PermissionName[] | undefined;
}

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
/** Of a message's 4,000 characters. */
const RIGHTS = 1500;
/** In one sentence. */
const MOST_NAMED = 10;
/** Takes a chosen language back. */
const AS_DISCORD = '-';

/** Everything as it is set now, each with the means to change it right below it. `said` is what came of the last choice. */
export function setupScreen(by: Teller, state: SetupState, said?: string): MessageBody {
  const { say } = by;
  return {
    content: said ?? say('setup.intro', { command: commandName('setup', by.language) }),
    layout: [
      container(ACCENT, [
        ...overview(by, state, {
          afterwards: say('setup.thenCheck'),
          controls: {
            horizon: select({
              id: setupHorizonId.write({}),
              placeholder: say('setup.horizonPlaceholder'),
              options: horizonOptions(by, state.horizon),
            }),
            announce: channelSelect({
              id: setupAnnounceId.write({}),
              placeholder: say('setup.announcePlaceholder'),
              chosen: onlyOne(state.subscriptions.map(({ channelId }) => channelId).filter(isThere(state))),
              clearable: false,
            }),
            notices: channelSelect({
              id: setupNoticesId.write({}),
              placeholder: say('setup.noticesPlaceholder'),
              chosen: [state.noticesTo].filter((id) => id !== undefined).find(isThere(state)),
              clearable: true,
            }),
            language: languageSelect(by, state),
          },
        }),
        ...rows([
          button({ id: setupDoneId.write({}), label: say('setup.done'), style: 'primary' }),
          button({ id: setupCheckId.write({}), label: say('setup.check'), emoji: '🔄' }),
        ]),
      ]),
    ],
  };
}

function languageSelect({ say }: Speaker, state: SetupState): Row {
  return select({
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
  });
}

/** What happens from now on, and what to try next. */
export function setupDone(by: Teller, state: SetupState): MessageBody {
  const { say, language } = by;
  const channels = channelsOf(state);
  const lines = [
    channels.length === 0 ? say('setup.nowQuiet') : say('setup.nowAnnounced', { channels: channelsText(channels) }),
    horizonSentence(by, state.horizon),
    say('setup.next', { poll: commandName('poll open', language), character: commandName('character', language) }),
    ...(isAllGranted(state) ? [] : [say('setup.stillLacking', { command: commandName('setup', language) })]),
  ];
  return { content: lines.join(' '), layout: [container(ACCENT, overview(by, state))] };
}

type Topic = 'horizon' | 'announce' | 'notices' | 'language';

/** `controls`: what changes a topic. `afterwards`: what to do once the bot was granted what it lacks. */
function overview(
  by: Teller,
  state: SetupState,
  { controls, afterwards = '' }: { controls?: Readonly<Record<Topic, Row>>; afterwards?: string } = {},
): APIComponentInContainer[] {
  const { say } = by;
  const announced = state.subscriptions
    .slice(0, MOST_LISTED)
    .map(({ channelId, feedUrl }) =>
      say('announce.statusLine', { channel: `<#${channelId}>`, feed: feedName(feedUrl) }),
    );
  const several = channelsOf(state).length > 1;
  const announcing =
    announced.length === 0
      ? [say('setup.announceNone')]
      : [
          ...announced,
          ...(several ? [say('setup.announceSeveral', { command: commandName('announce stop', by.language) })] : []),
        ];
  const notices =
    state.noticesTo === undefined
      ? say('setup.noticesNone')
      : say('setup.noticesIn', { channel: `<#${state.noticesTo}>` });
  const topic = (name: Topic, text: string) => [
    textBlock(`**${say(`setup.${name}`)}**\n${text}`),
    ...(controls === undefined ? [] : [controls[name]]),
  ];
  return [
    textBlock(`## ${say('setup.title')}`),
    ...topic('horizon', horizonSentence(by, state.horizon)),
    ...topic('announce', announcing.join('\n')),
    ...topic('notices', notices),
    ...topic('language', languageSentence(by, state)),
    rule(),
    textBlock(shortened(`**${say('setup.rights')}**\n${rightsText(by, state, afterwards)}`, RIGHTS)),
  ];
}

function horizonSentence(by: Teller, horizon: Horizon | undefined): string {
  if (horizon === undefined) return by.say('setup.horizonUnset');
  if (horizon === 'none') return by.say('setup.horizonNothing');
  if (horizon === 'all') return by.say('setup.horizonEverything');
  return by.say('setup.horizonSet', { label: horizonText(by, horizon) });
}

function languageSentence({ say }: Speaker, { language, languageChosen }: SetupState): string {
  const named = say(`setup.language.${language}`);
  return languageChosen ? named : say('setup.languageFromDiscord', { language: named });
}

function rightsText({ say }: Speaker, state: SetupState, afterwards: string): string {
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
