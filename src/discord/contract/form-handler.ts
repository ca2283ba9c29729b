import type { Call, Using } from './command.ts';
import type { MessageAnswer } from './component.ts';
import type { CustomId } from './custom-id.ts';
import type { Filled } from './form.ts';

/** A form that was sent back, as far as its handler needs it, such as `Submission<Using<'members'>>`. */
export type Submission<Needs extends Using<never> = Call> = Needs & { readonly filled: Filled };

/** What is done with a form that is sent back; found by the name in its id, as components are. */
export interface FormHandler<Needs = Submission> {
  readonly name: string;
  /** The moderators' command that it belongs to: who may not use that any more may not send it either. */
  readonly of?: string | undefined;
  /** Undefined when the id cannot be read: it was written by an older version. */
  readonly run: (id: string, submission: Needs) => Promise<MessageAnswer> | undefined;
}

export function defineForm<Key extends string, Needs extends Submission<Using<never>> = Submission>(handler: {
  readonly id: CustomId<Key>;
  readonly of?: string;
  readonly run: (fields: Readonly<Record<Key, string>>, submission: Needs) => Promise<MessageAnswer>;
}): FormHandler<Needs> {
  return {
    name: handler.id.name,
    of: handler.of,
    run(id, submission) {
      const fields = handler.id.read(id);
      return fields === undefined ? undefined : handler.run(fields, submission);
    },
  };
}
