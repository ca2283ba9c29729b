import { expect, test } from 'vitest';
import { optionAt, readCommandLine, readFinishedLine } from '../../page/composer/command-line.ts';
import { type Pick, readForSending, readForSuggesting } from '../../page/composer/option-values.ts';
import { leaves, places } from './commands.ts';

function given(text: string) {
  const line = readCommandLine(text, leaves);
  return line.kind === 'command'
    ? [line.leaf.title, Object.fromEntries(line.given.map((one) => [one.option.name, one.text]))]
    : line.kind;
}

function sent(text: string, picks: readonly Pick[] = []) {
  const line = readCommandLine(text, leaves);
  if (line.kind !== 'command') throw new Error(`${text} is no command`);
  const read = readForSending(line.leaf, line.given, picks, places);
  return 'options' in read ? read.options : read.problems;
}

test('a line is a message, the beginning of a command, or a command with its options', () => {
  expect(given('hello / there')).toBe('message');
  expect(given('/poll')).toBe('naming');
  expect(given('/poll open')).toBe('naming');
  expect(given('/poll list ')).toEqual(['poll list', {}]);
  expect(given('/poll open match:round 7 closes:in 2 h')).toEqual([
    'poll open',
    { match: 'round 7', closes: 'in 2 h' },
  ]);
});

test('a command that is sent needs no space behind its name', () => {
  expect(readFinishedLine('/poll list', leaves)).toMatchObject({ kind: 'command', leaf: { title: 'poll list' } });
  expect(readFinishedLine('/poll', leaves).kind).toBe('naming');
  expect(readFinishedLine('poll list', leaves).kind).toBe('message');
});

test('commands and options may be called by their name in either language', () => {
  expect(given('/보기 이름:틸')).toEqual(['보기', { name: '틸' }]);
  expect(given('/LOOK Name:Till')).toEqual(['보기', { name: 'Till' }]);
});

test('what stands before the first name is meant for the first option', () => {
  expect(given('/look Till the end private:true')).toEqual(['보기', { name: 'Till the end', private: 'true' }]);
});

test('a colon inside a value is part of it, unless it follows the name of another option', () => {
  expect(given('/poll open match:Till: live closes:20:00')).toEqual([
    'poll open',
    { match: 'Till: live', closes: '20:00' },
  ]);
});

test('the caret tells which option is being typed', () => {
  const text = '/poll open match:round 7 closes:in';
  const line = readCommandLine(text, leaves);
  const at = (caret: number) => (line.kind === 'command' ? optionAt(line.given, caret)?.option.name : undefined);
  expect([at(3), at(text.indexOf('7')), at(text.length)]).toEqual([undefined, 'match', 'closes']);
});

test('options are sent as their types, under their subcommand', () => {
  expect(sent('/poll open match:m closes:2h channel:#general points:3 show:Nothing')).toEqual([
    {
      type: 1,
      name: 'open',
      options: [
        { type: 3, name: 'match', value: 'm' },
        { type: 3, name: 'closes', value: '2h' },
        { type: 7, name: 'channel', value: '1' },
        { type: 4, name: 'points', value: 3 },
        { type: 3, name: 'show', value: 'none' },
      ],
    },
  ]);
  expect(sent('/look Till private:True')).toEqual([
    { type: 3, name: 'name', value: 'Till' },
    { type: 5, name: 'private', value: true },
  ]);
});

test('a choice taken from a list is sent as what it stands for, until its words are changed', () => {
  const picks = [{ option: 'name', label: 'Till · 틸', value: 'till' }];
  expect(sent('/look name:Till · 틸 ', picks)).toEqual([{ type: 3, name: 'name', value: 'till' }]);
  expect(sent('/look name:Till · 틸x', picks)).toEqual([{ type: 3, name: 'name', value: 'Till · 틸x' }]);
});

test('everything that keeps a command from being sent is told at once', () => {
  expect(sent('/poll open match:m channel:nowhere points:many show:most')).toEqual([
    'closes is required.',
    'channel: there is no channel “nowhere”.',
    'points has to be a number.',
    '“most” is not a choice of show.',
  ]);
});

test('asking for choices sends what is typed as it is, and leaves out what cannot be read yet', () => {
  const line = readCommandLine('/look name:T private:may', leaves);
  if (line.kind !== 'command') throw new Error('no command');
  const focused = line.given.find(({ option }) => option.name === 'name');
  if (!focused) throw new Error('no name');
  expect(readForSuggesting(line.leaf, line.given, focused, [], places)).toEqual([
    { type: 3, name: 'name', value: 'T', focused: true },
  ]);
});
