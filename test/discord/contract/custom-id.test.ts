import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customId, handlerNameOf } from '../../../src/discord/contract/custom-id.ts';

const voteId = customId('vote', ['poll', 'choice']);

describe('A custom id', () => {
  it('reads back what was written, for any fields without a colon', () => {
    const field = fc.string({ maxLength: 40 }).filter((text) => !text.includes(':'));
    fc.assert(
      fc.property(field, field, (poll, choice) => {
        const id = voteId.write({ poll, choice });
        expect(voteId.read(id)).toEqual({ poll, choice });
        expect(handlerNameOf(id)).toBe('vote');
      }),
    );
  });

  it('of another handler, or with another number of fields, is not read', () => {
    for (const id of ['veto:1:2', 'vote:1', 'vote:1:2:3', 'vote', '']) expect(voteId.read(id)).toBeUndefined();
  });

  it('is refused when a field would break it, or it grows past Discord’s 100 characters', () => {
    expect(() => voteId.write({ poll: 'a:b', choice: 'c' })).toThrow('colon');
    expect(() => voteId.write({ poll: 'a'.repeat(100), choice: 'c' })).toThrow('100');
  });
});
