import {
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmission,
  ComponentType,
  type ModalSubmitComponent,
  TextInputStyle,
} from 'discord-api-types/v10';
import { shortened } from './markdown.ts';
import type { MessageBody } from './message.ts';

/** What every field has: its key, by which the answer is found, and what people read above it. */
interface Labelled {
  readonly key: string;
  /** At most 45 characters are shown. */
  readonly label: string;
  /** A line below the label; at most 100 characters are shown. */
  readonly about?: string | undefined;
  /** Whether Discord lets the form be sent without it. Default: it does not. */
  readonly optional?: boolean;
}

/** A text to write, in one line or in several. Discord refuses more than `maxLength` characters before it sends anything. */
interface TextField extends Labelled {
  readonly kind: 'line' | 'lines';
  readonly maxLength: number;
  /** What stands there from the start; cut to `maxLength`. */
  readonly value?: string | undefined;
  /** Shown while nothing is written; at most 100 characters. */
  readonly example?: string | undefined;
}

/** One of a few, or (`ticks`) any number of them. At most 25 to choose one of, and 10 to tick. */
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

/** A modal as plain values. It can only be the first answer to a command or a press, and never one to another modal. */
export interface Form {
  /** Of what is sent back. Different each time, so that no client fills it with what was typed into an earlier one. */
  readonly id: string;
  /** At most 45 characters are shown. */
  readonly title: string;
  /** One to five. */
  readonly fields: readonly FormField[];
}

/** An answer that puts a form before the one who asked. */
export interface FormAnswer {
  readonly kind: 'form';
  readonly form: Form;
}

/** What a command is answered with: a message, or a form to fill in. */
export type CommandAnswer = MessageBody | FormAnswer;

export function isForm(answer: CommandAnswer): answer is FormAnswer {
  return 'kind' in answer;
}

/** What was filled in, by the keys of the fields: unchecked, since a client sends what it likes. */
export interface Filled {
  /** Of each text; the empty one where nothing was written. */
  text(key: string): string;
  /** What was chosen or ticked. */
  chosen(key: string): readonly string[];
  /** Whether the form was opened by a button or select of a message that its sender alone sees: that may be drawn again. */
  readonly onPrivate: boolean;
}

/** https://docs.discord.com/developers/components/reference#label, and the components that may stand in one. */
const TITLE = 45;
const LABEL = 45;
const ABOUT = 100;
const OPTIONS = { choice: 25, ticks: 10 };

/** The form as Discord takes it. */
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
