import type { MatchView, SlotView } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { emojiText } from '../../../elements/controls.ts';
import { matchPicture } from '../versus-picture.ts';
import { ACCENT, type Card, KIND_EMOJI } from './card.ts';
import { watchUrl } from './episode-card.ts';
import { toCharacter, toEpisode, toMatch, toSong } from './links.ts';
import { scoreText, slotText } from './match-line.ts';
import {
  bothNames,
  claimsOf,
  distinct,
  factClaim,
  factField,
  markedLabel,
  section,
  sentences,
  words,
  writtenDate,
} from './words.ts';

export function matchCard(reader: Reader, match: MatchView): Card {
  const { say, view, language } = reader;
  const { result } = match;
  const competition = view.competition(match.competitionId);
  const episode = match.episode === undefined ? undefined : view.episode(match.episode.id);
  const songs = episode?.seen === true ? episode.songIds.flatMap((id) => view.song(id) ?? []) : [];
  const won = result === undefined ? [] : winnerLines(reader, match);

  return {
    title: `${KIND_EMOJI.match} ${words(reader, match.label)}`,
    color: result?.winner.color ?? ACCENT,
    subtitle: [
      ...(competition === undefined ? [] : [words(reader, competition.name)]),
      words(reader, match.stage.label),
    ].join(' · '),
    pictures: [matchPicture(reader, match)],
    lead: [
      match.slots.map((slot) => `**${standing(reader, slot)}**`).join(` ${say('know.versus')} `),
      won.join('\n'),
      sentences(reader, [...(result?.about ?? []), ...match.about]),
    ],
    sections: [
      ...(episode?.seen === true
        ? factField(say('know.released'), episode.released, (value) => writtenDate(value, language)).sections
        : []),
      ...section(
        say('know.song'),
        songs.length > 0 ? [songs.map((song) => words(reader, song.title)).join(' · ')] : [],
        true,
      ),
    ],
    links: distinct([
      ...match.contestants.flatMap((who) => (who === undefined ? [] : [toCharacter(reader, who)])),
      ...(match.episode === undefined ? [] : [toEpisode(reader, match.episode)]),
      ...songs.map((song) => toSong(reader, song)),
      ...match.slots.flatMap(({ from }) =>
        from === undefined ? [] : [toMatch(reader, { id: from.matchId, label: from.label })],
      ),
    ]),
    ...(episode?.seen !== true || episode.video === undefined
      ? {}
      : {
          web: [
            {
              label: markedLabel(`▶ ${say('know.watch')}`, episode.video),
              url: watchUrl(episode.video.value, language),
            },
          ],
        }),
    claims: [
      ...(result === undefined ? [] : [factClaim(say('know.result'), words(reader, result.winner.name), result)]),
      ...(result?.score === undefined
        ? []
        : [factClaim(say('know.score'), scoreText(match, result) ?? '', result.score)]),
      ...claimsOf(reader, [...(result?.about ?? []), ...match.about]),
      ...(episode?.seen === true && episode.video !== undefined
        ? [factClaim(say('know.watch'), '', episode.video)]
        : []),
    ],
  };
}

function standing(reader: Reader, slot: SlotView): string {
  if (slot.contestant === undefined) return slotText(reader, slot);
  return `${emojiText(slot.contestant.emoji ?? '')} ${bothNames(reader, slot.contestant.name)}`.trim();
}

function winnerLines(reader: Reader, match: MatchView): string[] {
  if (match.result === undefined) return [];
  const facts = { winner: words(reader, match.result.winner.name) };
  const score = scoreText(match, match.result);
  return [score === undefined ? reader.say('know.won', facts) : reader.say('know.wonScore', { ...facts, score })];
}
