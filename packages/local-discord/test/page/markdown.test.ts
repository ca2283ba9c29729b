import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarkdown } from '../../page/markdown/markdown.ts';
import { type MarkdownNode, plainText } from '../../page/markdown/markdown-nodes.ts';

const text = (value: string): MarkdownNode => ({ type: 'text', text: value });

test('marks around text become bold, italic, underline, strike and spoiler, also one inside another', () => {
  expect(readMarkdown('**a** *b* _c_ __d__ ~~e~~ ||f||')).toEqual([
    { type: 'bold', children: [text('a')] },
    text(' '),
    { type: 'italic', children: [text('b')] },
    text(' '),
    { type: 'italic', children: [text('c')] },
    text(' '),
    { type: 'underline', children: [text('d')] },
    text(' '),
    { type: 'strike', children: [text('e')] },
    text(' '),
    { type: 'spoiler', children: [text('f')] },
  ]);
  expect(readMarkdown('***both***')).toEqual([
    { type: 'bold', children: [{ type: 'italic', children: [text('both')] }] },
  ]);
  expect(readMarkdown('||a **b**||')).toEqual([
    { type: 'spoiler', children: [text('a '), { type: 'bold', children: [text('b')] }] },
  ]);
});

test('a mark that is not closed, and an underscore inside a word, stay as they were written', () => {
  expect(readMarkdown('2 * 3 snake_case_name **open')).toEqual([text('2 * 3 snake_case_name **open')]);
});

test('a backslash takes the meaning from a mark, and nothing else', () => {
  expect(readMarkdown('\\*a\\* \\\\ \\<@1> c:\\dir')).toEqual([text('*a* \\ <@1> c:\\dir')]);
});

test('whatever is written with a backslash before every mark is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (written) => {
      const escaped = written.replace(/[^\w\s]/g, '\\$&').replace(/_/g, '\\_');
      expect(plainText(readMarkdown(`.${escaped}`))).toBe(`.${written}`);
    }),
  );
});

test('no text, however it is made of marks, fails or is read with letters that are not in it', () => {
  const pieces = fc.constantFrom(
    '**',
    '*',
    '_',
    '__',
    '||',
    '~~',
    '`',
    '```',
    '\n',
    '> ',
    '>>> ',
    '# ',
    '-# ',
    '- ',
    '[',
    '](',
    ')',
    '<',
    '>',
    '\\',
    'https://a.b/',
    '<t:1>',
    '<@1>',
    ' ',
    'x',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const written = parts.join('');
      const letters = (value: string) => value.replace(/[^x]/g, '').length;
      const spoken = JSON.stringify(readMarkdown(written)).replace(/"(?:type|text|children|href)"/g, '');
      expect(letters(spoken.replace(/https:[^"]*/g, ''))).toBeLessThanOrEqual(letters(written));
      expect(readMarkdown(written)).toEqual(readMarkdown(written));
    }),
    { numRuns: 500 },
  );
});

test('four thousand marks in a row are read without exhausting the stack', () => {
  for (const piece of ['*', '**a', '||', '[a](', '> ', '<@', '`', '_*']) {
    expect(readMarkdown(piece.repeat(4000 / piece.length)).length).toBeGreaterThan(0);
  }
});

test('code shows marks as they are', () => {
  expect(readMarkdown('`**a**` ``b`c``')).toEqual([
    { type: 'code', text: '**a**' },
    text(' '),
    { type: 'code', text: 'b`c' },
  ]);
  expect(readMarkdown('see ```ts\nconst a = **b**;\n``` end')).toEqual([
    text('see '),
    { type: 'codeBlock', language: 'ts', text: 'const a = **b**;' },
    text(' end'),
  ]);
});

test('lines become headings, small text, lists and quotes', () => {
  expect(readMarkdown('# Big\n-# small\n- one\n- **two**\n3. three\n> said\n> twice\nafter')).toEqual([
    { type: 'heading', level: 1, children: [text('Big')] },
    { type: 'small', children: [text('small')] },
    {
      type: 'list',
      start: undefined,
      items: [[text('one')], [{ type: 'bold', children: [text('two')] }], [text('three')]],
    },
    { type: 'quote', children: [text('said'), { type: 'break' }, text('twice')] },
    text('after'),
  ]);
});

test('moments, mentions, commands and emoji in angle brackets are read', () => {
  expect(readMarkdown('<t:1700000000:R><t:5><@1><@!2><#3><@&4></poll open:5><:wave:6>@everyone')).toEqual([
    { type: 'time', seconds: 1_700_000_000, style: 'R' },
    { type: 'time', seconds: 5, style: 'f' },
    { type: 'mention', what: 'user', id: '1' },
    { type: 'mention', what: 'user', id: '2' },
    { type: 'mention', what: 'channel', id: '3' },
    { type: 'mention', what: 'role', id: '4' },
    { type: 'command', name: 'poll open' },
    { type: 'emoji', name: 'wave', id: '6' },
    { type: 'everyone', name: 'everyone' },
  ]);
  expect(readMarkdown('<t:9999999999999:R> <b>')).toEqual([text('<t:9999999999999:R> <b>')]);
});

test('links lead to http and https only, and a sentence keeps its own full stop', () => {
  const link = (href: string, shown = href): MarkdownNode => ({ type: 'link', href, children: [text(shown)] });
  expect(readMarkdown('see https://a.b/c_(d). [x](https://e.f) <https://g.h>')).toEqual([
    text('see '),
    link('https://a.b/c_(d)'),
    text('. '),
    link('https://e.f', 'x'),
    text(' '),
    link('https://g.h'),
  ]);
  expect(readMarkdown('[x](javascript:alert(1)) <javascript:alert(1)>')).toEqual([
    text('[x](javascript:alert(1)) <javascript:alert(1)>'),
  ]);
});
