import type { Cut } from './cut.ts';
import type { Findable } from './name-matching.ts';
import type { LocalText, MatchView, SongView, Statement } from './view-types.ts';

/** What can be looked up from one horizon, with every spelling that is no spoiler there. */
export function findablesOf(
  cut: Cut,
  { matches, songs }: { matches: readonly MatchView[]; songs: readonly SongView[] },
): Findable[] {
  const { records } = cut;
  const languages = records.series.languages;

  const characters = records.characters.flatMap((character): Findable[] => {
    const ref = cut.characterRef(character.id);
    if (ref === undefined) return [];
    const base = character.introduced;
    return [
      {
        kind: 'character',
        id: ref.id,
        name: ref.name,
        names: [
          ...texts(ref.name),
          // In any language: found in all of them, shown in the series' own.
          ...(ref.nameless ? [] : texts(character.name?.value ?? {})),
          ...spoken(cut.nicknames(character.nicknames, base)),
          // Further spellings spell the name: while that is hidden, so are they.
          ...(ref.nameless ? [] : character.spellings),
        ],
        text: spoken([...cut.statements(character.about, base), ...cut.statements(character.history, base)]).join(' '),
      },
    ];
  });

  const episodes = records.episodes.map((episode): Findable => {
    const title = cut.sees(episode.id) ? cut.fact(episode.title, episode.id)?.value : undefined;
    const told = cut.sees(episode.id);
    return {
      kind: 'episode',
      id: episode.id,
      name: title === undefined ? episode.label : titled(languages, episode.label, title),
      names: [...texts(episode.label), ...texts(title ?? {}), ...(told ? episode.spellings : [])],
      text: told ? spoken(cut.statements(episode.about, episode.id)).join(' ') : '',
    };
  });

  const fights = matches.map(
    (match): Findable => ({
      kind: 'match',
      id: match.id,
      name: matchName(languages, match),
      names: [...texts(match.label), ...match.contestants.flatMap((who) => texts(who?.name ?? {}))],
      called: texts(match.label),
      text: spoken([...match.about, ...(match.result?.about ?? [])]).join(' '),
    }),
  );

  const sung = records.songs.flatMap((song): Findable[] => {
    const shown = songs.find(({ id }) => id === song.id);
    if (shown === undefined) return [];
    const names = [...texts(song.title.value), ...spoken(shown.nicknames), ...song.spellings];
    return [{ kind: 'song', id: song.id, name: shown.title, names, text: spoken(shown.about).join(' ') }];
  });

  const terms = records.terms.flatMap((term): Findable[] => {
    const base = cut.reveals.named(term);
    if (!cut.sees(base)) return [];
    const names = [...texts(term.name.value), ...spoken(cut.nicknames(term.nicknames, base)), ...term.spellings];
    return [
      {
        kind: 'term',
        id: term.id,
        name: cut.shown(term.name.value),
        names,
        text: spoken(cut.statements(term.about, base)).join(' '),
      },
    ];
  });

  return [...characters, ...episodes, ...fights, ...sung, ...terms];
}

/** “Round 6 · Till – Ivan” once everybody in it is known, else “Round 6”. */
function matchName(languages: readonly string[], match: MatchView): LocalText {
  const everybody = match.contestants.flatMap((who) => who ?? []);
  if (everybody.length < match.contestants.length) return match.label;
  return inEach(languages, (language) => {
    const names = everybody.map((who) => pick(languages, who.name, language));
    return `${pick(languages, match.label, language)} · ${names.join(' – ')}`;
  });
}

/** “Special after Round 5 · MIZISUA”, or the label alone where the title says no more. */
function titled(languages: readonly string[], label: LocalText, title: LocalText): LocalText {
  return inEach(languages, (language) => {
    const [place, name] = [pick(languages, label, language), pick(languages, title, language)];
    return place.toLowerCase() === name.toLowerCase() ? place : `${place} · ${name}`;
  });
}

function inEach(languages: readonly string[], write: (language: string) => string): LocalText {
  return Object.fromEntries(languages.map((language) => [language, write(language)]));
}

function pick(languages: readonly string[], text: LocalText, language: string): string {
  return text[language] ?? text[languages[0] ?? ''] ?? '';
}

function texts(text: LocalText): string[] {
  return Object.values(text);
}

function spoken(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => texts(statement.text));
}
