import type { ViewContext } from '../messages/view-context.ts';
import { useComponent } from './chat-acts.ts';
import type { Client } from './client.ts';

export type Presses = Pick<ViewContext, 'failureOn' | 'pressedOn' | 'use'>;

/**
 * What was pressed or chosen on messages, and the last failure on each. `onChange` is called when something must be
 * redrawn.
 */
export function createPresses(client: Client, onChange: () => void): Presses {
  const failures = new Map<string, string>();
  const pressed = new Map<string, string>();
  return {
    failureOn: (id) => failures.get(id),
    pressedOn: (id) => pressed.get(id),
    async use(message, component, values) {
      pressed.set(message.id, component.custom_id ?? '');
      failures.delete(message.id);
      onChange();
      const failure = await useComponent(client, message, component, values);
      pressed.delete(message.id);
      if (failure !== undefined) failures.set(message.id, failure);
      onChange();
    },
  };
}
