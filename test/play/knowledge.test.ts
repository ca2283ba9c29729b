import {
  connectPerson,
  everyComponent,
  type Person,
  type Scene,
  type SeenMessage,
  startScene,
  writtenIn,
} from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { footerOf, titleOf } from '../../testkit/bot/cards-seen.ts';
import { type SpoilerWatch, watchSpoilers } from '../../testkit/spoilers/spoiler-watch.ts';

/** One evening of questions in a server: nobody has said anything yet, then the moderator does, then members do. */
describe('Asking about the series', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let watch: SpoilerWatch;
  let mod: Person;
  let ada: Person;
  let bora: Person;

  const find = (message: SeenMessage, name: string) =>
    String(everyComponent(message.components).find(({ custom_id: id }) => String(id).startsWith(name))?.custom_id);

  beforeAll(async () => {
    scene = await startScene();
    watch = watchSpoilers(scene.discord);
    const korean = scene.discord.world.createPerson({ name: 'Bora', locale: 'ko', guildId: scene.guildId });
    const person = (token: string) => connectPerson({ url: scene.discord.url, token });
    [mod, ada, bora] = await Promise.all([
      person(scene.moderator.token),
      person(scene.fans[0].token),
      person(korean.token),
    ]);
    here = await startBotHere(scene);
  });

  afterAll(async () => {
    await Promise.all([mod, ada, bora].map((someone) => someone.close()));
    await here.bot.stop();
    await scene.discord.close();
  });

  it('in a server that has set nothing, a member is answered alone and asked how far they have watched', async () => {
    const { message, private: alone } = await ada.command(scene.channels.general, 'character', { name: 'Till' });
    expect(alone).toBe(true);
    expect(titleOf(message)).toMatch(/^(🎸|<:emblem_\w+:\d+>) Till · 틸$/);
    expect(writtenIn(message)).toContain('How far have you watched?');
    const asked = await mod.command(scene.channels.general, 'next');
    expect(writtenIn(asked.message)).toContain('You look after this server');
  });

  it('choosing an episode draws the same answer again, as far as they have watched', async () => {
    const { message } = await ada.command(scene.channels.general, 'character', { name: 'Till' });
    watch.member(ada.id, 'final');
    const drawn = await ada.choose(message, find(message, 'howfar:'), ['final']);
    expect([drawn.kind, titleOf(drawn.message)]).toEqual(['update', expect.stringMatching(/ Till · 틸$/)]);
    expect(footerOf(drawn.message)).toContain('Shown up to: Final');
  });

  it('once the moderator has said it for the server, answers are for everyone, and stay behind the one who is further', async () => {
    await mod.command(scene.channels.general, 'spoilers server', { episode: 'Round 3' });
    watch.server('round-3');
    const { message, private: alone } = await ada.command(scene.channels.general, 'match', { match: 'round 6' });
    expect([alone, footerOf(message)]).toEqual([false, 'Shown up to: Round 3']);

    const rest = await ada.press(message, 'Show me the rest');
    expect([rest.private, writtenIn(rest.message)]).toEqual([true, expect.stringContaining('89 : 70')]);
  });

  it('a button below everybody’s message opens another card to the one who presses alone', async () => {
    const { message } = await ada.command(scene.channels.general, 'episode', { title: 'round 2' });
    const opened = await mod.choose(message, 'pick', ['character/acorn']);
    expect([opened.private, titleOf(opened.message)]).toEqual([true, expect.stringMatching(/ Acorn$/)]);
    const onwards = await mod.choose(opened.message, 'pick', ['match/round-2']);
    expect([onwards.kind, titleOf(onwards.message)]).toEqual(['update', '🎤 Round 2']);
    const sources = await mod.choose(onwards.message, 'pick', ['sources/match/round-2']);
    expect(titleOf(sources.message)).toContain('Sources');
  });

  it('a member who reads Korean is answered in Korean alone, and in the server’s language before everyone', async () => {
    const publicly = await bora.command(scene.channels.general, 'character', { name: '미지' });
    const privately = await bora.command(scene.channels.general, 'character', { name: '미지', private: true });
    expect([publicly.private, titleOf(publicly.message)]).toEqual([false, expect.stringMatching(/ Mizi · 미지$/)]);
    expect([privately.private, titleOf(privately.message)]).toEqual([true, expect.stringMatching(/ 미지 · Mizi$/)]);
    const choices = await bora.suggest(scene.channels.general, 'character', { name: 'ㅁㅈ' }, 'name');
    expect(choices.map(({ name }) => name)).toEqual(['미지']);
  });

  it('a name that is not told yet and one that does not exist get the same answer; a misspelled one is offered the nearest', async () => {
    const hidden = await bora.command(scene.channels.general, 'song', { title: 'KARMA' });
    const nonsense = await bora.command(scene.channels.general, 'song', { title: 'Zzyzx' });
    expect(hidden.message.content).toBe('그런 이름은 여기서 찾지 못했어요.');
    expect([nonsense.message.content, nonsense.private]).toEqual([hidden.message.content, hidden.private]);

    const several = await mod.command(scene.channels.general, 'match', { match: 'Till' });
    const chosen = await mod.choose(several.message, 'pick', ['match/round-2']);
    expect([several.private, chosen.kind, titleOf(chosen.message)]).toEqual([true, 'update', '🎤 Round 2']);
  });

  it('in a thread the channel’s own horizon counts, and in a direct message the member’s alone', async () => {
    await mod.command(scene.channels.predictions, 'spoilers channel', { episode: 'Round 1' });
    watch.server('round-1');
    const thread = (await mod.request('POST', `/channels/${scene.channels.predictions}/threads`, {
      name: 'Talk',
      type: 11,
    })) as { id: string };
    const threadId = thread.id;
    const inThread = await mod.command(threadId, 'next');
    expect([inThread.private, titleOf(inThread.message)]).toEqual([false, '🎬 Next: Round 2']);

    const directly = await ada.command(await ada.directChannel(scene.application.id), 'next');
    expect([directly.private, titleOf(directly.message)]).toEqual([true, '🎬 Next: First video after the Final']);
    watch.member(ada.id, 'after-final-1');
    const seen = await ada.press(directly.message, 'I have watched this');
    expect(titleOf(seen.message)).toBe('🎬 First video after the Final · Wiege');
    watch.look();
    watch.server('round-3');
  });

  it('the menu of a message looks up what it names, as far as the one who asks has watched', async () => {
    const message = await ada.send(scene.channels.general, '이반이랑 KARMA 얘기 좀 하자');
    const looked = await bora.commandOn(message, 'Look up names here');
    expect([looked.private, titleOf(looked.message)]).toEqual([true, expect.stringMatching(/ 이반 · Ivan$/)]);
  });

  it('nothing that was sent told anybody more than they had watched, and Discord found nothing to refuse', () => {
    watch.look();
    expect(watch.looked()).toBeGreaterThan(20);
    const refused = scene.discord.traffic.filter(({ status }) => status >= 400 && status !== 429);
    expect(refused.map(({ method, path, code }) => ({ method, path, code }))).toEqual([]);
    expect(here.log.filter(({ level }) => level >= 50)).toEqual([]);
  });
});
