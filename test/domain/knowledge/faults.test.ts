import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleKnowledge, faultLine, KnowledgeError } from '../../../src/domain/knowledge/index.ts';
import { seriesFiles } from '../../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../../testkit/knowledge/small-series.ts';

// biome-ignore lint/suspicious/noExplicitAny: raw JSON is damaged here in ways no type allows
type Raw = any;

/** What is reported once `damage` has been done to the small series. */
function faultsAfter(damage: (files: Raw) => void, files: Raw = smallSeries()): string[] {
  damage(files);
  return faultsOf(files);
}

function faultsOf(files: Raw): string[] {
  try {
    assembleKnowledge(files);
    return [];
  } catch (error) {
    if (error instanceof KnowledgeError) return error.faults.map(faultLine);
    throw error;
  }
}

describe('all faults are listed at once', () => {
  test('three faults in three files are three lines, each with file and path', () => {
    const faults = faultsAfter((files) => {
      files.characters[3].introduced = 'manche-9';
      files.songs[0].titel = files.songs[0].title;
      files.series.feed.handle = 'coupe';
    });

    expect(faults).toEqual([
      'series.json › feed › handle: a handle is @name',
      'characters.json › 3 › introduced: no episode "manche-9"; did you mean "manche-1"?',
      'songs.json › 0: unknown key "titel"',
    ]);
  });

  test('the error is one readable text', () => {
    const files: Raw = smallSeries();
    files.terms[0].about = [];
    files.sources[0].reliability = 'certain';

    expect(() => assembleKnowledge(files)).toThrow(
      /^The knowledge files have 2 faults:\n {2}terms\.json › 0 › about: .+\n {2}sources\.json › 0 › reliability: /,
    );
  });

  test('a broken record is one fault: what points at it is not blamed', () => {
    expect(
      faultsAfter((files) => {
        files.characters[0].emoji = 'not an emoji';
      }),
    ).toEqual(['characters.json › 0 › emoji: Invalid emoji']);
  });

  test('a missing and an unknown file are named', () => {
    const faults = faultsAfter((files) => {
      files.song = files.songs;
      delete files.songs;
    });

    expect(faults).toContain('song.json: no such file is known here; did you mean "songs"?');
    expect(faults).toContain('songs.json: the file is missing');
  });
});

describe('an id that something had', () => {
  test('still means it, in horizons and in looking up', () => {
    const files: Raw = smallSeries();
    files.episodes[1].formerly = ['old-round'];
    const knowledge = assembleKnowledge(files);
    const { id } = files.episodes[1];
    expect(knowledge.seenFrom('old-round').horizon).toBe(id);
    expect(knowledge.seenFrom('all').episode('old-round')?.id).toBe(id);
    expect(knowledge.held('old-round')).toBe(id);
  });

  test('can mean nothing else', () => {
    const faults = faultsAfter((files) => {
      files.episodes[1].formerly = [files.episodes[0].id, 'old-round'];
      files.episodes[2].formerly = ['old-round'];
    });
    expect(faults).toEqual([
      'episodes.json › 1 › formerly › 0: "pilote" means "pilote" already',
      'episodes.json › 2 › formerly › 0: "old-round" means "manche-1" already',
    ]);
  });
});

describe('a reference', () => {
  test.each<[string, (files: Raw) => void, string]>([
    [
      'to no character',
      (f) => {
        f.matches.matches[0].slots[0].contestant = 'zoo';
      },
      'matches.json › matches › 0 › slots › 0 › contestant: no character "zoo"; did you mean "zoe"?',
    ],
    [
      'to no source',
      (f) => {
        f.terms[0].about[0].sources = ['programm'];
      },
      'terms.json › 0 › about › 0 › sources › 0: no source "programm"; did you mean "programme"?',
    ],
    [
      'to no song',
      (f) => {
        f.episodes[0].songs = ['x'];
      },
      'episodes.json › 0 › songs › 0: no song "x"',
    ],
    [
      'to no match',
      (f) => {
        f.matches.matches[4].slots[0].winnerOf = 'demi-7';
      },
      'matches.json › matches › 4 › slots › 0 › winnerOf: no match "demi-7"; did you mean "demi-1"?',
    ],
    [
      'to no stage of its competition',
      (f) => {
        f.matches.matches[0].stage = 'quart';
      },
      'matches.json › matches › 0 › stage: no stage "quart"',
    ],
    [
      'to no profile label',
      (f) => {
        f.characters[4].profile[0].label = 'pays';
      },
      'characters.json › 4 › profile › 0 › label: no profile label "pays"',
    ],
    [
      'of a pattern to no episode',
      (f) => {
        f.series.patterns[0].episode = 'manche-3';
      },
      'series.json › patterns › 0 › episode: no episode "manche-3"; did you mean "manche-1"?',
    ],
    [
      'in a score to someone unknown',
      (f) => {
        f.matches.matches[1].result.score.value = { noel: 1, zorro: 2 };
      },
      'matches.json › matches › 1 › result › score › value › zorro: no character "zorro"',
    ],
  ])('%s is a fault', (_what, damage, line) => {
    expect(faultsAfter(damage)).toContain(line);
  });

  test('that goes round in a circle is reported once, with the whole circle', () => {
    const faults = faultsAfter((files) => {
      files.matches.matches[1].slots[0] = { winnerOf: 'finale', sources: ['programme'] };
    });

    expect(faults).toEqual(['matches.json › matches › 1 › slots: goes round in a circle: demi-1 → finale → demi-1']);
  });

  test('from a song to itself as its own version is a fault', () => {
    expect(
      faultsAfter((files) => {
        files.songs[0].versionOf = 'premiere-chanson';
      }),
    ).toEqual(['songs.json › 0 › versionOf: goes round in a circle: premiere-chanson → premiere-chanson']);
  });
});

describe('a name', () => {
  test.each([
    ['in other letters', 'ZOE'],
    ['with another accent', 'Zoë'],
    ['with spaces and signs', ' z-o é '],
    ['in full-width letters', 'Ｚｏｅ'],
    ['in decomposed form', 'Zoé'.normalize('NFD')],
  ])('that is taken, written %s, is a fault', (_what, nickname) => {
    const faults = faultsAfter((files) => {
      files.characters[2].nicknames = [{ text: { fr: nickname }, sources: ['programme'] }];
    });

    expect(faults).toEqual([
      `characters.json › 2 › nicknames › 0 › text › fr: "${nickname.trim()}" means "zoe" already`,
    ]);
  });

  test('in Hangul is taken whichever normal form it is typed in', () => {
    const files: Raw = seriesFiles();
    files.characters[1].spellings = ['미지'.normalize('NFD')];

    expect(faultsOf(files)).toEqual([
      `characters.json › 1 › spellings › 0: "${'미지'.normalize('NFD')}" means "mizi" already`,
    ]);
  });

  test('is needed in the language to fall back on, and may be given in any other', () => {
    const faults = faultsAfter((files) => {
      files.characters[0].name.value = { ja: 'エロディ', 'zh-Hans': '埃洛迪', Deutsch: 'Elodie' };
    });

    expect(faults).toEqual([
      'characters.json › 0 › name › value: no text in "fr", the language to fall back on',
      'characters.json › 0 › name › value: "Deutsch" is no language; a language is en, ko, pt-BR…',
    ]);
  });

  test('may be in more languages than a sentence, which is read and not looked for', () => {
    const faults = faultsAfter((files) => {
      files.characters[0].about[0].text = { fr: 'Elle chante.', en: 'She sings.' };
    });

    expect(faults).toEqual([
      'characters.json › 0 › about › 0 › text: "en" is not among the languages of series.json (fr, ja)',
    ]);
  });

  test('that is told late needs a neutral one until then', () => {
    expect(
      faultsAfter((files) => {
        delete files.characters[4].neutralName;
      }),
    ).toEqual(['characters.json › 4: a name that is told later needs a neutralName until then']);
  });

  test.each([['none'], ['all']])('%s is a horizon and cannot be an id', (id) => {
    expect(
      faultsAfter((files) => {
        files.terms[0].id = id;
      }),
    ).toEqual([`terms.json › 0 › id: "${id}" is a horizon and cannot be an id`]);
  });

  test.each<[string, number, (files: Raw, text: string) => void]>([
    [
      'an episode’s label fits a button',
      80,
      (f, text) => {
        f.episodes[0].label.fr = text;
      },
    ],
    [
      'a title fits a choice',
      100,
      (f, text) => {
        f.songs[0].title.value.fr = text;
      },
    ],
    [
      'a sentence fits a field',
      1024,
      (f, text) => {
        f.terms[0].about[0].text.fr = text;
      },
    ],
  ])('%s: %i characters and no more', (_what, most, write) => {
    expect(faultsAfter((files) => write(files, 'x'.repeat(most)))).toEqual([]);
    expect(faultsAfter((files) => write(files, 'x'.repeat(most + 1)))).toHaveLength(1);
  });
});

describe('a fact', () => {
  test('without a source is a fault', () => {
    expect(
      faultsAfter((files) => {
        files.characters[0].about[0].sources = [];
      }),
    ).toHaveLength(1);
    expect(
      faultsAfter((files) => {
        delete files.characters[0].about[0].sources;
      }),
    ).toHaveLength(1);
  });

  test('cannot be told before the one it speaks of is introduced', () => {
    const faults = faultsAfter((files) => {
      files.characters[4].introduced = 'manche-2';
      files.characters[4].about[0].after = 'manche-1';
      files.matches.matches[2].slots[1].after = 'manche-2';
    });

    expect(faults).toEqual([
      'characters.json › 4 › about › 0 › after: told after "manche-1", but its subject is introduced later, in "manche-2"',
    ]);
  });

  test('in an episode cannot be told before that episode', () => {
    expect(
      faultsAfter((files) => {
        files.episodes[2].title.after = 'pilote';
      }),
    ).toEqual([
      'episodes.json › 2 › title › after: told after "pilote", but its subject is introduced later, in "manche-2"',
    ]);
    expect(
      faultsAfter((files) => {
        files.episodes[2].title.after = 'none';
      }),
    ).toEqual([
      'episodes.json › 2 › title › after: said to be no spoiler, but its subject is introduced in "manche-2"',
    ]);
  });

  test.each([['2023'], ['2023-01'], ['2023-01-05'], ['2024-02-29']])('keeps the precision of its date: %s', (date) => {
    const files: Raw = smallSeries();
    files.episodes[0].released = { value: date, sources: ['programme'] };

    expect(assembleKnowledge(files).seenFrom('all').episode('pilote')).toMatchObject({ released: { value: date } });
  });

  test.each([['2023-13'], ['2023-02-30'], ['2023-1-5'], ['05.01.2023'], ['2023-01-05T00:00:00Z']])(
    'refuses %s as a date',
    (date) => {
      expect(
        faultsAfter((files) => {
          files.episodes[0].released = { value: date, sources: ['programme'] };
        }),
      ).toHaveLength(1);
    },
  );
});

describe('the bracket', () => {
  test.each<[string, (matches: Raw[]) => void, string]>([
    [
      'a winner who is not in the match',
      (m) => {
        m[0].result.winner = 'anais';
      },
      '0 › result › winner: "anais" is not in this match (zoe, noel)',
    ],
    [
      'a contestant whom the match before did not send',
      (m) => {
        m[1].slots[1].contestant = 'zoe';
      },
      '1 › slots › 1 › contestant: is "zoe", but the winner of "tour" is "noel"',
    ],
    [
      'a winner taken twice',
      (m) => {
        m[4].slots[1].winnerOf = 'demi-1';
      },
      '4 › slots › 1 › winnerOf: the winner of "demi-1" is in match "finale" already',
    ],
    [
      'someone who meets themselves',
      (m) => {
        m[2].slots[1].contestant = 'anais';
      },
      '2 › slots: "anais" meets themselves',
    ],
    [
      'a result nothing tells',
      (m) => {
        delete m[2].result.after;
      },
      '2 › result › after: a match without an episode needs the episode that tells its result',
    ],
    [
      'a result told before its episode',
      (m) => {
        m[4].result.after = 'manche-1';
      },
      '4 › result › after: tells the result after "manche-1", before its own episode "finale"',
    ],
    [
      'a score of a stranger',
      (m) => {
        m[1].result.score.value = { zoe: 1 };
      },
      '1 › result › score › value › zoe: "zoe" is not in this match (elodie, noel)',
    ],
    [
      'an empty slot',
      (m) => {
        delete m[0].slots[0].contestant;
      },
      '0 › slots › 0: needs a contestant, or the match whose winner or loser it takes',
    ],
    [
      'an episode that shows two matches',
      (m) => {
        m[4].episode = 'manche-1';
      },
      '4 › episode: episode "manche-1" shows match "tour" already',
    ],
    [
      'contestants told later than the result',
      (m) => {
        m[0].slots[0].after = 'finale';
      },
      '0 › slots › 0: is told after "finale", later than the result it belongs to',
    ],
  ])('refuses %s', (_what, damage, line) => {
    expect(faultsAfter((files) => damage(files.matches.matches))).toContain(`matches.json › matches › ${line}`);
  });

  test('does not let two contestants share the emoji that is voted with', () => {
    expect(
      faultsAfter((files) => {
        files.characters[1].emoji = '🦊';
      }),
    ).toEqual(['characters.json › 1 › emoji: 🦊 stands for "elodie" already']);
  });
});

describe('a pattern', () => {
  test.each([
    ['that is no expression', '^(manche$', /not a regular expression/],
    ['without anchors', 'manche 1', /starts with \^ and ends with \$/],
    ['that repeats a repeat', '^(?:a+)+$', /repeated group/],
    ['that repeats alternatives', '^(?:a|a)*$', /repeated group/],
    ['that refers back', '^(a+)\\1$', /reference back/],
    ['that looks around', '^(?=a).*$', /looking around/],
    ['with a chain of wild cards', '^.*a.*a.*a.*a.*$', /too many ways/],
    ['with a chain of options', `^${'a?'.repeat(30)}${'a'.repeat(30)}$`, /too many ways/],
  ])('%s is a fault', (_what, pattern, line) => {
    expect(
      faultsAfter((files) => {
        files.series.patterns[0].pattern = pattern;
      }).join(),
    ).toMatch(line);
  });

  test('says one thing: an episode, or what else an entry is', () => {
    expect(
      faultsAfter((files) => {
        files.series.patterns[0].other = 'song';
      }),
    ).toHaveLength(1);
    expect(
      faultsAfter((files) => {
        delete files.series.patterns[0].episode;
      }),
    ).toHaveLength(1);
  });
});

test('five hundred damaged knowledge bases either load and can be read, or say what is wrong', () => {
  const wreck = fc.constantFrom<unknown>(
    null,
    '',
    'none',
    'all',
    'zoe',
    'manche-1',
    'manche-2',
    'finale',
    0,
    -1,
    [],
    {},
    [null],
    { fr: 'x' },
    '\u0000',
    'x'.repeat(2000),
    true,
  );
  const damages = fc.array(
    fc.record({ spot: fc.nat(), how: fc.constantFrom('replace', 'remove', 'remove', 'double', 'rename'), with: wreck }),
    { minLength: 1, maxLength: 3 },
  );
  let loaded = 0;

  fc.assert(
    fc.property(damages, (list) => {
      const files = smallSeries();
      for (const damage of list) damageAt(files, damage);
      const faults = faultsOf(files);
      if (faults.length > 0) {
        expect(faults.every((line) => /^[\w-]+\.json(?: › .+?)?: ./su.test(line))).toBe(true);
        return;
      }
      loaded++;
      const knowledge = assembleKnowledge(files);
      for (const horizon of ['none', 'all', ...knowledge.episodeLabels().map(({ id }) => id)]) {
        const view = knowledge.seenFrom(horizon);
        view.search('zoe');
        for (const { id } of view.competitions) view.bracket(id);
      }
    }),
    { numRuns: 500, seed: 7 },
  );
  expect(loaded).toBeGreaterThan(5);
});

function damageAt(files: Raw, damage: { spot: number; how: string; with: unknown }): void {
  const spots: [Raw, string | number][] = [];
  const visit = (node: Raw) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      spots.push([node, key]);
      visit(node[key]);
    }
  };
  visit(files);
  const [node, key] = spots[damage.spot % Math.max(1, spots.length)] ?? [files, 'series'];
  if (damage.how === 'replace') node[key] = structuredClone(damage.with);
  else if (damage.how === 'remove' && Array.isArray(node)) node.splice(Number(key), 1);
  else if (damage.how === 'remove') delete node[key];
  else if (damage.how === 'double' && Array.isArray(node)) node.push(structuredClone(node[Number(key)]));
  else node[`${key}x`] = node[key];
}
