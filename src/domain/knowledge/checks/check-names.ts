import { foldText } from '../../text-folding.ts';
import type { Fault } from './faults.ts';
import type { Parsed } from './parse.ts';

type Path = readonly (string | number)[];

interface NameAt {
  readonly text: string;
  readonly path: Path;
}

/** Checks that ids are unique among their kind, and so is every name that people can type. */
export function checkNames({ records }: Parsed): Fault[] {
  return [
    ...uniqueIn('characters.json', [], records.characters, (character) => [
      ...localNames(character.name?.value, ['name', 'value']),
      ...localNames(character.neutralName, ['neutralName']),
      ...further(character),
    ]),
    ...uniqueIn('episodes.json', [], records.episodes, (episode) => [
      ...localNames(episode.label, ['label']),
      ...localNames(episode.title.value, ['title', 'value']),
      ...listed(episode.spellings),
    ]),
    ...uniqueIn('matches.json', ['competitions'], records.competitions, (competition) => [
      ...localNames(competition.name.value, ['name', 'value']),
      ...further(competition),
    ]),
    ...uniqueIn('matches.json', ['matches'], records.matches, (match) => localNames(match.label, ['label'])),
    ...uniqueIn('songs.json', [], records.songs, (song) => [
      ...localNames(song.title.value, ['title', 'value']),
      ...further(song),
    ]),
    ...uniqueIn('terms.json', [], records.terms, (term) => [
      ...localNames(term.name.value, ['name', 'value']),
      ...further(term),
    ]),
    ...uniqueIn('sources.json', [], records.sources, () => []),
    ...records.competitions.flatMap((competition, index) =>
      uniqueIn('matches.json', ['competitions', index, 'stages'], competition.stages, () => []),
    ),
    ...distinctEmoji(records.characters),
    ...namelessOnes(records.characters),
  ];
}

function uniqueIn<Item extends { readonly id: string; readonly formerly?: readonly string[] }>(
  file: string,
  base: Path,
  items: readonly Item[],
  namesOf: (item: Item) => readonly NameAt[],
): Fault[] {
  const faults: Fault[] = [];
  const ids = new Set<string>();
  const owners = new Map<string, string>();
  const former = new Map<string, string>();
  for (const [index, item] of items.entries()) {
    for (const [place, alias] of (item.formerly ?? []).entries()) {
      const owner = items.find(({ id }) => id === alias)?.id ?? former.get(alias);
      former.set(alias, item.id);
      if (owner === undefined) continue;
      const problem = `"${alias}" means "${owner}" already`;
      faults.push({ file, path: [...base, index, 'formerly', place], problem });
    }
    const reserved = item.id === 'none' || item.id === 'all';
    if (reserved)
      faults.push({ file, path: [...base, index, 'id'], problem: `"${item.id}" is a horizon and cannot be an id` });
    if (ids.has(item.id))
      faults.push({ file, path: [...base, index, 'id'], problem: `the id "${item.id}" is taken already` });
    ids.add(item.id);
    for (const { text, path } of namesOf(item)) {
      const owner = owners.get(foldText(text));
      if (owner !== undefined && owner !== item.id) {
        faults.push({ file, path: [...base, index, ...path], problem: `"${text}" means "${owner}" already` });
      }
      owners.set(foldText(text), owner ?? item.id);
    }
  }
  return faults;
}

function further(item: {
  nicknames: readonly { text: Record<string, string> }[];
  spellings: readonly string[];
}): NameAt[] {
  const nicknames = item.nicknames.flatMap(({ text }, index) => localNames(text, ['nicknames', index, 'text']));
  return [...nicknames, ...listed(item.spellings)];
}

function listed(spellings: readonly string[]): NameAt[] {
  return spellings.map((text, index) => ({ text, path: ['spellings', index] }));
}

function localNames(text: Record<string, string> | undefined, path: Path): NameAt[] {
  return Object.entries(text ?? {}).map(([language, name]) => ({ text: name, path: [...path, language] }));
}

/** Members vote with the emoji, so it can stand for one character only. */
function distinctEmoji(characters: Parsed['records']['characters']): Fault[] {
  const owners = new Map<string, string>();
  return characters.flatMap(({ id, emoji }, index) => {
    if (emoji === undefined) return [];
    const owner = owners.get(emoji);
    owners.set(emoji, owner ?? id);
    return owner === undefined
      ? []
      : { file: 'characters.json', path: [index, 'emoji'], problem: `${emoji} stands for "${owner}" already` };
  });
}

function namelessOnes(characters: Parsed['records']['characters']): Fault[] {
  return characters.flatMap(({ name, neutralName, introduced }, index) => {
    const hidden = name === undefined || (name.after !== undefined && name.after !== introduced);
    if (!hidden || neutralName !== undefined) return [];
    const problem =
      name === undefined
        ? 'without a name, a neutralName is needed'
        : 'a name that is told later needs a neutralName until then';
    return { file: 'characters.json', path: [index], problem };
  });
}
