import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/domain/refusal.ts';

describe('Why something was not done, as it is kept', () => {
  it.each<Refusal>([
    { kind: 'answer', status: 400, code: '50035', words: 'first: line\nsecond, 403, 50013: line' },
    { kind: 'status', status: 503 },
    { kind: 'wait', seconds: 30 },
    { kind: 'no-history' },
    { kind: 'declined' },
    { kind: 'other', words: 'Discord answered 400, 50013: said somebody' },
  ])('is read as it was written, whatever words it came with (%o)', (refusal) => {
    expect(Refusal.parse(JSON.parse(JSON.stringify(refusal)))).toEqual(refusal);
  });

  it.each<[string, Refusal]>([
    [
      'Discord answered 403, 50013: Missing Permissions',
      { kind: 'answer', status: 403, code: '50013', words: 'Missing Permissions' },
    ],
    [
      'Discord answered 400, 50035: first: line\nsecond, 403, 50013: line',
      { kind: 'answer', status: 400, code: '50035', words: 'first: line\nsecond, 403, 50013: line' },
    ],
    ['Discord answered 503', { kind: 'status', status: 503 }],
    ['Discord asks to wait 1800 seconds', { kind: 'wait', seconds: 1800 }],
    ['Read Message History is missing', { kind: 'no-history' }],
    ['declined by a moderator', { kind: 'declined' }],
    ['socket hang up', { kind: 'other', words: 'socket hang up' }],
    ['', { kind: 'other', words: '' }],
  ])('may be the sentence that earlier records have: “%s”', (sentence, refusal) => {
    expect(Refusal.parse(sentence)).toEqual(refusal);
  });
});
