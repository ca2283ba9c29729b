import type { Person } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Evening, startEvening, textOf } from '../../testkit/bot/evening.ts';

const FANS = 12;
const [SNAKE, BUTTERFLY] = ['🐍', '🦋'];
/** All that the bot asks for, and Manage Messages, by which it may tidy up. */
const RIGHTS = (1n << 6n) | (1n << 10n) | (1n << 11n) | (1n << 13n) | (1n << 14n) | (1n << 15n) | (1n << 16n);

/** The local Discord takes one change of reactions per 250 ms in a channel, as Discord does: removals pile up behind it. */
describe('Fans who change their minds faster than the bot may remove reactions', { shuffle: false }, () => {
  let evening: Evening;
  let mod: Person;
  const channel = () => evening.scene.channels.predictions;
  const world = () => evening.scene.discord.world;

  beforeAll(async () => {
    evening = await startEvening();
    world().setRolePermissions(evening.scene.guildId, evening.scene.botRoleId, RIGHTS);
    [mod] = await evening.join(evening.scene.moderator);
  });
  afterAll(() => evening.end());

  it('have their last choice counted, each of them, whatever the bot removes meanwhile', async () => {
    await mod.command(channel(), 'poll open', {
      closes: 'in 2h',
      custom: `Round 9: ${SNAKE} Till vs ${BUTTERFLY} Ivan`,
    });
    const poll = await mod.waitForMessage(channel(), ({ reactions }) => reactions?.length === 2);
    const fans = Array.from(
      { length: FANS },
      (_, index) => world().createPerson({ name: `Fan ${index}`, guildId: evening.scene.guildId }).id,
    );
    const react = (fan: string, emoji: string) => world().react(fan, channel(), poll.id, emoji);
    for (const fan of fans) {
      react(fan, SNAKE);
      react(fan, BUTTERFLY);
    }
    await evening.here.bot.idle();
    // The removals of the first choices have begun, and most are still waiting: half of the fans come back to theirs.
    for (const fan of fans.filter((_, index) => index % 2 === 0)) {
      try {
        world().unreact(fan, channel(), poll.id, SNAKE);
      } catch {
        // Taken off by the bot already.
      }
      react(fan, SNAKE);
    }
    await evening.here.bot.idle();
    // What was told last may still be on its way: it is drawn until all of it is.
    const drawn = () => {
      evening.here.clock.advance(5_000);
      const { embeds = [] } =
        world()
          .messages(channel())
          .find(({ id }) => id === poll.id) ?? {};
      return (embeds as { description?: string }[])[0]?.description ?? '';
    };
    await expect.poll(drawn, { timeout: 10_000 }).toContain(`Till** · ${FANS / 2} `);
    expect(drawn()).toContain(`Ivan** · ${FANS / 2} `);
    // Locked, nothing of it changes any more.
    await mod.command(channel(), 'poll lock', { poll: 'Round 9' });
    const locked = await mod.waitForChange(poll, (now) => textOf(now).includes('Voting is locked'));
    expect(textOf(locked)).toContain(`Till** · ${FANS / 2} `);
  });
});
