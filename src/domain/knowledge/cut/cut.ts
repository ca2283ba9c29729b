import type { Horizon } from '../horizon.ts';
import { createReveals, type Reveals } from '../records/reveals.ts';
import type { EpisodeRecord, KnowledgeRecords, StatementRecord } from '../records/schema.ts';
import type { CharacterRef, EpisodeLabel, Fact, Known, LocalText, SourceRef, Statement } from '../view-types.ts';

interface Provenance {
  readonly sources: readonly string[];
  readonly after?: string | undefined;
  readonly certainty?: 'one-source' | 'inferred' | undefined;
}

/** Decides what remains of each record at one horizon. Everything in a view has passed through it. */
export interface Cut {
  readonly records: KnowledgeRecords;
  readonly reveals: Reveals;
  readonly horizon: Horizon;
  sees(after: string | undefined): boolean;
  /** `base` is the reveal of the subject itself: a fact about it is never told earlier. */
  known(provenance: Provenance, base: string | undefined): Known;
  statements(list: readonly StatementRecord[], base: string | undefined): readonly Statement[];
  /** Those items of `list` that have been told at this horizon. */
  told<Item extends Provenance>(list: readonly Item[], base: string | undefined): readonly Item[];
  fact<Value>(
    fact: (Provenance & { readonly value: Value }) | undefined,
    base: string | undefined,
  ): Fact<Value> | undefined;
  nicknames(
    list: readonly (Provenance & { text: Record<string, string> })[],
    base: string | undefined,
  ): readonly Statement[];
  /** A name in the languages of the series; names in other languages are for searching only. */
  shown(name: LocalText): LocalText;
  characterRef(id: string): CharacterRef | undefined;
  label(episodeId: string): EpisodeLabel | undefined;
  episode(episodeId: string): EpisodeRecord | undefined;
}

/**
 * Emblems (`name:id` of an emoji) by character. An emblem shows a letter of the name, so it is hidden as long as the
 * name is.
 */
export type Emblems = ReadonlyMap<string, string>;
const NO_EMBLEMS: Emblems = new Map();

function emojiOf(emblem: string | undefined, own: string | undefined): { emoji?: string } {
  const emoji = emblem ?? own;
  return emoji === undefined ? {} : { emoji };
}

/** Only the texts in these languages. */
export function inLanguages(text: LocalText, languages: readonly string[]): LocalText {
  return Object.fromEntries(Object.entries(text).filter(([language]) => languages.includes(language)));
}

export function createCut(records: KnowledgeRecords, horizon: Horizon, emblems: Emblems = NO_EMBLEMS): Cut {
  const reveals = createReveals(records);
  const { order } = reveals;
  const labels = new Map(records.episodes.map(({ id, label }) => [id, { id, label }]));
  const sources = new Map<string, SourceRef>(
    records.sources.map(({ id, name, url }) => [id, { id, name, ...(url && { url }) }]),
  );
  const characters = new Map(records.characters.map((character) => [character.id, character]));

  const sees = (after: string | undefined) => order.reaches(horizon, after);
  const when = (provenance: Provenance, base: string | undefined) => order.later(base, provenance.after ?? base);

  const cut: Cut = {
    records,
    reveals,
    horizon,
    sees,
    known(provenance, base) {
      const toldIn = labels.get(when(provenance, base) ?? 'none');
      return {
        sources: provenance.sources.flatMap((id) => sources.get(id) ?? []),
        ...(provenance.certainty && { certainty: provenance.certainty }),
        ...(toldIn && { toldIn }),
      };
    },
    told: (list, base) => list.filter((item) => sees(when(item, base))),
    statements: (list, base) => cut.told(list, base).map((item) => ({ text: item.text, ...cut.known(item, base) })),
    nicknames: (list, base) =>
      cut.told(list, base).map((item) => ({ text: cut.shown(item.text), ...cut.known(item, base) })),
    shown: (name) => inLanguages(name, records.series.languages),
    fact(fact, base) {
      if (fact === undefined || !sees(when(fact, base))) return undefined;
      return { value: fact.value, ...cut.known(fact, base) };
    },
    characterRef(id) {
      const character = characters.get(id);
      if (character === undefined || !sees(character.introduced)) return undefined;
      const name = cut.fact(character.name, character.introduced)?.value;
      return {
        id,
        name: cut.shown(name ?? character.neutralName ?? {}),
        nameless: name === undefined,
        ...emojiOf(name === undefined ? undefined : emblems.get(id), character.emoji),
        ...(character.color && { color: Number.parseInt(character.color.slice(1), 16) }),
      };
    },
    label: (episodeId) => labels.get(episodeId),
    episode: (episodeId) => records.episodes.find(({ id }) => id === episodeId),
  };
  return cut;
}
