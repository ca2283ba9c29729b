import type { CharacterRef, EpisodeLabel, Hit, MatchView, SongView } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { KIND_EMOJI, type Link } from './card.ts';
import { bare } from './words.ts';

/** Links from one card to another: character ↔ match ↔ episode ↔ song. */
export function toCharacter(reader: Reader, who: CharacterRef): Link {
  return { kind: 'character', id: who.id, label: bare(reader, who.name), emoji: who.emoji ?? KIND_EMOJI.character };
}

export function toMatch(reader: Reader, match: Pick<MatchView, 'id' | 'label'>): Link {
  return { kind: 'match', id: match.id, label: bare(reader, match.label), emoji: KIND_EMOJI.match };
}

export function toEpisode(reader: Reader, episode: EpisodeLabel): Link {
  return { kind: 'episode', id: episode.id, label: bare(reader, episode.label), emoji: KIND_EMOJI.episode };
}

export function toSong(reader: Reader, song: SongView): Link {
  return { kind: 'song', id: song.id, label: bare(reader, song.title), emoji: KIND_EMOJI.song };
}

export function toHit(reader: Reader, hit: Hit): Link {
  const emoji = hit.kind === 'character' ? reader.view.character(hit.id)?.emoji : undefined;
  return { kind: hit.kind, id: hit.id, label: bare(reader, hit.name), emoji: emoji ?? KIND_EMOJI[hit.kind] };
}
