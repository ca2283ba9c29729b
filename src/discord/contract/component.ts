import type { Call, ChosenChannel, ChosenRole, Using } from './command.ts';
import type { CustomId } from './custom-id.ts';
import type { FormAnswer } from './form.ts';
import type { MessageBody } from './message.ts';

/**
 * A message for the one who acted, the message that they acted on drawn again, or, where they asked for just that, a message
 * for everybody.
 */
export type MessageAnswer =
  | { readonly kind: 'public'; readonly body: MessageBody }
  | { readonly kind: 'private'; readonly body: MessageBody }
  | { readonly kind: 'update'; readonly body: MessageBody };

/** What a press or a choice is answered with: a message, or a form to fill in. */
export type ComponentAnswer = MessageAnswer | FormAnswer;

/** What was pressed or chosen. */
interface Given {
  /** What a select's choosing gave; empty for a button. */
  readonly values: readonly string[];
  /** The channels among them, with what Discord tells of each. */
  readonly channels: readonly ChosenChannel[];
  /** The roles among them. */
  readonly roles: readonly ChosenRole[];
  /** Whether what was pressed is seen by the one who pressed alone: then it may be drawn again in place. */
  readonly onPrivate: boolean;
}

export type Press = Call & Given;

/** A press as far as its handler needs it, such as `Pressed<Using<'members'>>`. */
export type Pressed<Needs extends Using<never>> = Needs & Given;

/** Put in the place of a private message, and given privately to whoever presses below a public one. */
export function answerPress({ onPrivate }: Given, body: MessageBody): MessageAnswer {
  return { kind: onPrivate ? 'update' : 'private', body };
}

/** One button or select, found by the name in its id, so that it works for as long as its message exists. */
export interface Component<Needs = Press> {
  readonly name: string;
  /** The moderators' command on whose screen it stands: who may not use that any more may not press it either. */
  readonly of?: string | undefined;
  /** Undefined when the id cannot be read: it was written by an older version. */
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
