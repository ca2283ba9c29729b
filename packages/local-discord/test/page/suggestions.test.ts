import { expect, test } from 'vitest';
import { suggestionsFor, type Typing } from '../../page/composer/suggestions.ts';
import { leaves, places } from './commands.ts';

function typed(text: string, more: Partial<Typing> = {}) {
  return suggestionsFor({ text, caret: text.length, leaves, places, picks: [], live: [], ...more });
}
const labels = (text: string, more: Partial<Typing> = {}) => typed(text, more).items.map(({ label }) => label);

test('a slash lists every command in the language of the person, with required options marked', () => {
  expect(labels('/')).toEqual(['/poll list', '/poll open', '/보기']);
  expect(typed('/보').items[0]?.options).toEqual([
    { name: '이름', required: true },
    { name: 'private', required: false },
  ]);
});

test('what begins with the letters typed comes first, by either name', () => {
  expect(labels('/op')).toEqual(['/poll open']);
  expect(labels('/loo')).toEqual(['/보기']);
  expect(labels('/nothing')).toEqual([]);
});

test('taking a command goes on with its first required option', () => {
  expect(typed('/poll o').items[0]?.edit).toEqual({ text: '/poll open match:', caret: 17 });
  expect(typed('/poll l').items[0]?.edit.text).toBe('/poll list ');
});

test('an option with autocomplete is asked of the bot, and its choices are offered as they came', () => {
  const live = [{ label: 'Till · 틸', value: 'till' }];
  const { isLive, items, takesFirst } = typed('/look name:ti', { live });
  expect([isLive, takesFirst, items.map(({ label }) => label)]).toEqual([true, true, ['Till · 틸']]);
  expect(items[0]?.edit).toEqual({
    text: '/look name:Till · 틸 ',
    caret: 20,
    pick: { option: 'name', label: 'Till · 틸', value: 'till' },
  });
});

test('after a choice was taken the other options are offered, and Enter sends', () => {
  const picks = [{ option: 'name', label: 'Till · 틸', value: 'till' }];
  const after = typed('/look name:Till · 틸 ', { picks });
  expect([after.isLive, after.takesFirst, after.items.map(({ label }) => label)]).toEqual([false, false, ['private']]);
  expect(after.items[0]?.edit.text).toBe('/look name:Till · 틸 private:');
});

test('taking a choice goes on to the next required option, and keeps what follows', () => {
  const channel = typed('/poll open match:m channel:gen').items[0]?.edit;
  expect(channel?.text).toBe('/poll open match:m channel:#general closes:');
  const text = '/poll open channel: match:m closes:2h';
  const between = typed(text, { caret: text.indexOf(' match') }).items[0]?.edit;
  expect(between).toMatchObject({ text: '/poll open channel:#general match:m closes:2h', caret: 28 });
});

test('channels, truth and fixed choices are picked from lists, channels only of the types that are allowed', () => {
  expect(labels('/poll open channel:')).toEqual(['#general']);
  expect(labels('/look name:x private:')).toEqual(['True', 'False']);
  expect(labels('/poll open show:no')).toEqual(['Nothing']);
});

test('a further word of free text can become the name of an option', () => {
  expect(labels('/poll open match:round ch')).toEqual(['channel']);
  expect(typed('/poll open match:round ch').items[0]?.edit.text).toBe('/poll open match:round channel:');
  expect(labels('/poll open match:round')).toEqual([]);
});

test('an ordinary message is left alone', () => {
  expect(typed('see /poll open')).toMatchObject({ items: [], isLive: false });
});
