import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fittedLayout } from '../../../../src/discord/contract/layout.ts';
import { layoutOf } from '../../../../src/discord/contract/message.ts';
import { container } from '../../../../src/discord/elements/layouts.ts';
import type { Card } from '../../../../src/discord/knowledge/views/cards/card.ts';
import { drawPage } from '../../../../src/discord/knowledge/views/pages.ts';
import { createSentences } from '../../../../src/i18n/sentences.ts';
import { faultsOf as faultsOfMessage, payloadFaults } from '../../../../testkit/discord/faults.ts';
import { seriesFiles, seriesKnowledge } from '../../../../testkit/knowledge/knowledge.ts';
import {
  type Asking,
  componentsOf,
  openAsking,
  optionsOf,
  type Sent,
  titleOf,
  writtenIn,
} from '../../../../testkit/spoilers/asking.ts';

let asking: Asking;
beforeAll(async () => {
  asking = await openAsking(seriesFiles());
});

const all = { own: 'all', server: 'all' };
const linksOf = (sent: Sent) => optionsOf(sent).map(({ value }) => value);
const idsOf = (sent: Sent) => componentsOf(sent).map(({ custom_id: id }) => String(id ?? ''));
const colorOf = (sent: Sent) => componentsOf(sent)[0]?.accent_color;

/** What Discord would say of it. */
const faultsOf = ({ data }: Sent, mayUseEmoji = false) => payloadFaults({ ...data }, { mayUseEmoji });

describe('A card', () => {
  it('shows a character’s colour, emoji and both names, in the reader’s language first', async () => {
    const english = await asking.command(all, 'character', { name: 'mizi' });
    const korean = await asking.command({ ...all, serverLanguage: 'ko' }, 'character', { name: 'mizi' });
    expect([titleOf(english), colorOf(english)]).toEqual(['🌸 Mizi · 미지', 0xf2a0c0]);
    expect([titleOf(korean), colorOf(korean)]).toEqual(['🌸 미지 · Mizi', 0xf2a0c0]);
  });

  it('leads from character to match to episode to song and back', async () => {
    const ways: readonly (readonly [string, string, string])[] = [
      ['character', 'till', 'match/round-6'],
      ['match', 'round-6', 'episode/round-6'],
      ['episode', 'round-6', 'song/cure'],
      ['song', 'cure', 'character/till'],
      ['song', 'cure', 'episode/round-6'],
      ['episode', 'round-6', 'match/round-6'],
      ['match', 'round-6', 'character/till'],
      ['bracket', 'season-50', 'match/round-6'],
      ['series', '-', 'bracket/season-50'],
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
    expect(writtenIn(sent)).toContain('87 : 86\\*');
    expect(writtenIn(sent)).toContain('\\* from one source');
    const sources = await asking.press(all, 'pick', false, ['sources/match/round-1']);
    expect(sources.private).toBe(true);
    expect(writtenIn(sources)).toMatch(/\*\*Score\*\* 87 : 86.*\n.*\[.+\]\(https:/);
    expect(idsOf(sources)).toContain('open:match:round-1');
  });

  it('has everything a fan wants of a singer on its first page, in both languages', async () => {
    const view = asking.knowledge.seenFrom('all');
    const singers = view.characters.filter(({ matchIds, nameless }) => matchIds.length > 0 && !nameless);
    expect(singers.length).toBeGreaterThan(6);
    for (const language of ['en-US', 'ko']) {
      for (const { id } of singers) {
        const sent = await asking.press({ ...all, language }, `open:character:${id}`, true);
        const turns = idsOf(sent).filter((own) => own.startsWith('page:'));
        expect(turns, `${id} ${language}`).toEqual([]);
      }
    }
    const till = writtenIn(await asking.press(all, 'open:character:till', true));
    for (const part of ['said “til”', 'Story so far', 'Round 6 ✔ →', '**CURE** · From an episode', 'Appears in']) {
      expect(till).toContain(part);
    }
  });

  it('turns its pages with one button, around from the last to the first, and never past the last', async () => {
    const first = await asking.press(all, 'open:sources:character/till', true);
    const turn = (sent: Sent) => idsOf(sent).find((id) => id.startsWith('page:')) ?? '';
    const second = await asking.press(all, turn(first), true);
    const beyond = await asking.press(all, turn(first).replace(/\d+$/, '99'), true);
    expect(writtenIn(second)).not.toBe(writtenIn(first));
    expect(turn(beyond)).toMatch(/:0$/);
    expect(writtenIn(await asking.press(all, turn(beyond), true))).toBe(writtenIn(first));
  });

  it('has one choice for all ways from it, and at most three buttons', async () => {
    for await (const [id, sent] of everyCard(asking)) {
      const isHowFar = (own: unknown) => String(own).startsWith('howfar');
      const selects = componentsOf(sent).filter(({ type, custom_id: own }) => type === 3 && !isHowFar(own));
      expect(selects.length, id).toBeLessThanOrEqual(1);
      expect(componentsOf(sent).filter(({ type }) => type === 2).length, id).toBeLessThanOrEqual(3);
    }
  });

  it('answers “what next?” for the asker in private and for the room in public, and says which', async () => {
    const at = { own: 'round-1', server: 'round-3' };
    const alone = await asking.command(at, 'next', { private: true });
    const room = await asking.command({ ...at, own: 'all' }, 'next');
    expect([alone.private, writtenIn(alone)]).toEqual([true, expect.stringContaining('For you,')]);
    expect([room.private, writtenIn(room)]).toEqual([false, expect.stringContaining('For everyone here,')]);
  });

  it('of an id that is not there says so in a sentence', async () => {
    const sent = await asking.press(all, 'open:character:nobody', false);
    expect([sent.private, writtenIn(sent)]).toEqual([true, expect.stringContaining('nothing here that I can show')]);
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
      const further = [
        ...idsOf(sent).filter((own) => own.startsWith('page:')),
        ...linksOf(sent).flatMap((own) => (own.startsWith('sources/') ? [`open:sources:${own.slice(8)}`] : [])),
      ].filter((own) => !known.has(own));
      for (const own of further) known.add(own);
      queue.push(...further);
    }
  }
}

describe('Discord’s limits', () => {
  it('are kept by every card there is, in both languages, on every page, also for members who have set nothing', async () => {
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
      const written = writtenIn(sent);
      expect(written.replace(/<:emblem_0123456789ab:\d{19}>/g, ''), id).not.toMatch(/<:|emblem/);
      if (written.includes('emblem')) seen += 1;
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('are kept, however much a card contains', () => {
    const reader = { view: seriesKnowledge().seenFrom('all'), say: createSentences()('en'), language: 'en' };
    const question = 'How far have you watched? '.repeat(20);
    const long = (most: number) =>
      fc
        .tuple(fc.constantFrom('x', 'a b ', '한', '🌸', '\\*'), fc.integer({ min: 1, max: most }))
        .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)));
    const section = fc.record({
      name: long(400),
      lines: fc.array(long(3000), { minLength: 1, maxLength: 8 }),
      inline: fc.boolean(),
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
        const { blocks, pages } = drawPage(reader, own, page);
        expect(pages).toBeGreaterThan(0);
        const message = { content: question, layout: [container(own.color, blocks)] };
        expect(faultsOfMessage(message)).toEqual([]);
        // Nothing had to be cut once more where it was sent.
        expect(fittedLayout(layoutOf(message))).toEqual(layoutOf(message));
      }),
      { numRuns: 150, seed: 3 },
    );
  });
});

describe('A picture that the data brings', () => {
  const brought = (kind: 'characters' | 'songs' | 'episodes', id: string, after?: string) => {
    const files = seriesFiles();
    const records = files[kind] as { id: string; picture?: unknown }[];
    const record = records.find((own) => own.id === id);
    const url = `https://pictures.example/${id}.png`;
    if (record !== undefined)
      record.picture = { url, sources: ['s01'], certainty: 'one-source', ...(after && { after }) };
    return openAsking(files);
  };
  const shownIn = (sent: Sent) => JSON.stringify(sent.data);

  it('of a character is shown from the episode that reveals it, in place of the emblem, with its source and how sure that is', async () => {
    const with6 = await brought('characters', 'till', 'round-6');
    const ask = (own: string) => with6.command({ own, server: own }, 'character', { name: 'till' });
    const before = await ask('round-5');
    expect(shownIn(before)).not.toContain('pictures.example');
    expect(shownIn(before)).toContain('attachment://emblem.png');
    const after = await ask('round-6');
    expect(shownIn(after)).toContain('https://pictures.example/till.png');
    expect(shownIn(after)).not.toContain('attachment://emblem.png');
    expect(writtenIn(after)).toMatch(/-# Picture: .+\\\*/);
    expect(faultsOf(after, true)).toEqual([]);
  });

  it('for a song or an episode is shown in place of the video’s thumbnail, once that may be seen', async () => {
    for (const [kind, command, option, id] of [
      ['songs', 'song', 'title', 'cure'],
      ['episodes', 'episode', 'title', 'round-6'],
    ] as const) {
      const asked = await brought(kind, id, 'final');
      const at = (own: string) => asked.command({ own, server: own }, command, { [option]: id });
      const [before, after] = [shownIn(await at('round-6')), shownIn(await at('final'))];
      expect(before).toContain('i.ytimg.com');
      expect(before).not.toContain('pictures.example');
      expect(after).toContain(`https://pictures.example/${id}.png`);
      expect(after).not.toContain('i.ytimg.com');
    }
  });
});

describe('What can be watched', () => {
  it('carries on its button how sure its address is, as every other fact does', async () => {
    const files = seriesFiles();
    const episode = (files.episodes as { id: string; video?: { certainty?: string } }[]).find(
      ({ id }) => id === 'round-6',
    );
    if (episode?.video !== undefined) episode.video.certainty = 'one-source';
    const unsure = await openAsking(files);
    const labels = (sent: Sent) =>
      componentsOf(sent).flatMap(({ label }) => (label === undefined ? [] : [String(label)]));
    for (const kind of ['episode', 'match']) {
      expect(labels(await unsure.press(all, `open:${kind}:round-6`, false))).toContain('▶ Watch*');
      expect(labels(await asking.press(all, `open:${kind}:round-6`, false)).join()).toMatch(/▶ Watch/);
    }
  });
});
