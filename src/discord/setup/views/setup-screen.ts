import type { APIComponentInContainer } from 'discord-api-types/v10';
import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import { shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Speaker, Teller } from '../../contract/reader.ts';
import { button, channelSelect, type Row, roleSelect, rows, select } from '../../elements/controls.ts';
import { container, rule, textBlock } from '../../elements/layouts.ts';
import { commandName, feedName, permissionsText } from '../../elements/names.ts';
import { ACCENT } from '../../knowledge/views/cards/card.ts';
import { horizonOptions, horizonText } from '../../knowledge/views/how-far.ts';
import {
  setupAnnounceId,
  setupCheckId,
  setupDoneId,
  setupFirstPollId,
  setupHorizonId,
  setupNoticesId,
  setupPollsId,
  setupPreviewId,
  setupRoleId,
} from '../ids.ts';
import { keepUpSelect, languageSelect, zoneName, zoneSelect } from './setup-choices.ts';
import type { SetupState } from './setup-state.ts';

/** How many subscriptions are listed; most servers have one or two, and `/announce status` shows all. */
const MOST_LISTED = 4;
/** Characters for the permissions, from a message's 4,000. */
const RIGHTS = 1500;
/** How many polls are named in one sentence. */
const MOST_NAMED = 10;

/** All settings, each with the controls to change it below. `said`: about the last choice. */
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
            role: roleRow(by, state),
            polls: channelSelect({
              id: setupPollsId.write({}),
              placeholder: say('setup.pollsPlaceholder'),
              chosen: [state.pollsIn].filter((id) => id !== undefined).find(isThere(state)),
              clearable: true,
            }),
            language: languageSelect(by, state),
            zone: zoneSelect(by, state),
            keepUp: keepUpSelect(by, state),
          },
        }),
        ...rows([
          button({ id: setupDoneId.write({}), label: say('setup.done'), style: 'primary' }),
          button({ id: setupFirstPollId.write({}), label: say('setup.firstPoll'), emoji: '🗳️' }),
          ...(state.subscriptions.length === 1
            ? [button({ id: setupPreviewId.write({}), label: say('setup.preview'), emoji: '👁️' })]
            : []),
          button({ id: setupCheckId.write({}), label: say('setup.check'), emoji: '🔄' }),
        ]),
      ]),
    ],
  };
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

type Topic = 'language' | 'zone' | 'horizon' | 'keepUp' | 'announce' | 'polls' | 'notices';
type Control = Topic | 'role';

/** `controls`: for changing each setting. `afterwards`: what to do once missing permissions are granted. */
function overview(
  by: Teller,
  state: SetupState,
  { controls, afterwards = '' }: { controls?: Readonly<Record<Control, Row | undefined>>; afterwards?: string } = {},
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
    ...[controls?.[name], name === 'announce' ? controls?.role : undefined].filter((row) => row !== undefined),
  ];
  return [
    textBlock(`## ${say('setup.title')}`),
    ...topic('language', languageSentence(by, state)),
    ...topic('zone', zoneSentence(by, state)),
    ...topic('horizon', horizonSentence(by, state.horizon)),
    ...topic('keepUp', keepUpSentence(by, state)),
    ...topic('announce', announcing.join('\n')),
    ...topic('polls', pollsSentence(by, state)),
    ...topic('notices', notices),
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

function zoneSentence(by: Speaker, { zone, zoneChosen }: SetupState): string {
  const named = zoneName(zone, by);
  const facts = { zone: named === zone ? zone : `${named} (${zone})` };
  return zoneChosen ? by.say('setup.zoneIs', facts) : by.say('setup.zoneIsByLanguage', facts);
}

function keepUpSentence({ say }: Speaker, { keepUpDays, horizon }: SetupState): string {
  if (keepUpDays === undefined) return say('setup.keepUpOff');
  if (horizon === undefined) return say('setup.keepUpWaits');
  return horizon === 'all' ? say('setup.keepUpAlways') : say('setup.keepUpOn', { count: keepUpDays });
}

function pollsSentence({ say }: Speaker, { pollsIn }: SetupState): string {
  return pollsIn === undefined ? say('setup.pollsHere') : say('setup.pollsIn', { channel: `<#${pollsIn}>` });
}

/** With several subscriptions, their roles are set by `/announce here`. */
function roleRow({ say }: Speaker, { subscriptions }: SetupState): Row | undefined {
  const [subscription, ...others] = subscriptions;
  if (subscription === undefined || others.length > 0) return undefined;
  return roleSelect({
    id: setupRoleId.write({}),
    placeholder: say('setup.rolePlaceholder'),
    chosen: subscription.roleId,
  });
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

/** Whether a channel exists; one that may be gone is not preselected, because a select could not show it. */
function isThere({ rights }: SetupState): (channelId: string) => boolean {
  return (channelId) => rights.some((known) => known.channelId === channelId && known.lacking !== undefined);
}

function onlyOne(channelIds: readonly string[]): string | undefined {
  const [first, ...others] = new Set(channelIds);
  return others.length === 0 ? first : undefined;
}
