import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createReactionReader } from '../../../src/discord/publishing/reaction-reader.ts';

const OWN = '500';
const reactor = fc.record({ id: fc.bigInt(1n, 2_000n).map(String), bot: fc.option(fc.boolean(), { nil: undefined }) });

/** Discord's route as far as it is used: ids in ascending order, after a given one. */
function discordWith(users: readonly { readonly id: string; readonly bot: boolean | undefined }[]) {
  const sorted = users.toSorted((a, b) => Number(a.id) - Number(b.id));
  return {
    async get(_route: string, { query = new URLSearchParams() }: { query?: URLSearchParams } = {}) {
      const [after, limit] = [Number(query.get('after')), Number(query.get('limit'))];
      return query.get('type') === '0' ? sorted.filter(({ id }) => Number(id) > after).slice(0, limit) : [];
    },
  };
}

it('everybody with a reaction is read once, however many pages they fill, and the bot is told apart', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(reactor, { selector: ({ id }) => id, maxLength: 350, size: 'max' }),
      async (users) => {
        const reader = createReactionReader({ rest: discordWith(users), ownId: () => OWN });
        const read = await reader.reactors({ channelId: '1', messageId: '2', emoji: '🐍' }, undefined);
        const people = users.filter(({ id, bot }) => id !== OWN && bot !== true).map(({ id }) => id);
        expect(read).toEqual({
          kind: 'read',
          userIds: expect.anything(),
          superUserIds: [],
          own: users.some(({ id }) => id === OWN),
        });
        expect(read.kind === 'read' ? read.userIds.toSorted() : []).toEqual(people.toSorted());
      },
    ),
    { numRuns: 50 },
  );
});
