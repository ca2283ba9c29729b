import { describe, expect, it } from 'vitest';
import { createPictures, type Drawing } from '../../src/pictures/index.ts';

function square(color: string, size = 40): Drawing {
  const marks = [{ kind: 'box', x: 5, y: 5, width: size - 10, height: size - 10, radius: 4, fill: color }] as const;
  return { width: size, height: size, background: '#000000', marks };
}

describe('Pictures', () => {
  it('are never drawn twice while they are kept, also when two ask at once', async () => {
    const pictures = createPictures();
    const [first, second] = await Promise.all([
      pictures.draw(() => square('#ff0000')),
      pictures.draw(() => square('#ff0000')),
    ]);
    const third = await pictures.draw(() => square('#ff0000'));

    expect(pictures.figures().painted).toBe(1);
    expect(second).toBe(first);
    expect(third).toBe(first);
  });

  it('of another content are other pictures', async () => {
    const pictures = createPictures();
    const red = await pictures.draw(() => square('#ff0000'));
    const blue = await pictures.draw(() => square('#0000ff'));

    expect(red.equals(blue)).toBe(false);
    expect(pictures.figures().painted).toBe(2);
  });

  it('are kept up to a bound, and the one longest unused goes first', async () => {
    const one = (await createPictures().draw(() => square('#ff0000'))).length;
    const pictures = createPictures({ mostKeptBytes: one * 2 + 20 });
    for (const color of ['#ff0000', '#00ff00', '#ff0000', '#0000ff', '#ff0000'])
      await pictures.draw(() => square(color));
    expect(pictures.figures().painted).toBe(3);
    expect(pictures.figures().keptBytes).toBeLessThanOrEqual(one * 2 + 20);

    await pictures.draw(() => square('#00ff00'));
    expect(pictures.figures().painted).toBe(4);
  });

  it('of which one fails leave the others alone', async () => {
    const pictures = createPictures();
    const line = { kind: 'line', points: undefined as never, color: '#ff0000', width: 1 } as const;
    const impossible: Drawing = { ...square('#ff0000'), marks: [line] };
    const [bad, good] = await Promise.allSettled([
      pictures.draw(() => impossible),
      pictures.draw(() => square('#00ff00')),
      pictures.draw(() => square('#0000ff')),
      pictures.draw(() => square('#ffffff')),
    ]);
    expect(bad.status).toBe('rejected');
    expect(good.status).toBe('fulfilled');
    await expect(pictures.draw(() => impossible)).rejects.toThrow();
  });

  it('are drawn with the letters that come along: Latin, Hangul and kana, whatever this machine has', async () => {
    const widths = await new Promise<number[]>((resolve, reject) => {
      createPictures()
        .draw((typeface) => {
          const font = { size: 100, weight: 'bold' } as const;
          resolve(['Mizi', '미지', 'エロディ'].map((text) => Math.round(typeface.measure(text, font))));
          expect([...'Mízi미지エ→–…'].every((sign) => typeface.covers(sign.codePointAt(0) ?? 0))).toBe(true);
          expect([...'🎤漢ص'].some((sign) => typeface.covers(sign.codePointAt(0) ?? 0))).toBe(false);
          return square('#ff0000');
        })
        .catch(reject);
    });
    expect(widths).toMatchInlineSnapshot(`
      [
        195,
        173,
        375,
      ]
    `);
  });
});
