import { type Person, type SeenMessage, writtenIn } from 'local-discord/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { type Evening, startEvening } from '../../testkit/bot/evening.ts';

const CUSTOM = 'Round 9: 🐍 Till vs 🦋 Ivan';
const first = ({ embeds }: SeenMessage) => (embeds[0]?.description ?? '').split('\n')[0] ?? '';

describe('What everybody in a server reads', () => {
  let evening: Evening | undefined;
  afterEach(async () => {
    await evening?.end();
    evening = undefined;
  });

  async function serverIn(guildLocale: string): Promise<{ mod: Person; channel: string }> {
    evening = await startEvening({ guildLocale });
    const [mod] = await evening.join(evening.scene.moderator);
    return { mod, channel: evening.scene.channels.predictions };
  }

  it('is in the language that Discord says it reads, also before anything was set up', async () => {
    const { mod, channel } = await serverIn('ko');
    await mod.command(channel, 'poll open', { closes: 'in 2h', custom: CUSTOM });
    const poll = await mod.waitForMessage(channel, ({ embeds }) => embeds.length > 0);
    expect(first(poll)).toMatch(/[가-힣]/);
  });

  it('is in the language that its moderators choose, at once and for what is there already, until they leave it to Discord', async () => {
    const { mod, channel } = await serverIn('en-US');
    await mod.command(channel, 'poll open', { closes: 'in 2h', custom: CUSTOM });
    const poll = await mod.waitForMessage(channel, ({ reactions }) => reactions?.length === 2);
    expect(first(poll)).toContain('React below');
    const setup = await mod.command(channel, 'setup');
    expect(writtenIn(setup.message)).toContain('as Discord’s settings');
    const chosen = await mod.choose(setup.message, 'setuplanguage', ['ko']);
    expect(writtenIn(chosen.message)).toContain('한국어');
    evening?.here.clock.advance(60_000);
    const korean = await mod.waitForChange(poll, (now) => /[가-힣]/.test(first(now)));
    // Discord says English with every interaction, and changes nothing by it.
    await mod.command(channel, 'poll list');
    await mod.choose(chosen.message, 'setuplanguage', ['-']);
    evening?.here.clock.advance(60_000);
    await mod.waitForChange(korean, (now) => first(now).includes('React below'));
  });
});
