import { defined } from '../../../util/defined.ts';
import type {
  Answer,
  AnswerLine,
  CharacterRef,
  CharacterView,
  EpisodeView,
  KnowledgeView,
  Known,
  LocalText,
  MatchView,
  Question,
  SongView,
} from '../view-types.ts';

type Shown = Pick<
  KnowledgeView,
  | 'series'
  | 'characters'
  | 'episodes'
  | 'songs'
  | 'matches'
  | 'competitions'
  | 'character'
  | 'episode'
  | 'song'
  | 'match'
  | 'next'
>;

/**
 * A view's answer to a question: lines with their sources, and the card that says more. No lines where the answer is
 * not known or past the horizon; the reader cannot tell which. Undefined where the view has nothing to ask this of.
 */
export function answerFrom(view: Shown, question: Question): Answer | undefined {
  const answer = answers[question.asks](view, question);
  return answer && { question, ...answer };
}

type Said = Omit<Answer, 'question'> | undefined;

const answers: Readonly<Record<Question['asks'], (view: Shown, question: Question) => Said>> = {
  trait(view, { of, and, labels = [] }) {
    if (of.kind === 'series')
      return { name: view.series.name, card: seriesCard(view), lines: compared(view.characters, labels) };
    const other = and && view.character(and.id);
    const one = view.character(of.id);
    if (one && other) return { name: one.name, and: other.name, card: of, lines: compared([one, other], labels) };
    const character = view.character(of.id);
    if (character === undefined) return undefined;
    const lines = character.profile.filter(({ labelId }) => labels.includes(labelId));
    return { name: character.name, card: { kind: 'character', id: character.id }, lines: lines.map(plainLine) };
  },
  singers(view, { of }) {
    const song = view.song(of.id);
    if (song === undefined) return undefined;
    const lines = song.singers.map(({ character, name, ...known }) => ({
      ...known,
      ...(character && name ? { label: character.name } : {}),
      value: name ?? character?.name ?? {},
    }));
    return { name: song.title, card: { kind: 'song', id: song.id }, lines };
  },
  songs(view, { of }) {
    if (of.kind === 'character') {
      const character = view.character(of.id);
      const songs = character?.songIds.flatMap((id) => view.song(id) ?? []) ?? [];
      return (
        character && {
          name: character.name,
          card: of,
          lines: songs.map((song) => ({ ...song, value: song.title })).map(plainLine),
        }
      );
    }
    const episode = view.episode(of.kind === 'match' ? (view.match(of.id)?.episode?.id ?? '') : of.id);
    const name = episode?.label ?? view.match(of.id)?.label;
    const songs = episode?.seen ? episode.songIds.flatMap((id) => view.song(id) ?? []) : [];
    const [first] = songs;
    return (
      name && {
        name,
        card: first ? { kind: 'song', id: first.id } : of,
        lines: songs.map((song) => plainLine({ ...song, value: song.title })),
      }
    );
  },
  won: (view, question) =>
    ofMatch(view, question, (match) => (match.result ? [refLine(match.result.winner, match.result)] : [])),
  lost: (view, question) =>
    ofMatch(view, question, ({ result }) => (result ? result.eliminated.map((who) => refLine(who, result)) : [])),
  score: (view, question) =>
    ofMatch(view, question, ({ result }) =>
      (result?.score?.value ?? []).map(({ contestant, points }) => ({
        ...knownOf(result?.score ?? { sources: [] }),
        label: contestant.name,
        value: String(points),
      })),
    ),
  alive(view, { of }) {
    const character = view.character(of.id);
    if (character === undefined) return undefined;
    const { status } = character;
    return {
      name: character.name,
      card: of,
      lines: status === undefined ? [] : [{ ...knownOf(status), value: status.text }],
    };
  },
  relation(view, { of, and }) {
    const [a, b] = [view.character(of.id), view.character(and?.id ?? '')];
    if (a === undefined || b === undefined) return undefined;
    const said = [
      ...a.relations.filter((one) => one.with.id === b.id),
      ...b.relations.filter((one) => one.with.id === a.id),
    ];
    const once = [...new Map(said.map((one) => [JSON.stringify(one.text), one])).values()];
    return {
      name: a.name,
      and: b.name,
      card: { kind: 'character', id: said.some((one) => one.with.id === b.id) ? a.id : b.id },
      lines: once.map((one) => ({ ...knownOf(one), value: one.text })),
    };
  },
  when(view, { of }) {
    if (of.kind === 'song') {
      const song = view.song(of.id);
      return (
        song && {
          name: song.title,
          card: of,
          lines: dateLines(song.released ?? firstSeen(view, song)?.released),
        }
      );
    }
    const episode = view.episode(of.id);
    if (episode === undefined) return undefined;
    const released = episode.seen ? episode.released : undefined;
    return { name: episode.label, card: of, lines: dateLines(released) };
  },
  watch(view, { of }) {
    const thing = of.kind === 'song' ? view.song(of.id) : view.episode(of.id);
    if (thing === undefined || of.kind === 'series') {
      return {
        name: view.series.name,
        card: { kind: 'series', id: view.series.id },
        lines: view.series.links.slice(0, 1).map((link) => ({ ...knownOf(link), value: link.label, url: link.url })),
      };
    }
    const video = videoOf(view, thing);
    const name = 'seen' in thing ? thing.label : thing.title;
    return {
      name,
      card: of,
      lines: video ? [{ ...knownOf(video), value: name, url: `https://www.youtube.com/watch?v=${video.value}` }] : [],
    };
  },
  order: (view) => ({
    name: view.series.name,
    card: { kind: 'next', id: '-' },
    lines: view.episodes.map(({ label }) => ({ sources: [], value: label })),
  }),
  next(view, { of }) {
    const episode = of.kind === 'episode' ? view.episode(of.id) : undefined;
    const next = episode ? view.episodes[view.episodes.findIndex(({ id }) => id === episode.id) + 1] : view.next();
    return {
      name: view.series.name,
      card: { kind: 'next', id: '-' },
      lines: next === undefined ? [] : [{ sources: [], value: next.label }],
    };
  },
  made: (view) => ({
    name: view.series.name,
    card: { kind: 'series', id: view.series.id },
    lines: view.series.credits.map((credit) => ({ ...knownOf(credit), label: credit.role, value: credit.name })),
  }),
};

/** Of each the first of these lines that there is, by name; the highest figure first, where all are figures. */
function compared(characters: readonly CharacterView[], labels: readonly string[]): AnswerLine[] {
  const all = characters.flatMap(({ name, profile }) => {
    const own = labels.map((id) => profile.find(({ labelId }) => labelId === id)).find((line) => line !== undefined);
    if (own === undefined) return [];
    // What stands for it, such as a day of adoption for a birthday, says so.
    const label = own.labelId === labels[0] ? name : withLabel(name, own.label);
    return [{ line: { ...knownOf(own), label, value: own.value }, figure: figureOf(own.value) }];
  });
  const isOfFigures = all.every(({ figure }) => figure !== undefined);
  const inOrder = isOfFigures ? all.toSorted((a, b) => (b.figure ?? 0) - (a.figure ?? 0)) : all;
  return inOrder.map(({ line }) => line);
}

function withLabel(name: LocalText, label: LocalText): LocalText {
  return Object.fromEntries(Object.entries(name).map(([language, text]) => [language, `${text} (${label[language]})`]));
}

/** The one figure in it, the same in each language: `186 cm`, not `20 August`. */
function figureOf(value: LocalText): number | undefined {
  const [one, ...others] = new Set(Object.values(value).map((text) => text.match(/\d+/g)?.join(' ')));
  return one === undefined || others.length > 0 || !/^\d+$/.test(one) ? undefined : Number(one);
}

function seriesCard(view: Shown): Answer['card'] {
  return { kind: 'series', id: view.series.id };
}

/** Of a song without a video of its own it is that of the episode it is sung in. */
function videoOf(view: Shown, thing: EpisodeView | SongView): SongView['video'] {
  if ('seen' in thing) return thing.seen ? thing.video : undefined;
  if (thing.video !== undefined) return thing.video;
  return firstSeen(view, thing)?.video;
}

/** The first episode in which a song is sung, if it has been watched. */
function firstSeen(view: Shown, song: SongView) {
  const [first] = song.episodeIds.flatMap((id) => view.episode(id) ?? []);
  return first?.seen ? first : undefined;
}

function dateLines(released: SongView['released']): AnswerLine[] {
  return released ? [{ ...knownOf(released), date: released.value }] : [];
}

export const ASKS = Object.keys(answers) as readonly Question['asks'][];

/**
 * An answer about one match: the match itself, the one in which two characters met, a character's latest one, or the
 * one that decides a competition.
 */
function ofMatch(view: Shown, { of, and }: Question, lines: (match: MatchView) => AnswerLine[]): Said {
  const match = matchMeant(view, of, and);
  if (match !== undefined) return { name: match.label, card: { kind: 'match', id: match.id }, lines: lines(match) };
  const who = view.character(of.id);
  if (who !== undefined) return { name: who.name, card: of, lines: [] };
  return { name: view.series.name, card: { kind: 'series', id: view.series.id }, lines: [] };
}

function matchMeant(view: Shown, of: Question['of'], and: Question['and']): MatchView | undefined {
  if (of.kind === 'match') return view.match(of.id);
  const stands = (match: MatchView, id: string) => match.contestants.some((who) => who?.id === id);
  if (of.kind === 'character') {
    const own = view.matches.filter((match) => stands(match, of.id) && (and === undefined || stands(match, and.id)));
    return own.findLast(({ result }) => result !== undefined) ?? own[0];
  }
  const [competition] = view.competitions;
  const last = competition?.stages.at(-1);
  return view.matches.find((match) => match.competitionId === competition?.id && match.stage.id === last?.id);
}

function plainLine({ label, value, ...known }: Known & { label?: LocalText; value: LocalText }): AnswerLine {
  return { ...knownOf(known), ...defined({ label }), value };
}

function refLine(who: CharacterRef, known: Known): AnswerLine {
  return { ...knownOf(known), value: who.name };
}

function knownOf({ sources, certainty, toldIn }: Known): Known {
  return { sources, ...(certainty && { certainty }), ...(toldIn && { toldIn }) };
}
