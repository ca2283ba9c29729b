import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge, KnowledgeView } from '../../../src/domain/knowledge/view-types.ts';
import { seriesFiles, typeableIn } from '../../../testkit/knowledge/knowledge.ts';
import {
  type Asking,
  componentsOf,
  openAsking,
  optionsOf,
  titleOf,
  writtenIn,
} from '../../../testkit/spoilers/asking.ts';

let asking: Asking;
beforeAll(async () => {
  asking = await openAsking(seriesFiles());
});

const all = { own: 'all', server: 'all' };
const offered = optionsOf;

describe('A look-up', () => {
  it('takes free text as well as a choice: half a name, a slip, Hangul and its initial consonants', async () => {
    for (const name of ['till', 'Till', 'tlil', '틸']) {
      expect(titleOf(await asking.command(all, 'character', { name })), name).toBe('🎸 Till · 틸');
    }
    expect(titleOf(await asking.command(all, 'character', { name: 'ㄹㅋ' }))).toBe('💛 Luka · 루카');
    expect(titleOf(await asking.command(all, 'song', { title: 'ruler' }))).toBe('🎵 Ruler of My Heart');
  });

  it('says the same of a name that is hidden and of one that does not exist, to the asker alone, and repeats neither', async () => {
    const at = { own: 'none', server: 'none' };
    const nonsense = JSON.stringify(await asking.command(at, 'character', { name: 'zzzzzzzz' }));
    const seen = asking.knowledge.seenFrom('none');
    const hidden = typeableIn(seriesFiles()).filter((name) => seen.find('character', name).length === 0);
    expect(hidden.length).toBeGreaterThan(50);
    for (const name of hidden) {
      expect(JSON.stringify(await asking.command(at, 'character', { name })), name).toBe(nonsense);
    }
    expect(JSON.parse(nonsense)).toMatchObject({
      private: true,
      data: { content: 'I couldn’t find that here.' },
    });
  });

  it('offers the nearest in a select, and several of one name as such', async () => {
    const near = await asking.command(all, 'character', { name: 'i' });
    expect([near.private, writtenIn(near)]).toEqual([true, 'I couldn’t find that here. Did you mean one of these?']);
    expect(offered(near).map(({ value }) => value)).toContain('character/ivan');
    const several = await asking.command(all, 'match', { match: 'till' });
    expect(writtenIn(several)).toBe('Several go by that name. Which one do you mean?');
    const chosen = await asking.press(all, 'pick', true, ['match/round-6']);
    expect([chosen.update, titleOf(chosen)]).toEqual([true, '🎤 Round 6']);
  });

  it('shows an asker who is further what may not be told to everyone, alone', async () => {
    const sent = await asking.command({ own: 'all', server: 'round-3' }, 'song', { title: 'karma' });
    expect([sent.private, titleOf(sent)]).toEqual([true, '🎵 KARMA']);
  });
});

describe('An answer that was drawn before', () => {
  it('is the same as that of a bot that has just been started, whoever asked for it first', async () => {
    const situations = [
      { own: 'all', server: 'round-3' },
      { own: 'round-3', server: 'round-3' },
      { own: 'none', server: 'all' },
      { own: 'all', server: 'all' },
      {},
      { own: 'all' },
    ] satisfies Parameters<Asking['command']>[0][];
    const asks = [
      ['character', { name: 'Till' }],
      ['match', { match: 'round-6' }],
      ['episode', { episode: 'round-3' }],
    ] as const;
    const fresh: Awaited<ReturnType<Asking['command']>>[][] = [];
    for (const at of situations) {
      const justStarted = await openAsking(seriesFiles());
      const sent: (typeof fresh)[number] = [];
      for (const [name, options] of asks) sent.push(await justStarted.command(at, name, options));
      fresh.push(sent);
    }
    for (const order of [situations, situations.toReversed()]) {
      for (const at of order) {
        for (const [index, [name, options]] of asks.entries()) {
          expect(await asking.command(at, name, options)).toEqual(fresh[situations.indexOf(at)]?.[index]);
        }
      }
    }
  });
});

describe('A search', () => {
  it('lists everything that fits with a choice among it, and opens the only one at once', async () => {
    const several = await asking.command(all, 'search', { query: 'luka' });
    expect(writtenIn(several)).toMatch(/💛 \*\*Luka\*\* · Character/);
    expect(offered(several)[0]).toMatchObject({ label: 'Luka', value: 'character/luka', description: 'Character' });
    const one = await asking.command(all, 'search', { query: 'aquarium' });
    expect(titleOf(one)).toBe('🌸 Mizi · 미지');
  });

  it('opens the result that was picked from its choices', async () => {
    const { data } = await asking.suggest(all, 'search', { query: 'blink' }, 'query');
    expect(data.choices?.[0]).toEqual({ name: 'BLINK GONE', value: 'song/blink-gone' });
    expect(titleOf(await asking.command(all, 'search', { query: 'song/blink-gone' }))).toBe('🎵 BLINK GONE');
  });

  it('is found again by “show me the rest”, however it was typed', async () => {
    const at = { own: 'all', server: 'round-3' };
    for (const query of ['미지: 루카', 'mizi '.repeat(20), '미지 '.repeat(25)]) {
      const sent = await asking.command(at, 'search', { query });
      const more = componentsOf(sent).find(({ label }) => label === 'Show me the rest');
      const rest = await asking.press(at, String(more?.custom_id), false);
      const alone = await asking.command(at, 'search', { query, private: true });
      expect(offered(rest), query).toEqual(offered(alone));
    }
  });
});

describe('The look-up in a message’s menu', () => {
  it('shows the one thing a message names, or all of them to choose from, to the asker alone', async () => {
    const one = await asking.lookUp(all, 'I cannot get over Sua');
    expect([one.private, titleOf(one)]).toEqual([true, '🌟 Sua · 수아']);
    const several = await asking.lookUp(all, '틸이랑 이반 나오는 라운드 6');
    expect(offered(several).map(({ value }) => value)).toEqual([
      'character/till',
      'character/ivan',
      'episode/round-6',
      'match/round-6',
    ]);
  });

  it('recognises nothing that the asker has not watched', async () => {
    const hidden = await asking.lookUp({ own: 'round-1' }, 'KARMA was played by Heperu');
    const nothing = await asking.lookUp({ own: 'round-1' }, 'good morning');
    expect(hidden.data).toEqual(nothing.data);
    expect(writtenIn(nothing)).toBe('I couldn’t find a name in that message.');
  });
});

describe('A question in the search', () => {
  const answerTo = async (query: string, situation: object = all) => {
    const written = writtenIn(await asking.command(situation, 'search', { query }));
    return written.replace(/^## .*\n/, '');
  };

  it('is answered in one sentence, with its source and the way to its card', async () => {
    const sent = await asking.command(all, 'search', { query: 'how old is till' });
    expect(writtenIn(sent)).toMatch(/\n\*\*Till\*\* – Age: 21 · .*: 28\n\n-# Source: /);
    expect(componentsOf(sent).map(({ custom_id }) => custom_id)).toContain('open:character:till');
  });

  it('finds what fans ask first: who makes it, where to watch, in which order, what the short name means', async () => {
    for (const [query, wanted] of [
      ['who made this', /VIVINOS/],
      ['where to watch', /YouTube/i],
      ['watch order', /Prologue → Round 1 → Round 2/],
      ['who won round 6', /\*\*Till\*\* won Round 6/],
      ['who sings cure', /AKUGETSU/],
    ] as const)
      expect(await answerTo(query), query).toMatch(wanted);
    for (const query of ['VIVINOS', 'QMENG', 'studio lico', 'ALNST', '에이스테', 'patreon'])
      expect(writtenIn(await asking.command(all, 'search', { query })), query).toContain('ALIEN STAGE');
  });

  it('is answered in the asker’s language', async () => {
    expect(await answerTo('틸 몇 살이야', { ...all, language: 'ko', serverLanguage: 'ko' })).toMatch(
      /^\*\*틸\*\* – 나이: 21세/,
    );
  });

  it('about something hidden is answered like one about something unknown', async () => {
    const early = { own: 'prologue', server: 'prologue' };
    const hidden = await answerTo('is sua alive', early);
    expect(hidden).toContain('That is not known, or it comes later than what has been watched here.');
    expect(await answerTo('is mizi alive', early)).toBe(hidden);
    expect(await answerTo('ivan birthday', early)).not.toBe(hidden);
  });

  it('that can be read in two ways has a button for each, which answers it', async () => {
    const sent = await asking.command(all, 'search', { query: 'who sings cure and wiege' });
    const ways = componentsOf(sent).filter(({ custom_id }) => String(custom_id).startsWith('open:answer:'));
    expect(ways.map(({ label }) => label)).toEqual([expect.stringMatching(/^CURE/), expect.stringMatching(/^Wiege/)]);
    const pressed = await asking.press(all, String(ways[1]?.custom_id), true);
    expect(writtenIn(pressed)).toMatch(/\*\*Wiege\*\*/);
  });

  it('of two is answered of both, the higher figure first', async () => {
    expect(await answerTo('who is taller, till or ivan')).toMatch(/Ivan: 186 cm · Till: 178 cm/);
    expect(await answerTo('틸이랑 이반 중에 누가 더 커요')).toMatch(/186.*178/);
  });

  it('of everybody is answered of all who have such a line', async () => {
    expect(await answerTo('who is the oldest')).toMatch(/Luka: 30 · Hyuna: 27 · Sua: 23/);
  });
});

describe('A search that finds much', () => {
  it('shows five at first, and all of it on request', async () => {
    const sent = await asking.command(all, 'search', { query: 'luka' });
    expect(offered(sent)).toHaveLength(6);
    const more = offered(sent).at(-1);
    expect(more).toMatchObject({ label: 'More …' });
    const rest = await asking.press(all, 'pick', true, [String(more?.value)]);
    expect(offered(rest).length).toBeGreaterThan(6);
  });
});

describe('What a look-up needs is made in pieces before anything is looked up', () => {
  /** What was done in any view, in order: `ready` when all pieces of one had been made. */
  const done: string[] = [];
  const watched = (view: KnowledgeView): KnowledgeView => ({
    ...view,
    *prepare() {
      yield* view.prepare();
      done.push(`ready ${view.horizon}`);
    },
    ...Object.fromEntries(
      (['search', 'find', 'suggest', 'mentionedIn', 'ask'] as const).map((act) => [
        act,
        (...given: never[]) => {
          done.push(`look-up ${view.horizon}`);
          return (view[act] as (...all: never[]) => unknown)(...given);
        },
      ]),
    ),
  });
  const watching = (knowledge: Knowledge): Knowledge => {
    const views = new Map<string, KnowledgeView>();
    return {
      ...knowledge,
      seenFrom(horizon) {
        const view = views.get(horizon) ?? watched(knowledge.seenFrom(horizon));
        views.set(horizon, view);
        return view;
      },
    };
  };

  const at = { own: 'round-4', server: 'round-2' };
  const typed = 'typed text';
  it.each<[string, (watched: Asking) => Promise<unknown>]>([
    ['a name in a command', (one) => one.command(at, 'character', { name: 'tlil' })],
    ['a search', (one) => one.command(at, 'search', { query: typed })],
    ['a name letter by letter', (one) => one.suggest(at, 'character', { name: 'ti' }, 'name')],
    ['a message', (one) => one.lookUp(at, 'I like Till')],
    ['another page', (one) => one.press(at, 'page:search:till:1', true)],
    ['another card', (one) => one.press(at, 'open:search:till', true)],
    ['a chosen card', (one) => one.press(at, 'pick', true, ['search/dGxpbA'])],
    ['what was left out', (one) => one.press(at, 'more:search:till', false)],
    ['how far somebody has watched', (one) => one.press(at, 'howfar:search:till', true, ['round-3'])],
  ])('%s', async (_, act) => {
    const one = await openAsking(seriesFiles(), watching);
    done.length = 0;
    await act(one).catch(() => {});
    const looked = done.filter((what) => what.startsWith('look-up'));
    for (const what of new Set(looked)) {
      const ready = what.replace('look-up', 'ready');
      expect(done.indexOf(ready), `${ready} before ${what}`).toBeGreaterThanOrEqual(0);
      expect(done.indexOf(ready)).toBeLessThan(done.indexOf(what));
    }
    expect(looked).not.toEqual([]);
  });
});
