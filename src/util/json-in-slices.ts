import { createBreather } from './event-loop.ts';

/**
 * As `JSON.stringify(value, null, indent)`, with pauses in which other work runs: for an object with lists that may be
 * very long. Every value must be plain JSON.
 *
 * @param indent how many spaces a level is indented by; 0 = all in one line
 */
export async function jsonInSlices(
  value: Readonly<Record<string, string | number | readonly unknown[]>>,
  indent: 0 | 2,
): Promise<string> {
  const breathe = createBreather();
  const line = (level: number) => (indent === 0 ? '' : `\n${' '.repeat(indent * level)}`);
  const fields: string[] = [];
  for (const [name, part] of Object.entries(value)) {
    const key = `${line(1)}${JSON.stringify(name)}:${indent === 0 ? '' : ' '}`;
    if (!Array.isArray(part) || part.length === 0) {
      fields.push(`${key}${JSON.stringify(part)}`);
      continue;
    }
    const items: string[] = [];
    for (const item of part) {
      items.push(`${line(2)}${JSON.stringify(item, null, indent).replaceAll('\n', line(2))}`);
      await breathe();
    }
    fields.push(`${key}[${items.join()}${line(1)}]`);
  }
  return fields.length === 0 ? '{}' : `{${fields.join()}${line(0)}}`;
}
