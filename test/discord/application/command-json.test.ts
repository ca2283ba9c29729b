import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { commandsJson } from '../../../src/discord/application/command-json.ts';
import { createSentences } from '../../../src/i18n/sentences.ts';

const json = commandsJson(commands, createSentences());

interface Named {
  readonly name: string;
  readonly description?: string;
  readonly name_localizations?: Readonly<Record<string, string>>;
  readonly description_localizations?: Readonly<Record<string, string>>;
  readonly options?: readonly Named[];
}

function everyone(named: readonly Named[]): Named[] {
  return named.flatMap((one) => [one, ...everyone(one.options ?? [])]);
}

describe('The list of commands', () => {
  it('and the folder agree: one file, one command', () => {
    const files = readdirSync(fileURLToPath(new URL('../../../commands', import.meta.url)))
      .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
      .map((name) => name.slice(0, -'.ts'.length));
    const slash = commands.map(({ name }) => name);
    expect([...new Set(slash)]).toEqual(slash);
    expect(files.filter((file) => slash.includes(file)).sort()).toEqual(
      [...slash].filter((name) => /^[a-z-]+$/.test(name)).sort(),
    );
  });

  it('is described in English and in Korean, down to the last option, within Discord’s lengths', () => {
    for (const { name, description, ...more } of everyone(json as unknown as Named[])) {
      if (description === undefined) continue;
      expect(description.length, name).toBeGreaterThan(0);
      for (const text of [description, ...Object.values(more.description_localizations ?? {})]) {
        expect(text.length, `${name}: ${text}`).toBeLessThanOrEqual(100);
      }
      expect(Object.keys(more.description_localizations ?? {}), name).toEqual(expect.arrayContaining(['en-US', 'ko']));
      for (const text of [name, ...Object.values(more.name_localizations ?? {})]) {
        expect(text, 'a name as Discord takes it').toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u);
      }
    }
  });

  it('has the same names in no language twice', () => {
    for (const locale of ['en-US', 'ko']) {
      const names = (json as unknown as Named[]).map(
        ({ name, name_localizations }) => name_localizations?.[locale] ?? name,
      );
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
