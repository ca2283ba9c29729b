import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, shortened } from '../../../src/discord/contract/markdown.ts';

describe('Text of a member or a feed', () => {
  it('cannot ping, format, link, quote or break a line, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab *_~`|\\[]()<>@#-:/\n&!1.') }), (text) => {
        const safe = plain(text);
        expect(safe).not.toMatch(/[\n\r]/);
        expect(safe).not.toMatch(/@(?!\u200B)/);
        expect(safe).not.toMatch(/:\/\//);
        expect(safe.replace(/\\./g, '')).not.toMatch(/[*_~`|[<]/);
        expect(safe).not.toMatch(/^(?:[>#-]|\d+\.)/);
      }),
    );
  });

  it('looks as it was written once Discord has rendered it', () => {
    expect(
      plain('**@everyone** <@&123> look: https://example.org/a_b').replace(/\\(.)/g, '$1').replaceAll('\u200B', ''),
    ).toBe('**@everyone** <@&123> look: https://example.org/a_b');
  });

  it('is shortened between characters, never in the middle of one', () => {
    expect(shortened('abcdef', 6)).toBe('abcdef');
    expect(shortened('abcdefg', 6)).toBe('abcde…');
    expect(shortened('🦋🦋🦋', 5)).toBe('🦋🦋…');
  });
});
