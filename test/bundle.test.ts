import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const BUNDLE = new URL('../dist/bundle/', import.meta.url);

it.each(readdirSync(BUNDLE).filter((name) => name.endsWith('.js')))(
  'the bot’s %s has no letter that makes the engine keep all of it in twice the room',
  (name) => {
    const wide = [...readFileSync(new URL(name, BUNDLE), 'utf8')].filter((letter) => letter > '\u00FF');
    expect(wide).toEqual([]);
  },
);
