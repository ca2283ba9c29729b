import fc from 'fast-check';
import { CreateMessageInteractionCallbackRequestSchema, checked, checkMessageRules } from 'local-discord/validation';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../../src/discord/knowledge/views/cards/card.ts';
import { drawPage } from '../../../../src/discord/knowledge/views/pages.ts';
import { createSentences } from '../../../../src/i18n/sentences.ts';
import { seriesFiles, seriesKnowledge } from '../../../../testkit/knowledge/knowledge.ts';
import { type Asking, componentsOf, openAsking, type Sent } from '../../../../testkit/spoilers/asking.ts';

let asking: Asking;
beforeAll(async () => {
  asking = await openAsking(seriesFiles());
});

const all = { own: 'all', server: 'all' };
const linksOf = (sent: Sent) => componentsOf(sent).map(({ custom_id: id }) => String(id ?? ''));
const text = (sent: Sent) => JSON.stringify(sent.data.embeds);

/** What Discord would say of it. */
function faultsOf({ data }: Sent, mayUseEmoji = false): unknown {
  const { attachments: _drawnElsewhere, ...body } = data as Record<string, unknown>;
  try {
    checked(CreateMessageInteractionCallbackRequestSchema, { type: 4, data: body });
    checkMessageRules(body, [], { flags: 0, mayUseEmoji: () => mayUseEmoji });
    return [];
  } catch (error) {
    return error;
  }
}

describe('A card', () => {
  it('shows a character’s colour, emoji and both names, in the reader’s language first', async () => {
    const english = await asking.command(all, 'character', { name: 'mizi' });
    const korean = await asking.command({ ...all, serverLanguage: 'ko' }, 'character', { name: 'mizi' });
    expect(english.data.embeds?.[0]).toMatchObject({ title: '🌸 Mizi · 미지', color: 0xf2a0c0 });
    expect(korean.data.embeds?.[0]).toMatchObject({ title: '🌸 미지 · Mizi', color: 0xf2a0c0 });
  });

  it('leads from character to match to episode to song and back', async () => {
    const ways: readonly (readonly [string, string, string])[] = [
      ['character', 'till', 'open:match:round-6'],
      ['match', 'round-6', 'open:episode:round-6'],
      ['episode', 'round-6', 'open:song:cure'],
      ['song', 'cure', 'open:character:till'],
      ['song', 'cure', 'open:episode:round-6'],
      ['episode', 'round-6', 'open:match:round-6'],
      ['match', 'round-6', 'open:character:till'],
      ['bracket', 'season-50', 'open:match:round-6'],
      ['series', '-', 'open:bracket:season-50'],
    ];
    for (const [kind, id, way] of ways) {
      expect(linksOf(await asking.press(all, `open:${kind}:${id}`, false)), `${kind} ${id}`).toContain(way);
    }
  });

  it('opens another privately below a public message, and in place below a private one', async () => {
    const below = await asking.press(all, 'open:match:round-6', false);
    const inPlace = await asking.press(all, 'open:match:round-6', true);
    expect([below.private, below.update]).toEqual([true, false]);
    expect(inPlace.update).toBe(true);
  });

  it('marks what rests on one source, and tells on request where each fact comes from', async () => {
    const sent = await asking.command(all, 'match', { match: 'round-1' });
    expect(text(sent)).toContain('87 : 86\\\\*');
    expect(text(sent)).toContain('* from one source');
    const sources = await asking.press(all, 'open:sources:match/round-1', false);
    expect(sources.private).toBe(true);
    expect(text(sources)).toMatch(/\*\*Score\*\* 87 : 86.*\[.+\]\(https:/);
    expect(linksOf(sources)).toContain('open:match:round-1');
  });

  it('turns its pages, and never past the last', async () => {
    const second = await asking.press(all, 'page:character:till:1', true);
    const beyond = await asking.press(all, 'page:character:till:99', true);
    expect(text(second)).toContain('Story so far');
    expect(text(beyond)).toBe(text(second));
    const turns = componentsOf(second).filter(({ custom_id: id }) => String(id).startsWith('page:'));
    expect(turns.map(({ disabled }) => disabled === true)).toEqual([false, true]);
  });

  it('of an id that is not there says so in a sentence', async () => {
    const sent = await asking.press(all, 'open:character:nobody', false);
    expect([sent.private, sent.data.content]).toEqual([true, expect.stringContaining('nothing here that I can show')]);
  });
});

/** Every card there is, in both languages, on every page, for members who have said nothing too. */
async function* everyCard(asked: Asking): AsyncGenerator<readonly [id: string, sent: Sent]> {
  const view = asked.knowledge.seenFrom('all');
  const kinds = {
    character: view.characters,
    episode: view.episodes,
    match: view.matches,
    song: view.songs,
    term: view.terms,
  };
  const subjects = [
    ...Object.entries(kinds).flatMap(([kind, things]) => things.map(({ id }) => `${kind}:${id}`)),
    ...view.competitions.map(({ id }) => `bracket:${id}`),
    'series:-',
    'next:-',
  ];
  for (const situation of [all, { ...all, language: 'ko' }, { language: 'ko', moderator: true }]) {
    const queue = subjects.map((subject) => `open:${subject}`);
    const known = new Set(queue);
    for (const id of queue) {
      const sent = await asked.press(situation, id, false);
      yield [id, sent];
      const further = linksOf(sent).filter(
        (own) => /^(?:page:|open:sources:)/.test(own) && !known.has(own) && !own.endsWith('-1'),
      );
      for (const own of further) known.add(own);
      queue.push(...further);
    }
  }
}

describe('Discord’s limits', () => {
  it('are kept by every card there is, in both languages, on every page, for members who have said nothing too', async () => {
    let drawn = 0;
    for await (const [id, sent] of everyCard(asking)) {
      expect(faultsOf(sent), id).toEqual([]);
      drawn += 1;
    }
    expect(drawn).toBeGreaterThan(300);
  });

  it('are kept with an emblem beside every name, which is forty characters long and never cut in two', async () => {
    const worn = await openAsking(seriesFiles());
    const { characters } = worn.knowledge.seenFrom('all');
    const emblems = characters.map(
      ({ id }, index) => [id, `emblem_0123456789ab:${10n ** 18n + BigInt(index)}`] as const,
    );
    worn.knowledge.wearEmblems(new Map(emblems));
    let seen = 0;
    for await (const [id, sent] of everyCard(worn)) {
      expect(faultsOf(sent, true), id).toEqual([]);
      const written = text(sent) ?? '';
      expect(written.replace(/<:emblem_0123456789ab:\d{19}>/g, ''), id).not.toMatch(/<:|emblem/);
      expect(JSON.stringify(sent.data.embeds?.map(({ footer, author }) => [footer, author]) ?? []), id).not.toContain(
        'emblem',
      );
      if (written.includes('emblem')) seen += 1;
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('are kept whatever a card holds', () => {
    const reader = { view: seriesKnowledge().seenFrom('all'), say: createSentences()('en'), language: 'en' };
    const long = (most: number) =>
      fc
        .tuple(fc.constantFrom('x', 'a b ', '한', '🌸', '\\*'), fc.integer({ min: 1, max: most }))
        .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)));
    const section = fc.record({
      name: long(400),
      lines: fc.array(long(3000), { minLength: 1, maxLength: 8 }),
      inline: fc.boolean(),
      turns: fc.boolean(),
    });
    const card = fc.record({
      title: long(600),
      color: fc.nat(0xffffff),
      dense: fc.boolean(),
      lead: fc.array(long(6000), { maxLength: 6 }),
      sections: fc.array(section, { maxLength: 30 }),
      links: fc.constant([]),
      claims: fc.constant([]),
    });
    fc.assert(
      fc.property(card, fc.integer({ min: -2, max: 40 }), (own: Card, page) => {
        const { embed, pages } = drawPage(reader, own, page);
        expect(pages).toBeGreaterThan(0);
        checkMessageRules({ embeds: [embed as unknown as Record<string, unknown>] }, [], {
          flags: 0,
          mayUseEmoji: () => false,
        });
        expect(embed.fields?.length ?? 0).toBeLessThanOrEqual(25);
        expect(embed.title?.length ?? 0).toBeLessThanOrEqual(256);
        expect(embed.description?.length ?? 0).toBeLessThanOrEqual(4096);
        for (const { name, value } of embed.fields ?? []) {
          expect([name.length > 0, value.length > 0, name.length <= 256, value.length <= 1024]).toEqual(
            Array(4).fill(true),
          );
        }
      }),
      { numRuns: 150, seed: 3 },
    );
  });
});
