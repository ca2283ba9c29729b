import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord-api-types/v10';
import type { Say } from '../../i18n/sentences.ts';
import { isThread, POSTABLE } from '../contract/channel-kinds.ts';
import { shortened } from '../contract/markdown.ts';

/** Discord's limits: https://discord.com/developers/docs/components/reference */
const BUTTON_LABEL = 80;
const BUTTONS_PER_ROW = 5;
const SELECT_TEXT = 100;
const SELECT_OPTIONS = 25;

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export interface ButtonLook {
  readonly id: string;
  readonly label?: string;
  /** A Unicode emoji, or a custom one as `name:id`. */
  readonly emoji?: string;
  readonly style?: 'primary' | 'secondary';
  readonly disabled?: boolean;
}

export function button(look: ButtonLook): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: look.style === 'primary' ? ButtonStyle.Primary : ButtonStyle.Secondary,
    custom_id: look.id,
    ...(look.label === undefined ? {} : { label: shortened(look.label, BUTTON_LABEL) }),
    ...(look.emoji === undefined ? {} : { emoji: emojiJson(look.emoji) }),
    ...(look.disabled === true ? { disabled: true } : {}),
  };
}

export function linkButton(label: string, url: string): APIComponentInMessageActionRow {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: shortened(label, BUTTON_LABEL), url };
}

/** The buttons in rows of five. */
export function rows(buttons: readonly APIComponentInMessageActionRow[]): Row[] {
  const made: Row[] = [];
  for (let start = 0; start < buttons.length; start += BUTTONS_PER_ROW) {
    made.push({ type: ComponentType.ActionRow, components: buttons.slice(start, start + BUTTONS_PER_ROW) });
  }
  return made;
}

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly about?: string;
  /** A Unicode emoji, or a custom one as `name:id`. */
  readonly emoji?: string;
  readonly chosen?: boolean;
}

/** A select with one choice. Only the first 25 options are shown, so put the important ones first. */
export function select(look: { id: string; placeholder: string; options: readonly SelectOption[] }): Row {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: look.id,
        placeholder: shortened(look.placeholder, 150),
        options: look.options.slice(0, SELECT_OPTIONS).map(({ value, label, about, emoji, chosen }) => ({
          value,
          label: shortened(label, SELECT_TEXT),
          ...(about === undefined ? {} : { description: shortened(about, SELECT_TEXT) }),
          ...(emoji === undefined ? {} : { emoji: emojiJson(emoji) }),
          ...(chosen === true ? { default: true } : {}),
        })),
      },
    ],
  };
}

/** A select of channels to post in, with `threads` of threads too; `clearable`: none may be chosen. */
export function channelSelect(look: {
  id: string;
  placeholder: string;
  chosen: string | undefined;
  clearable: boolean;
  threads?: boolean;
}): Row {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.ChannelSelect,
        custom_id: look.id,
        placeholder: shortened(look.placeholder, 150),
        channel_types: POSTABLE.filter((type) => look.threads === true || !isThread(type)),
        min_values: look.clearable ? 0 : 1,
        ...(look.chosen === undefined
          ? {}
          : { default_values: [{ id: look.chosen, type: SelectMenuDefaultValueType.Channel }] }),
      },
    ],
  };
}

/** A select of one role or none. */
export function roleSelect(look: { id: string; placeholder: string; chosen: string | undefined }): Row {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.RoleSelect,
        custom_id: look.id,
        placeholder: shortened(look.placeholder, 150),
        min_values: 0,
        ...(look.chosen === undefined
          ? {}
          : { default_values: [{ id: look.chosen, type: SelectMenuDefaultValueType.Role }] }),
      },
    ],
  };
}

function emojiJson(emoji: string): { name: string; id?: string } {
  const [name = emoji, id] = emoji.split(':');
  return id === undefined ? { name } : { name, id };
}

/** How an emoji is written inside a text. */
export function emojiText(emoji: string): string {
  return emoji.includes(':') ? `<:${emoji}>` : emoji;
}

/** Buttons for the page before and after, counted from 1; empty for a single page. */
export function pageButtons(say: Say, at: { page: number; pages: number }, idOf: (page: number) => string): Row[] {
  if (at.pages <= 1) return [];
  return rows([
    button({ id: idOf(at.page - 1), label: say('page.back'), disabled: at.page <= 1 }),
    button({ id: idOf(at.page + 1), label: say('page.on'), disabled: at.page >= at.pages }),
  ]);
}
