import { type AddedEpisode, type Additions, matchOfAdded } from '../../../domain/additions/additions.ts';
import { moment, plain, shortened } from '../../contract/markdown.ts';
import type { Asking, Speaker, Teller } from '../../contract/reader.ts';

/** Discord takes 2,000 characters. */
const LONGEST = 1_900;

/**
 * An added episode, for the moderators: when it comes out, who meets (if the asker may know), and who may know that.
 */
export function addedText(episode: AddedEpisode, additions: Additions, by: Asking): string {
  const { say } = by;
  const lines = [say('season.added', { label: plain(episode.label) })];
  if (episode.plannedForMs !== undefined && episode.outAtMs === undefined) {
    lines.push(say('season.addedPlanned', { when: moment(episode.plannedForMs) }));
  }
  const match = matchOfAdded(additions, episode);
  if (match !== undefined) {
    lines.push(
      say('season.addedMatch', {
        contestants: whoMeets(match, additions, by),
        competition: held(match, additions, by),
      }),
    );
    lines.push(match.open ? say('season.isOpen') : say('season.isHidden'));
  }
  return lines.join('\n');
}

/** The latest uploads that would be recognised as the episode. */
export function waitingText(titles: readonly string[], { say }: Speaker): string {
  if (titles.length === 0) return say('season.waitsNone');
  return say('season.waits', {
    titles: titles
      .slice(0, 5)
      .map((title) => `“${plain(shortened(title, 100))}”`)
      .join(', '),
  });
}

/** Everything that a server added, in the order it was added. */
export function listText(additions: Additions, by: Teller): string {
  const { say } = by;
  if (additions.episodes.length === 0) return say('season.none');
  let text = say('season.list');
  for (const [index, episode] of additions.episodes.entries()) {
    const line = `\n- ${lineOf(episode, additions, by)}`;
    if (text.length + line.length > LONGEST) {
      return `${text}\n${say('season.moreLines', { count: additions.episodes.length - index })}`;
    }
    text += line;
  }
  return text;
}

function lineOf(episode: AddedEpisode, additions: Additions, { say, episodes }: Teller): string {
  const label = plain(episode.label);
  if (episodes.episodeLabel(episode.id)?.id !== episode.id) return say('season.lineData', { label });
  const match = matchOfAdded(additions, episode) === undefined ? '' : ' ⚔️';
  if (episode.outAtMs !== undefined) return say('season.lineOut', { label, when: moment(episode.outAtMs), match });
  if (episode.plannedForMs === undefined) return say('season.lineOpenEnded', { label, match });
  return say('season.linePlanned', { label, when: moment(episode.plannedForMs), match });
}

function whoMeets({ contestantIds }: Additions['matches'][number], additions: Additions, { view, language }: Asking) {
  const nameOf = (id: string) => {
    const character = view.character(id);
    const added = additions.contestants.find((own) => own.id === id);
    return character === undefined ? (added?.name ?? '?') : view.textIn(character.name, language);
  };
  return contestantIds.map((id) => plain(nameOf(id))).join(' · ');
}

function held(
  { competitionId }: Additions['matches'][number],
  additions: Additions,
  { view, language }: Asking,
): string {
  const known = view.competition(competitionId);
  if (known !== undefined) return plain(view.textIn(known.name, language));
  return plain(additions.competitions.find(({ id }) => id === competitionId)?.name ?? competitionId);
}
