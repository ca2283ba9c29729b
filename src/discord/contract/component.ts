import type { Call, ChosenChannel, ChosenRole, Using } from './command.ts';
import type { CustomId } from './custom-id.ts';
import type { FormAnswer } from './form.ts';
import type { MessageBody } from './message.ts';

/** A private message, a redraw of the message with the button, or (where they asked for it) a public message. */
export type MessageAnswer =
  | { readonly kind: 'public'; readonly body: MessageBody }
  | { readonly kind: 'private'; readonly body: MessageBody }
  | { readonly kind: 'update'; readonly body: MessageBody };

/** The answer to a press or choice: a message or a form. */
export type ComponentAnswer = MessageAnswer | FormAnswer;

/** What a press or choice brings. */
interface Given {
  /** The values chosen in a select; empty for a button. */
  readonly values: readonly string[];
  /** The channels chosen in a select, with what Discord tells about each. */
  readonly channels: readonly ChosenChannel[];
  /** The roles chosen in a select. */
  readonly roles: readonly ChosenRole[];
  /** Whether the message with the button is private: it may then be redrawn in place. */
  readonly onPrivate: boolean;
}

export type Press = Call & Given;

/** A press reduced to what its handler needs, such as `Pressed<Using<'members'>>`. */
export type Pressed<Needs extends Using<never>> = Needs & Given;

/** Replaces the message if it is private; below a public message, answers privately instead. */
export function answerPress({ onPrivate }: Given, body: MessageBody): MessageAnswer {
  return { kind: onPrivate ? 'update' : 'private', body };
}

/** A button or select. It is found by the name in its id, so it works as long as its message exists. */
export interface Component<Needs = Press> {
  readonly name: string;
  /**
   * The moderators' command it belongs to: who may no longer use that command may not press it either. Default: anybody
   * may.
   */
  readonly of?: string | undefined;
  /** Undefined when the id cannot be read because an older version wrote it. */
  readonly run: (id: string, press: Needs) => Promise<ComponentAnswer> | undefined;
}

export function defineComponent<Key extends string, Needs extends Pressed<Using<never>> = Press>(component: {
  readonly id: CustomId<Key>;
  readonly of?: string;
  readonly run: (fields: Readonly<Record<Key, string>>, press: Needs) => Promise<ComponentAnswer>;
}): Component<Needs> {
  return {
    name: component.id.name,
    of: component.of,
    run(id, press) {
      const fields = component.id.read(id);
      return fields === undefined ? undefined : component.run(fields, press);
    },
  };
}
