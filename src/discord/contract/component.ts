import type { Services } from '../../services/index.ts';
import type { Call, ChosenChannel } from './command.ts';
import type { CustomId } from './custom-id.ts';
import type { MessageBody } from './message.ts';

/** What a press or a choice is answered with: a message for the one who pressed, or the message itself drawn again. */
export type ComponentAnswer =
  | { readonly kind: 'private'; readonly body: MessageBody }
  | { readonly kind: 'update'; readonly body: MessageBody };

export interface Press<Needed = Services> extends Call<Needed> {
  /** What a select's choosing gave; empty for a button. */
  readonly values: readonly string[];
  /** The channels among them, with what Discord tells of each. */
  readonly channels: readonly ChosenChannel[];
  /** Whether what was pressed is seen by the one who pressed alone: then it may be drawn again in place. */
  readonly onPrivate: boolean;
}

/** Put in the place of a private message, and given privately to whoever presses below a public one. */
export function answerPress({ onPrivate }: Pick<Press, 'onPrivate'>, body: MessageBody): ComponentAnswer {
  return { kind: onPrivate ? 'update' : 'private', body };
}

/** One button or select, found by the name in its id, so that it works for as long as its message exists. */
export interface Component {
  readonly name: string;
  /** The moderators' command on whose screen it stands: who may not use that any more may not press it either. */
  readonly of?: string | undefined;
  /** Undefined when the id cannot be read: it was written by an older version. */
  run(id: string, press: Press): Promise<ComponentAnswer> | undefined;
}

export function defineComponent<Key extends string>(component: {
  readonly id: CustomId<Key>;
  readonly of?: string;
  readonly run: (fields: Readonly<Record<Key, string>>, press: Press) => Promise<ComponentAnswer>;
}): Component {
  return {
    name: component.id.name,
    of: component.of,
    run(id, press) {
      const fields = component.id.read(id);
      return fields === undefined ? undefined : component.run(fields, press);
    },
  };
}
