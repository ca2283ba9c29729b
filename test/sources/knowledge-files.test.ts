import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assembleKnowledge, KnowledgeError } from '../../src/domain/knowledge/index.ts';
import { findJsonFault } from '../../src/sources/json-fault.ts';
import { readKnowledgeFiles } from '../../src/sources/knowledge-files.ts';
import { SERIES_DIR } from '../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../testkit/knowledge/small-series.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'knowledge-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function write(files: Record<string, unknown>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(dir, `${name}.json`), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

describe('a folder of knowledge files', () => {
  test('is read whole, and what is no JSON file or a JSON Schema is left alone', async () => {
    await write(smallSeries());
    await writeFile(join(dir, 'notes.txt'), 'not for us');
    await writeFile(join(dir, 'characters.schema.json'), '{}');

    expect(assembleKnowledge(await readKnowledgeFiles(dir)).seriesId).toBe('coupe-des-voix');
  });

  test('may begin with a byte order mark', async () => {
    await write({ ...smallSeries(), terms: `\uFEFF${JSON.stringify(smallSeries().terms)}` });

    expect(await readKnowledgeFiles(dir)).toEqual(smallSeries());
  });

  test('names every file that is no JSON, with line and column', async () => {
    await write({
      ...smallSeries(),
      songs: '[\n  { "id": "a" },\n  { "id": "b", }\n]\n',
      terms: '[\n  {}\n',
      sources: '',
    });
    const reading = readKnowledgeFiles(dir);

    await expect(reading).rejects.toThrow(KnowledgeError);
    await expect(reading).rejects.toThrow(
      [
        'The knowledge files have 3 faults:',
        '  songs.json › line 3 › column 16: not JSON from “}” on',
        '  sources.json › line 1 › column 1: not JSON from the end on',
        '  terms.json › line 3 › column 1: not JSON from the end on',
      ].join('\n'),
    );
  });

  test('that is not there is an error with its path', async () => {
    await expect(readKnowledgeFiles(join(dir, 'nowhere'))).rejects.toThrow(
      `KNOWLEDGE_DIR: the folder ${dir}/nowhere cannot be read: ENOENT`,
    );
  });

  test('that comes with the bot has no fault', async () => {
    expect(assembleKnowledge(await readKnowledgeFiles(SERIES_DIR)).seriesId).toBe('alien-stage');
  });
});

describe('the place where a text stops being JSON', () => {
  test.each([
    ['a missing comma', '{"a": 1\n"b": 2}', 2, 1],
    ['a comma too many', '[1, 2,\n]', 2, 1],
    ['a single quote', "{'a': 1}", 1, 2],
    ['a key without quotes', '{\n  a: 1}', 2, 3],
    ['a comment', '[1, // one\n2]', 1, 5],
    ['an open string', '{"a": "b\n}', 1, 7],
    ['the wrong bracket', '{"a": [1}', 1, 9],
    ['something behind the end', '{} {}', 1, 4],
    ['a number that is none', '[01]', 1, 3],
  ])('is found: %s', (_what, text, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(findJsonFault(text)).toMatchObject({ line, column });
  });

  test('exists exactly when JSON.parse fails', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', ':', ' ', '1', 'x', '\\'))
      .map(([json, at, sign]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + sign + json.slice(place + (at % 2));
      });

    fc.assert(
      fc.property(damaged, (text) => {
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        expect(findJsonFault(text) === undefined).toBe(parses);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });
});
