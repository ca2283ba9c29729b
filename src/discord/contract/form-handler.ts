import type { Call, Using } from './command.ts';
import type { MessageAnswer } from './component.ts';
import type { CustomId } from './custom-id.ts';
import type { Filled } from './form.ts';

/** A submitted form reduced to what its handler needs, such as `Submission<Using<'members'>>`. */
export type Submission<Needs extends Using<never> = Call> = Needs & { readonly filled: Filled };

/** The handler of a submitted form. It is found by the name in its id, as components are. */
export interface FormHandler<Needs = Submission> {
  readonly name: string;
  /**
   * The moderators' command it belongs to: who may no longer use that command may not submit it either. Default:
   * anybody may.
   */
  readonly of?: string | undefined;
  /** Undefined when the id cannot be read because an older version wrote it. */
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
