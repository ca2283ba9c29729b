import { describe, expect, it } from 'vitest';
import { isSameEmoji, reactionNames, unicodeEmoji } from '../../../src/domain/poll/emoji.ts';

describe('An emoji', () => {
  it('of a server is its id, whatever it is called, and also where Discord gives no name', () => {
    expect(isSameEmoji('ivan:111111111111111111', 'renamed:111111111111111111')).toBe(true);
    expect(isSameEmoji('ivan:111111111111111111', ':111111111111111111')).toBe(true);
    expect(isSameEmoji('ivan:111111111111111111', 'ivan:222222222222222222')).toBe(false);
    expect(isSameEmoji('🐍', 'snake:111111111111111111')).toBe(false);
  });

  it('of Unicode is written as people’s clients write it', () => {
    const written = { '❤': '❤️', '❤️': '❤️', '🐍': '🐍', '1⃣': '1️⃣', '🏳‍🌈': '🏳️‍🌈', '🧑‍⚕': '🧑‍⚕️', '⚔': '⚔️' };
    for (const [typed, full] of Object.entries(written)) expect(unicodeEmoji(typed)).toBe(full);
    for (const other of ['', 'A', '1', 'Till', '🐍🦋', '\uFE0F']) expect(unicodeEmoji(other)).toBeUndefined();
  });

  it('is looked for under both names that it may have on a message', () => {
    expect(reactionNames('❤️')).toEqual(['❤️', '❤']);
    expect(reactionNames('🐍')).toEqual(['🐍']);
    expect(isSameEmoji('❤', '❤️')).toBe(true);
  });
});
