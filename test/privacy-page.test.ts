import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keptKinds } from '../src/services/privacy/kept.ts';

const page = readFileSync(new URL('../docs/privacy.md', import.meta.url), 'utf8');

interface Json {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly additionalProperties?: Json | boolean;
  readonly items?: Json;
  readonly prefixItems?: readonly Json[];
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
}

/** Deeper than this a field is listed as part of what it is in. */
const DEEPEST = 2;

/** Where a schema has values, as `message.id`; `the whole` where it is one value or a list of such. */
function fieldsOf(schema: Json, path = ''): string[] {
  const under = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (path.split('.').length >= DEEPEST) return [path];
  const nested = [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => fieldsOf(each, under(name))),
    ...(typeof schema.additionalProperties === 'object' ? fieldsOf(schema.additionalProperties, under('*')) : []),
    ...(schema.items === undefined ? [] : fieldsOf(schema.items, path)),
    ...[schema.prefixItems, schema.anyOf, schema.oneOf].flatMap((many) =>
      (many ?? []).flatMap((one) => fieldsOf(one, path)),
    ),
  ];
  return nested.length > 0 ? [...new Set(nested)] : [path === '' ? 'the whole' : path];
}

describe('docs/privacy.md', () => {
  const parts = new Map(
    page
      .split(/^### /m)
      .slice(1)
      .map((part) => [/^`([^`]+)`/.exec(part)?.[1] ?? part.slice(0, 40), part]),
  );

  it('has a part for each kind of record that is kept, and for no other', () => {
    expect([...parts.keys()].toSorted()).toEqual(keptKinds.map(({ kind }) => kind.name).toSorted());
  });

  it.each(keptKinds.map(({ kind }) => [kind.name, kind] as const))(
    'says of each field of a record of the kind %s why it is kept and how long',
    (name, kind) => {
      const schema = z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' }) as Json;
      const rows = (parts.get(name) ?? '').split('\n').filter((line) => line.startsWith('| `'));
      for (const row of rows) expect(row.split('|').map((cell) => cell.trim())).toHaveLength(5);
      for (const row of rows)
        expect(
          row
            .split('|')
            .slice(1, 4)
            .every((cell) => cell.trim() !== ''),
          row,
        ).toBe(true);
      const listed = rows.flatMap((row) =>
        [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, field]) => field),
      );
      expect(listed.toSorted()).toEqual(fieldsOf(schema).toSorted());
    },
  );

  it('finds no person in a kind that is declared to contain none', () => {
    for (const { kind, keeping } of keptKinds) {
      const schema = z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' }) as Json;
      const people = fieldsOf(schema).filter((field) => /(?:By|userId|author|member)$/i.test(field));
      if (keeping.people === 'nobody') expect([kind.name, people]).toEqual([kind.name, []]);
    }
  });
});
