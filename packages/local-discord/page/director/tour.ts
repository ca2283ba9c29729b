import type { TourAct } from '../../tour/script.ts';
import type { Component, Message } from '../wire/shapes.ts';

/** Whether one of these messages, new or changed since the step began, contains the text that the step waits for. */
export function isSeen(messages: readonly Message[], text: string, sinceMs: number): boolean {
  return findSeen(messages, text, sinceMs) !== undefined;
}

/** The newest such message. */
export function findSeen(messages: readonly Message[], text: string, sinceMs: number): Message | undefined {
  return messages.findLast((message) => changedAtMs(message) >= sinceMs && readable(message).includes(text));
}

/** The label of the button that does a step for the person. */
export function actLabel(act: TourAct): string {
  if ('say' in act) return 'Type it for me';
  if ('press' in act || 'react' in act) return 'Press it for me';
  return 'publish' in act ? 'Publish it for me' : 'Move the clock for me';
}

/** The instruction of a step, with the exact text to type or press in the middle. */
export function actWords(act: TourAct): { readonly before: string; readonly exact: string; readonly after: string } {
  if ('say' in act) return { before: 'Type ', exact: act.say, after: ' and press Enter.' };
  if ('press' in act) return { before: 'Press ', exact: act.press, after: ' under the newest message that has it.' };
  if ('react' in act)
    return { before: 'Press ', exact: 'the first reaction', after: ' under the newest message that has any.' };
  if ('publish' in act) return { before: 'In the director’s panel, publish ', exact: act.publish, after: '.' };
  const wanted = act.clock === 'next-deadline' ? 'to the next deadline' : `on by ${act.clock} seconds`;
  return { before: 'In the director’s panel, move the clock ', exact: wanted, after: '.' };
}

function changedAtMs({ timestamp, edited_timestamp: edited }: Message): number {
  return Date.parse(edited ?? timestamp);
}

function readable(message: Message): string {
  const embeds = message.embeds.flatMap(({ title, description, fields = [], footer }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ]);
  const files = message.attachments.flatMap(({ filename, description }) => [filename, description]);
  return [message.content, ...embeds, ...files, ...(message.components ?? []).flatMap(textsOf)]
    .filter(Boolean)
    .join('\n');
}

function textsOf({ content, label, components = [], accessory, items = [] }: Component): (string | undefined)[] {
  return [
    content,
    label,
    ...components.flatMap(textsOf),
    ...(accessory === undefined ? [] : textsOf(accessory)),
    ...items.flatMap(({ media, description }) => [media.url.split('/').at(-1), description ?? undefined]),
  ];
}
