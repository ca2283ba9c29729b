import { type Person, type SeenMessage, writtenIn } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picturesOf } from '../../testkit/bot/cards-seen.ts';
import { type Evening, startEvening } from '../../testkit/bot/evening.ts';

describe('Votes on the bracket', { shuffle: false }, () => {
  let evening: Evening;
  let scene: Evening['scene'];
  let watch: Evening['watch'];
  let mod: Person;
  let ada: Person;
  let bea: Person;
  let dee: Person;
  const alt = (message: SeenMessage) => picturesOf(message)[0]?.description ?? '';
  const bracket = (who: Person, options: Record<string, string | boolean>) =>
    who.command(scene.channels.predictions, 'bracket show', options);

  beforeAll(async () => {
    evening = await startEvening();
    ({ scene, watch } = evening);
    const fourth = scene.discord.world.createPerson({ name: 'Dee', guildId: scene.guildId });
    [mod, ada, bea, dee] = await evening.join(scene.moderator, scene.fans[0], scene.fans[1], fourth);
    await mod.command(scene.channels.predictions, 'spoilers server', { episode: 'round-5' });
    watch.server('round-5');
    await mod.command(scene.channels.predictions, 'poll open', { closes: 'in 2h', match: 'round-6' });
    const poll = await mod.waitForMessage(scene.channels.predictions, ({ reactions }) => reactions?.length === 2);
    for (const [who, choice] of [
      [mod, 'Till'],
      [ada, 'Ivan'],
      [bea, 'Till'],
    ] as const) {
      await who.press(poll, choice);
    }
  });

  afterAll(() => evening.end());

  it('show everybody whom most voted for, in the picture’s words too', async () => {
    const { message, private: alone } = await bracket(ada, { picks: 'crowd' });
    expect(alone).toBe(false);
    expect(alt(message)).toContain('What most here voted for.');
    expect(alt(message)).toMatch(/Round 6: [^.]*; most votes: Till, 67%\./);
  });

  it('show a member their own to nobody else', async () => {
    const { message, private: alone } = await bracket(ada, { picks: 'mine' });
    expect(alone).toBe(true);
    expect(alt(message)).toContain('your vote: Ivan');
    const another = await bracket(bea, { picks: 'mine' });
    expect(another.private).toBe(true);
    expect(alt(another.message)).toContain('your vote: Till');
    expect(alt(another.message)).not.toContain('your vote: Ivan');
    const nobodys = await bracket(dee, { picks: 'mine' });
    expect(nobodys.private).toBe(true);
    expect(writtenIn(nobodys.message)).toContain('You have not voted');
    expect(alt(nobodys.message)).toContain('Round 6');
    expect(alt(nobodys.message)).not.toContain('your vote');
  });

  it('stay on it for a member who asks for the rest of it', async () => {
    await ada.command(scene.channels.general, 'watched', { episode: 'round-6' });
    watch.member(ada.id, 'round-6');
    const again = await bracket(ada, { picks: 'crowd' });
    const rest = await ada.press(again.message, 'Show me the rest');
    expect(alt(rest.message)).toContain('Round 6');
    expect(alt(rest.message)).toContain('What most here voted for.');
  });

  it('are not shown to someone who does not know yet who meets', async () => {
    await bea.command(scene.channels.general, 'watched', { episode: 'round-2' });
    watch.member(bea.id, 'round-2');
    const { message } = await bracket(bea, { picks: 'crowd', private: true });
    expect(writtenIn(message)).toContain('None of these matches has votes here');
    expect(alt(message)).toContain('Shown up to: Round 2');
    expect(alt(message)).not.toContain('most votes');
    const own = await bracket(bea, { picks: 'mine' });
    expect(alt(own.message)).toContain('Shown up to: Round 2');
    expect(alt(own.message)).not.toContain('your vote');
  });

  it('are not there in a direct message, which says why', async () => {
    const direct = await ada.directChannel(scene.application.id);
    const { message } = await ada.command(direct, 'bracket show', { picks: 'crowd' });
    expect(message.content).toContain('Ask me in the server');
    expect(picturesOf(message)).toEqual([]);
  });

  it('and nothing that was sent told anybody more than they had watched', () => {
    watch.look();
    expect(watch.looked()).toBeGreaterThan(10);
  });
});
