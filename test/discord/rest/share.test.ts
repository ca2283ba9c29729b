import { expect, it } from 'vitest';
import { shareOf } from '../../../src/discord/rest/discord-rest.ts';

it('The fifty requests a second of a token are divided by the processes that share it', () => {
  expect([1, 2, 3, 16, 50, 80, 0].map(shareOf)).toEqual([50, 25, 16, 3, 1, 1, 50]);
});
