import { connectPerson, type Person, type Scene, type SeenMessage, startScene, writtenIn } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPictures } from '../../src/discord/contract/draw-pictures.ts';
import { type MessagePicture, messagePayload } from '../../src/discord/contract/message.ts';
import type { Drawing } from '../../src/pictures/index.ts';
import { createLog } from '../../src/util/log.ts';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { picturesOf } from '../../testkit/bot/cards-seen.ts';
import { type SpoilerWatch, watchSpoilers } from '../../testkit/spoilers/spoiler-watch.ts';

/** https://www.w3.org/TR/png-3/#5PNG-file-signature */
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

describe('The bracket picture in a server', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let watch: SpoilerWatch;
  let mod: Person;
  let ada: Person;

  beforeAll(async () => {
    scene = await startScene();
    here = await startBotHere(scene);
    watch = watchSpoilers(scene.discord);
    mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
    ada = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    watch.member(mod.id, 'all');
    await mod.command(scene.channels.general, 'spoilers server', { episode: 'round-2' });
    watch.server('round-2');
  });

  afterAll(async () => {
    await Promise.all([mod.close(), ada.close()]);
    await here.bot.stop();
    await scene.discord.close();
  });

  const picture = async (message: SeenMessage) => {
    const [file] = picturesOf(message);
    if (file === undefined) throw new Error('The message has no picture');
    return { ...file, data: Buffer.from(await (await fetch(file.url)).arrayBuffer()) };
  };

  it('is above its own text, upright and 1,000 wide, with a file name that tells nothing and the same facts in words', async () => {
    const { message } = await ada.command(scene.channels.general, 'bracket show');
    const { filename, description, data } = await picture(message);

    expect(filename).toBe('bracket.png');
    expect(data.subarray(0, 8)).toEqual(PNG);
    expect([data.readUInt32BE(16), data.readUInt32BE(20) > 1000]).toEqual([1000, true]);
    expect(description).toContain('Mizi won');
    expect(description).toContain('Round 5: Mizi (미지) – winner of Round 4');
    expect(writtenIn(message)).toContain('Mizi');
    watch.look();
  });

  it('tells two readers what each of them has seen', async () => {
    await ada.command(scene.channels.general, 'watched', { episode: 'round-5' });
    watch.member(ada.id, 'round-5');
    const own = await ada.command(scene.channels.general, 'bracket show', { private: true });
    const others = await ada.command(scene.channels.general, 'bracket show');
    const [mine, everyones] = [await picture(own.message), await picture(others.message)];

    expect(mine.description).toContain('Luka won');
    expect(everyones.description).not.toContain('Luka');
    expect(mine.data.equals(everyones.data)).toBe(false);
    watch.look();
  });

  it('disappears when another card takes its place', async () => {
    const { message } = await ada.command(scene.channels.general, 'bracket show', { private: true });
    const after = await ada.choose(message, 'pick', ['match/round-1']);

    expect(picturesOf(message).map(({ filename }) => filename)).toEqual(['bracket.png']);
    expect(picturesOf(after.message).map(({ filename }) => filename)).not.toContain('bracket.png');
  });

  it('shows a member their own bracket, upright and 1,000 wide, once they have picked', async () => {
    const empty = await ada.command(scene.channels.general, 'bracket predict');
    expect(empty.message.attachments).toEqual([]);
    const step = await ada.press(empty.message, 'Start');
    const after = await ada.press(step.message, 'Till');
    const whole = await ada.press(after.message, 'Whole bracket');
    const { filename, description, data } = await picture(whole.message);
    expect(filename).toBe('picks.png');
    expect(data.readUInt32BE(16)).toBe(1000);
    expect(data.readUInt32BE(20)).toBeGreaterThan(1200);
    expect(description).toContain('Round 6: Till');
    watch.look();
  });
});

/** Nothing stands on it. */
const layout = (): Drawing => ({ width: 1, height: 1, background: '#000000', marks: [] });

describe('A picture that cannot be drawn', { shuffle: false }, () => {
  it('is left out and logged, and the text is sent without it', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'error', format: 'json', write: (line) => lines.push(line) });
    const picture = { name: 'bracket.png', altText: '…', layout };
    const pictures = { draw: () => Promise.reject(new Error('no fonts here')) };
    const body = await drawPictures({ content: 'Round 1: Mizi – Sua', pictures: [picture] }, { pictures, log });

    expect(messagePayload(body)).toMatchObject({ content: 'Round 1: Mizi – Sua', attachments: [] });
    expect(lines.join()).toContain('no fonts here');
  });
  it('leaves no hole in an embed that was to show it, and no embed that was to show nothing else', async () => {
    const log = createLog({ level: 'silent', format: 'json', write: () => {} });
    const image = { url: 'attachment://votes.png' };
    const drawnOnce = {
      draw: (wanted: MessagePicture['layout']) =>
        wanted === layout ? Promise.resolve(PNG) : Promise.reject(new Error('no fonts here')),
    };
    const body = {
      embeds: [
        { title: 'How it went', image },
        { image, color: 0x123456 },
      ],
      pictures: [
        { name: 'bracket.png', altText: '…', layout },
        { name: 'votes.png', altText: '…', layout: () => layout() },
      ],
    };
    const drawn = await drawPictures(body, { pictures: drawnOnce, log });
    expect(drawn.embeds).toEqual([{ title: 'How it went' }]);
    expect(drawn.files?.map(({ name }) => name)).toEqual(['bracket.png']);
  });
});
