import {
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmission,
  ComponentType,
  type ModalSubmitComponent,
  TextInputStyle,
} from 'discord-api-types/v10';
import { shortened } from './markdown.ts';
import type { MessageBody } from './message.ts';

/** What every field has: a key to read its value by, and a label. */
interface Labelled {
  readonly key: string;
  /** At most 45 characters are shown. */
  readonly label: string;
  /** A line below the label; at most 100 characters are shown. */
  readonly about?: string | undefined;
  /** Whether the form can be submitted without it. Default: false. */
  readonly optional?: boolean;
}

/** A text of one line or several. Discord's client does not accept more than `maxLength` characters. */
interface TextField extends Labelled {
  readonly kind: 'line' | 'lines';
  readonly maxLength: number;
  /** The text in it at first; cut to `maxLength`. */
  readonly value?: string | undefined;
  /** Shown while it is empty; at most 100 characters. */
  readonly example?: string | undefined;
}

/** A choice of one option (at most 25), or `ticks` for any number of them (at most 10). */
interface ChoiceField extends Labelled {
  readonly kind: 'choice' | 'ticks';
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly about?: string | undefined;
    readonly chosen?: boolean;
  }[];
}

export type FormField = TextField | ChoiceField;

/**
 * A modal as plain values. It can only be the first answer to a command or a press, and not the answer to another
 * modal.
 */
export interface Form {
  /**
   * The id of the submission. It must be different each time, so that no client fills in what was typed into an earlier
   * one.
   */
  readonly id: string;
  /** At most 45 characters are shown. */
  readonly title: string;
  /** One to five. */
  readonly fields: readonly FormField[];
}

/** Answers with a form. */
export interface FormAnswer {
  readonly kind: 'form';
  readonly form: Form;
}

/** The answer to a command: a message or a form. */
export type CommandAnswer = MessageBody | FormAnswer;

export function isForm(answer: CommandAnswer): answer is FormAnswer {
  return 'kind' in answer;
}

/** The submitted values, by the keys of the fields. They are unchecked: a client can send anything. */
export interface Filled {
  /** The text of a field; empty where nothing was written. */
  text(key: string): string;
  /** The values that were chosen or ticked. */
  chosen(key: string): readonly string[];
  /** Whether the form was opened from a private message of its sender, which may then be redrawn. */
  readonly onPrivate: boolean;
}

/** Limits of https://docs.discord.com/developers/components/reference#label and of the components inside. */
const TITLE = 45;
const LABEL = 45;
const ABOUT = 100;
const OPTIONS = { choice: 25, ticks: 10 };

/** The form in Discord's format. */
export function formPayload({ id, title, fields }: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: id,
    title: shortened(title, TITLE),
    components: fields.map((field) => ({
      type: ComponentType.Label,
      label: shortened(field.label, LABEL),
      ...(field.about === undefined ? {} : { description: shortened(field.about, ABOUT) }),
      component: inputOf(field),
    })),
  };
}

function inputOf(field: FormField) {
  const required = field.optional !== true;
  if ('maxLength' in field) {
    const { value, example, maxLength } = field;
    return {
      type: ComponentType.TextInput as const,
      custom_id: field.key,
      style: field.kind === 'line' ? TextInputStyle.Short : TextInputStyle.Paragraph,
      required,
      max_length: maxLength,
      ...(value === undefined || value === '' ? {} : { value: shortened(value, maxLength) }),
      ...(example === undefined ? {} : { placeholder: shortened(example, ABOUT) }),
    };
  }
  const options = field.options.slice(0, OPTIONS[field.kind]).map(({ value, label, about, chosen }) => ({
    value,
    label: shortened(label, ABOUT),
    ...(about === undefined ? {} : { description: shortened(about, ABOUT) }),
    ...(chosen === true ? { default: true } : {}),
  }));
  if (field.kind === 'choice') {
    return { type: ComponentType.StringSelect as const, custom_id: field.key, required, options };
  }
  return {
    type: ComponentType.CheckboxGroup as const,
    custom_id: field.key,
    required,
    min_values: required ? 1 : 0,
    max_values: options.length,
    options,
  };
}

/** Reads what was sent back. */
export function readFilled({ components }: Pick<APIModalSubmission, 'components'>, onPrivate: boolean): Filled {
  const inputs = new Map(
    components
      .flatMap((row): ModalSubmitComponent[] => {
        if (row.type === ComponentType.Label) return [row.component];
        return row.type === ComponentType.ActionRow ? row.components : [];
      })
      .map((input) => [input.custom_id, input]),
  );
  return {
    text(key) {
      const input = inputs.get(key);
      return input?.type === ComponentType.TextInput ? input.value : '';
    },
    chosen(key) {
      const input = inputs.get(key);
      return input !== undefined && 'values' in input ? input.values : [];
    },
    onPrivate,
  };
}
