import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneLine, textOfHtml } from '../../../src/sources/text/plain-text.ts';

describe('of an HTML title the text stays', () => {
  test.each([
    ['<b>Round</b> 7 <i>is <u>here</u></i>', 'Round 7 is here'],
    ['Round&nbsp;7 &amp; more &#8217;n&#x2019; &hearts;', 'Round 7 & more ’n’ ♥'],
    ['a<br>b<p>c</p>d', 'a b c d'],
    ['ALIEN STAGE <Round 7>', 'ALIEN STAGE <Round 7>'],
    ['신작 <에일리언 스테이지> 공개', '신작 <에일리언 스테이지> 공개'],
    ['5 < 6 and 7 > 4, <3', '5 < 6 and 7 > 4, <3'],
    ['x<script>alert(1)</script>y<style>b{}</style>z', 'xyz'],
    ['a<!-- hidden -->b', 'ab'],
    ['İİİİ<script>alert(1)</script>İ<!-- hidden -->', 'İİİİİ'],
    ['<a href="https://x.example/?a=1&b=2">link</a>', 'link'],
    ['<a title="5 > 4">Round</a> <img alt=\'a>b\'/>7', 'Round 7'],
    ['<a title="broken>Round 7</a>', 'Round 7'],
    ['&lt;b&gt; is a tag', '<b> is a tag'],
    ['&amp;lt;', '&lt;'],
    ['unknown &foo; stays, &#0; does not hurt', 'unknown &foo; stays, \ufffd does not hurt'],
    ['<b', '<b'],
    ['', ''],
  ])('%s', (html, wanted) => {
    expect(textOfHtml(html, 1000)).toBe(wanted);
  });
});

test('a text is one line without control characters, and never half of a sign', () => {
  expect(oneLine('a\n\tb\u0000c\u2028d  e ', 100)).toBe('a b c d e');
  expect(oneLine('a\u202eb\u2066c', 100)).toBe('abc');
  expect(oneLine('ab😀', 3)).toBe('ab');
  expect(oneLine(`${' '.repeat(10)}abcdef`, 6)).toBe('ab');
});

test('no text is longer than asked for, whatever the markup', () => {
  const markup = fc.array(
    fc.constantFrom('<', '>', '<b>', '</b>', '&lt;', '&', '<!--', '-->', '<script>', '😀', 'x', ' ', '"'),
    {
      maxLength: 400,
    },
  );
  fc.assert(
    fc.property(markup, fc.integer({ min: 1, max: 60 }), (parts, longest) => {
      const text = textOfHtml(parts.join(''), longest);
      expect(text.length).toBeLessThanOrEqual(longest);
      expect(text).not.toMatch(/[\p{Cc}]|[\ud800-\udbff]$/u);
    }),
  );
});
