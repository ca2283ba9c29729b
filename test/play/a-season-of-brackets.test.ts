import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPerson, type Person, type Scene, type SeenMessage, startScene } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { textOf as text } from '../../testkit/bot/evening.ts';
import { type SpoilerWatch, watchSpoilers } from '../../testkit/spoilers/spoiler-watch.ts';

/** The five of the rehearsal play one season: Ada, Bora and Cem along with the server, Duri later and at her own pace; Moa moderates. */
describe('A season of whole brackets', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let watch: SpoilerWatch;
  let folder: string;
  let [moa, ada, bora, cem, duri]: Person[] = [];
  const channel = () => scene.channels.predictions;
  const run = (who: Person | undefined, name: string, options: Record<string, string | boolean> = {}) => {
    if (who === undefined) throw new Error('Nobody is there');
    return who.command(channel(), name, options);
  };
  const press = async (who: Person | undefined, message: SeenMessage, label: string): Promise<SeenMessage> => {
    if (who === undefined) throw new Error('Nobody is there');
    return (await who.press(message, label)).message;
  };
  const start = async () => {
    here = await startBotHere(scene, { STORE_URL: `sqlite://${join(folder, 'season.sqlite')}` });
  };
  const title = ({ embeds: [embed] }: SeenMessage) => embed?.title ?? '';
  const serverIsAt = async (episode: string) => {
    await run(moa, 'spoilers server', { episode });
    watch.server(episode);
    for (const who of [moa, ada, bora, cem]) watch.member(who?.id ?? '', episode);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clematis-'));
    scene = await startScene();
    watch = watchSpoilers(scene.discord);
    await start();
    const { world } = scene.discord;
    const people = [
      world.createPerson({ name: 'Moa', guildId: scene.guildId, moderator: true }),
      world.createPerson({ name: 'Ada', guildId: scene.guildId }),
      world.createPerson({ name: 'Bora', locale: 'ko', guildId: scene.guildId }),
      world.createPerson({ name: 'Cem', locale: 'en-GB', guildId: scene.guildId }),
      world.createPerson({ name: 'Duri', guildId: scene.guildId }),
    ];
    [moa, ada, bora, cem, duri] = await Promise.all(
      people.map(({ token }) => connectPerson({ url: scene.discord.url, token })),
    );
    await serverIsAt('round-1');
  });

  afterAll(async () => {
    await Promise.all([moa, ada, bora, cem, duri].map((person) => person?.close()));
    await here.bot.stop();
    await scene.discord.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** From the first open match to the last, always the next one as the form goes on. */
  async function fillIn(who: Person | undefined, picks: readonly string[]): Promise<SeenMessage> {
    const { message: whole } = await run(who, 'bracket predict');
    let message = await press(who, whole, who === bora ? '시작하기' : 'Start');
    for (const name of picks) message = await press(who, message, name);
    return message;
  }

  it('is filled in by pressing names, one match a step, also where a place has no known contestant yet', async () => {
    const done = await fillIn(ada, ['Till', 'Ivan', 'whoever wins Round 4', 'Till', 'whoever wins Round 4']);
    expect(text(done)).toContain('Everything that is open is picked.');
    // Rounds 2, 3 and 6 in full; Round 5 and the final by half, since Round 1 was decided for her.
    expect(text(done)).toContain('0 points · 70 more possible');
    expect(text(done)).toMatch(/\*\*Final\*\* · whoever wins Round 4 \(20 points\)/);
    await fillIn(cem, ['Till', 'Ivan', 'Mizi', 'Till', 'Till']);
    watch.look();
  });

  it('can be begun from /next, where what comes next is still to be predicted', async () => {
    const { message, private: isPrivate } = await run(cem, 'next');
    expect(isPrivate).toBe(false);
    const step = await cem?.press(message, 'Predict it first');
    expect(step?.private).toBe(true);
    expect(title(step?.message ?? message)).toContain('Your bracket: Season 50 · Round 2');
  });

  it('says which later picks a change has emptied, and takes it back with them', async () => {
    await fillIn(bora, ['Acorn', '이반', '미지', '이반', '이반']);
    const whole = (await run(bora, 'bracket predict')).message;
    const step = (await bora?.choose(whole, 'bgo:live:season-50', ['round-3']))?.message ?? whole;
    const other = step.components?.[0] as unknown as { components: readonly { label: string }[] };
    const changed = await press(bora, step, other.components[1]?.label ?? '');
    expect(text(changed)).toContain('다시 비워진 대결: 라운드 6, 결승');
    const back = await press(bora, changed, '되돌리기');
    expect(text(back)).toContain('되돌렸어요');
    expect(text(back)).toMatch(/\*\*결승\*\* · \S* ?이반/);
  });

  it('goes on where the member stopped, also after a restart, and forward and back', async () => {
    await run(duri, 'bracket predict', { pace: 'blind' }).then(async ({ message }) => {
      const first = (await duri?.choose(message, 'bfar:season-50', ['none']))?.message ?? message;
      watch.member(duri?.id ?? '', 'none');
      expect(text(first)).toContain('Watch **Prologue** first.');
    });
    await here.bot.stop();
    await start();
    await scene.discord.botConnected(scene.application.id);
    const { message } = await run(duri, 'bracket predict', { pace: 'blind' });
    expect(text(message)).toContain('Watch **Prologue** first.');
    watch.member(duri?.id ?? '', 'prologue');
    const round1 = await press(duri, message, 'I have watched Prologue');
    watch.member(duri?.id ?? '', 'round-1');
    const round2 = await press(duri, round1, 'I have watched Round 1');
    expect(title(round2)).toContain('Round 2');
    const round3 = await press(duri, round2, 'Next');
    expect(title(round3)).toContain('Round 3');
    expect(title(await press(duri, round3, 'Back'))).toContain('Round 2');
  });

  it('is picked, watched and seen at one’s own pace by /next, while the server is elsewhere', async () => {
    const whole = (await run(duri, 'bracket predict', { pace: 'blind' })).message;
    expect(text(await press(duri, await press(duri, whole, 'Start'), 'Till'))).toContain('Now watch **Round 2**');
    const { message: watching, private: isPrivate } = await run(duri, 'next');
    expect(isPrivate).toBe(true);
    expect(text(watching)).toContain('Now watch **Round 2**');
    watch.member(duri?.id ?? '', 'round-2');
    const seen = await press(duri, watching, 'I have watched Round 2');
    expect(text(seen)).toMatch(/✅ \*\*Round 2\*\* · \S* ?Till · 10 points/);
    expect(title(seen)).toContain('Round 3');
    let now = await press(duri, seen, 'Ivan');
    for (const [episode, label, pick] of [
      ['round-3', 'Round 3', undefined],
      ['round-5', 'Round 5', undefined],
      ['special-1', 'First special after Round 5', undefined],
      ['special-2', 'Second special after Round 5', undefined],
      ['special-3', 'Third special after Round 5', undefined],
      ['round-6', 'Round 6', 'Till'],
      ['final', 'Final', 'Luka'],
    ] as const) {
      if (pick !== undefined) now = await press(duri, now, pick);
      else if (title(now).includes('Round 5')) now = await press(duri, now, 'Mizi');
      watch.member(duri?.id ?? '', episode);
      now = await press(duri, now, `I have watched ${label}`);
    }
    watch.look();
  });

  it('shares a bracket with who has watched less than its member, who learn nothing by it, once in ten minutes', async () => {
    const whole = (await run(duri, 'bracket predict', { pace: 'blind' })).message;
    const shared = await duri?.press(whole, 'Share here');
    expect(shared?.private).toBe(false);
    const post = shared?.message ?? whole;
    expect(text(post)).toMatch(/\*\*Round 2\*\* · \S* ?Till/);
    expect(text(post)).toContain('**Round 6** · ?');
    expect(post.attachments[0]?.description).toContain('Duri');
    watch.look();
    expect((await duri?.press(whole, 'Share here'))?.message.content).toContain(
      'You shared a bracket here a moment ago',
    );
    expect((await ada?.press(post, 'Take back'))?.message.content).toContain('Only');
    expect((await ada?.press(post, 'Fill in mine'))?.private).toBe(true);
    const gone = await press(duri, post, 'Take back');
    expect(gone.content).toContain('took a bracket back');
    expect([gone.attachments, gone.embeds, gone.components]).toEqual([[], [], []]);
    here.clock.advance(600_000);
    expect((await duri?.press(whole, 'Share here'))?.private).toBe(false);
  });

  it('tells what most expect, from three brackets on', async () => {
    const crowd = await run(bora, 'bracket show', { picks: 'brackets' });
    expect(text(crowd.message)).toMatch(/\*\*Round 3\*\* · \S* ?Ivan · 100 % of 3/);
    expect(text(crowd.message)).toMatch(/\*\*Round 2\*\* · \S* ?Till · 67 % of 3/);
    expect(crowd.message.attachments[0]?.description).toContain('What most brackets here say');
  });

  it('ends with boards of their own, half points for what was picked late, and each point explained', async () => {
    for (const episode of ['round-2', 'round-3', 'round-5', 'round-6', 'final']) await serverIsAt(episode);
    const live = text((await run(moa, 'standings', { of: '~season-50' })).message);
    expect(live.split('\n').filter((line) => line.includes('<@'))).toEqual([
      `🥇 <@${ada?.id}> · 70 points · 5 of 5 right · 0 more possible`,
      `🥈 <@${cem?.id}> · 40 points · 3 of 5 right · 0 more possible`,
      `🥉 <@${bora?.id}> · 10 points · 1 of 5 right · 0 more possible`,
    ]);
    const blind = text((await run(moa, 'standings', { of: '~~season-50' })).message);
    expect(blind).toContain(`🥇 <@${duri?.id}> · 50 points · 4 of 5 right`);
    const ledger = text((await run(ada, 'picks')).message);
    expect(ledger).toContain('+20: right, picked after a match before it was decided for you (half)');
    watch.look();
  });
});
