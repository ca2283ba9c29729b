import type { APIMessage } from 'discord-api-types/v10';
import { everyComponent } from './person-forms.ts';

/**
 * Everything that can be read in a message, from top to bottom: its text, its embeds and the texts of its components,
 * without the labels of buttons and choices.
 */
export function writtenIn({
  content,
  embeds,
  components,
}: Pick<APIMessage, 'content' | 'embeds' | 'components'>): string {
  const inEmbeds = embeds.flatMap(({ title, description, fields = [], footer }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ]);
  const inComponents = everyComponent(components).flatMap(({ content: text }) =>
    typeof text === 'string' ? [text] : [],
  );
  return [content, ...inEmbeds, ...inComponents].filter((text) => text !== undefined && text !== '').join('\n');
}
