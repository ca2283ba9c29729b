import { createBreather } from './event-loop.ts';

/** Text is made into bytes in stretches of this many characters: joining all of it at once would hold up other work. */
const STRETCH_CHARACTERS = 65_536;

/**
 * `JSON.stringify(value, null, indent)` as UTF-8, made with pauses in which other work runs: for an object with lists
 * that may be very long. Every value must be plain JSON.
 *
 * @param indent how many spaces a level is indented by; 0 = all in one line
 */
export async function jsonInSlices(
  value: Readonly<Record<string, string | number | readonly unknown[]>>,
  indent: 0 | 2,
): Promise<Buffer> {
  const breathe = createBreather();
  const line = (level: number) => (indent === 0 ? '' : `\n${' '.repeat(indent * level)}`);
  const stretches: Buffer[] = [];
  let text = '{';
  const add = async (more: string) => {
    text += more;
    if (text.length < STRETCH_CHARACTERS) return;
    stretches.push(Buffer.from(text));
    text = '';
    await breathe();
  };
  const fields = Object.entries(value);
  for (const [at, [name, part]] of fields.entries()) {
    await add(`${at === 0 ? '' : ','}${line(1)}${JSON.stringify(name)}:${indent === 0 ? '' : ' '}`);
    if (!Array.isArray(part) || part.length === 0) {
      await add(JSON.stringify(part));
      continue;
    }
    for (const [place, item] of part.entries()) {
      const written = JSON.stringify(item, null, indent).replaceAll('\n', line(2));
      await add(`${place === 0 ? '[' : ','}${line(2)}${written}`);
    }
    await add(`${line(1)}]`);
  }
  await add(`${fields.length === 0 ? '' : line(0)}}`);
  return Buffer.concat([...stretches, Buffer.from(text)]);
}
