import { bodies, button, of, type Probe, row, select, text, V2, x } from './probe.ts';

/** A new interaction for each probe: of a command, and of an option being typed. */
const CALLBACK = '/interactions/{interaction}/{token}/callback';
const TYPING = '/interactions/{typing}/{typingToken}/callback';
const SOURCE = 'interactions/receiving-and-responding#interaction-response-object-interaction-callback-type';
const MODAL = 'interactions/receiving-and-responding#interaction-response-object-modal';
const label = (component: object, more: object = {}) => ({ type: 18, label: 'L', component, ...more });
const input = (more: object = {}) => ({ type: 4, custom_id: 't', style: 1, ...more });
const modal = (...components: unknown[]) => ({ type: 9, data: { custom_id: 'm', title: 'M', components } });
const options = (count: number) => of(count, (n) => ({ label: `${n}`, value: `${n}` }));

export const answerProbes: Probe[] = [
  ...bodies('answers', 'POST', CALLBACK, SOURCE, [
    ['a text', { type: 4, data: { content: 'x' } }, 204],
    ['a private text', { type: 4, data: { content: 'x', flags: 64 } }, 204],
    ['nothing', { type: 4, data: {} }, 400, 50006],
    ['no data', { type: 4 }, 400, 50035],
    ['thinking', { type: 5 }, 204],
    ['thinking in private', { type: 5, data: { flags: 64 } }, 204],
    ['a ping', { type: 1 }, 400, 50035],
    ['an update, of a command', { type: 7, data: { content: 'x' } }, 400, 50035],
    ['suggestions, of a command', { type: 8, data: { choices: [] } }, 400, 50035],
    ['a type that is none', { type: 99 }, 400, 50035],
    ['2,001 characters', { type: 4, data: { content: x(2001) } }, 400, 50035],
    ['a layout', { type: 4, data: { flags: V2, components: [text()] } }, 204],
    ['a private layout', { type: 4, data: { flags: V2 | 64, components: [text()] } }, 204],
    ['a layout beside a text', { type: 4, data: { content: 'x', flags: V2, components: [text()] } }, 400, 50035],
    ['a button', { type: 4, data: { content: 'x', components: [row(button())] } }, 204],
    [
      'an emoji of elsewhere',
      { type: 4, data: { content: 'x', components: [row(button({ emoji: { id: '{foreign}', name: 'ivan' } }))] } },
      400,
      50035,
    ],
    ['what AutoMod refuses', { type: 4, data: { content: 'forbidden' } }, 400, 200000],
  ]),
  ...bodies('suggestions', 'POST', TYPING, SOURCE, [
    ['none', { type: 8, data: { choices: [] } }, 204],
    ['25', { type: 8, data: { choices: of(25, (n) => ({ name: `${n}`, value: `${n}` })) } }, 204],
    ['26', { type: 8, data: { choices: of(26, (n) => ({ name: `${n}`, value: `${n}` })) } }, 400, 50035],
    ['a name of 101', { type: 8, data: { choices: [{ name: x(101), value: 'a' }] } }, 400, 50035],
    ['an empty name', { type: 8, data: { choices: [{ name: '', value: 'a' }] } }, 400, 50035],
    ['a value of 101', { type: 8, data: { choices: [{ name: 'a', value: x(101) }] } }, 400, 50035],
    ['an empty value', { type: 8, data: { choices: [{ name: 'a', value: '' }] } }, 400, 50035],
    ['a number for a text', { type: 8, data: { choices: [{ name: 'a', value: 5 }] } }, 400, 50035],
    ['a text', { type: 4, data: { content: 'x' } }, 400, 50035],
  ]),
  ...bodies('modals', 'POST', CALLBACK, MODAL, [
    ['a text in a label', modal(label(input())), 204],
    ['a text in a row, as before', modal(row(input({ label: 'L' }))), 204],
    ['a text in a row without a label', modal(row(input())), 400, 50035],
    ['two texts in a row', modal(row(input({ label: 'L' }), input({ label: 'L', custom_id: 'u' }))), 400, 50035],
    ['a text outside of both', modal(input({ label: 'L' })), 400, 50035],
    ['five', modal(...of(5, (n) => label(input({ custom_id: `${n}` })))), 204],
    ['six', modal(...of(6, (n) => label(input({ custom_id: `${n}` })))), 400, 50035],
    ['none', modal(), 400, 50035],
    ['one id twice', modal(label(input()), label(input())), 400, 50035],
    ['a title of 46', { type: 9, data: { custom_id: 'm', title: x(46), components: [label(input())] } }, 400, 50035],
    ['no title', { type: 9, data: { custom_id: 'm', components: [label(input())] } }, 400, 50035],
    ['a label of 46', modal(label(input(), { label: x(46) })), 400, 50035],
    ['words of 101 below it', modal(label(input(), { description: x(101) })), 400, 50035],
    ['a text of 4,001 at most', modal(label(input({ max_length: 4001 }))), 400, 50035],
    ['more at least than at most', modal(label(input({ min_length: 5, max_length: 4 }))), 400, 50035],
    ['more filled in than fits', modal(label(input({ value: 'abc', max_length: 2 }))), 400, 50035],
    ['words to read', modal(text(), label(input())), 204],
    ['a select', modal(label(select())), 204],
    ['a disabled select', modal(label(select({ disabled: true }))), 400, 50035],
    ['none of a required select', modal(label(select({ min_values: 0 }))), 400, 50035],
    ['none of another', modal(label(select({ min_values: 0, required: false }))), 204],
    ['people', modal(label({ type: 5, custom_id: 'u' })), 204],
    ['roles', modal(label({ type: 6, custom_id: 'u' })), 204],
    ['both', modal(label({ type: 7, custom_id: 'u' })), 204],
    ['channels', modal(label({ type: 8, custom_id: 'u' })), 204],
    ['one of two', modal(label({ type: 21, custom_id: 'r', options: options(2) })), 204],
    ['one of one', modal(label({ type: 21, custom_id: 'r', options: options(1) })), 400, 50035],
    ['one of eleven', modal(label({ type: 21, custom_id: 'r', options: options(11) })), 400, 50035],
    ['boxes', modal(label({ type: 22, custom_id: 'b', options: options(10) })), 204],
    ['eleven boxes', modal(label({ type: 22, custom_id: 'b', options: options(11) })), 400, 50035],
    ['a box', modal(label({ type: 23, custom_id: 'b' })), 204],
    ['files', modal(label({ type: 19, custom_id: 'f', max_values: 10 })), 204],
    ['eleven files', modal(label({ type: 19, custom_id: 'f', max_values: 11 })), 400, 50035],
    ['a button', modal(label(button())), 400, 50035],
    ['a gallery', modal({ type: 12, items: [{ media: { url: 'https://example.com/a.png' } }] }), 400, 50035],
  ]),
];
