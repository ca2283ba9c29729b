import type { CharacterView, EpisodeView, MatchView, SongView } from '../../../../domain/knowledge/view-types.ts';
import { romanise } from '../../../../domain/sounds.ts';
import type { Reader } from '../../../contract/reader.ts';
import { emojiText } from '../../../elements/controls.ts';
import { ACCENT, type Card, KIND_EMOJI } from './card.ts';
import { broughtPicture, emblemThumbnail } from './emblem-thumbnail.ts';
import { toCharacter, toEpisode, toMatch, toSong } from './links.ts';
import { kindOfSong } from './song-card.ts';
import {
  bare,
  bothNames,
  claimsOf,
  distinct,
  factClaim,
  marked,
  nameOf,
  section,
  sentence,
  sentences,
  words,
  writtenDate,
} from './words.ts';

const STATE_EMOJI = { alive: '🟢', missing: '❔', 'presumed-dead': '🥀', dead: '🥀' } as const;
/** How many of a character's episodes are named; the others are only counted. */
const MOST_EPISODES = 12;

export function characterCard(reader: Reader, character: CharacterView): Card {
  const { say, view } = reader;
  const picture = broughtPicture(reader, character.picture, bare(reader, character.name));
  const { status, profile, nicknames, history, relations } = character;
  const matches = character.matchIds.flatMap((id) => view.match(id) ?? []);
  const songs = character.songIds.flatMap((id) => view.song(id) ?? []);
  const episodes = view.episodes.filter((episode) => appearsIn(character.id, episode, matches));
  const traits = profile.map((own) => ({
    name: words(reader, own.label),
    value: words(reader, own.value),
    known: own,
  }));

  return {
    title: `${emojiText(character.emoji ?? '')} ${bothNames(reader, character.name)}`.trim(),
    subtitle: saidAs(reader, character),
    color: character.color ?? ACCENT,
    thumbnail: picture.thumbnail ?? emblemThumbnail(reader, character),
    lead: [
      status === undefined ? '' : `${STATE_EMOJI[status.state]} ${sentence(reader, status)}`,
      sentences(reader, character.about),
      ...picture.lead,
    ],
    sections: [
      ...section(
        say('know.nicknames'),
        nicknames.length > 0 ? [nicknames.map((own) => sentence(reader, own)).join(', ')] : [],
        true,
      ),
      ...traits.flatMap(({ name, value, known }) => section(name, [marked(value, known)], true)),
      ...section(
        say('know.story'),
        history.map((own) => `• ${sentence(reader, own)}`),
      ),
      ...section(
        say('know.relations'),
        relations.map((own) => `${relationHead(reader, own)} · ${sentence(reader, own)}`),
      ),
      ...section(say('know.matches'), matches.length > 0 ? [wayText(reader, character.id, matches)] : []),
      ...section(
        say('know.songs'),
        songs.map((song) => songLine(reader, song)),
      ),
      ...section(say('know.appearsIn'), episodes.length > 0 ? [episodesText(reader, episodes)] : []),
    ],
    links: distinct([
      ...relations.map((own) => toCharacter(reader, own.with)),
      ...matches.map((match) => toMatch(reader, match)),
      ...songs.map((song) => toSong(reader, song)),
      ...episodes.map((episode) => toEpisode(reader, episode)),
    ]),
    claims: [
      ...(character.sources.length > 0 ? [factClaim(say('know.name'), words(reader, character.name), character)] : []),
      ...claimsOf(reader, character.about),
      ...(status === undefined ? [] : [factClaim(say('know.status'), words(reader, status.text), status)]),
      ...picture.claims,
      ...claimsOf(reader, nicknames),
      ...traits.map(({ name, value, known }) => factClaim(name, value, known)),
      ...claimsOf(reader, history),
      ...relations.map((own) => factClaim(nameOf(reader, own.with), words(reader, own.text), own)),
    ],
  };
}

/** How a Hangul name is pronounced, syllable by syllable, for readers of other languages. */
function saidAs({ say, language }: Reader, { name, nameless }: CharacterView): string | undefined {
  const hangul = Object.values(name).find((text) => /^[가-힣 ]+$/u.test(text.normalize('NFC')));
  if (hangul === undefined || nameless || language === 'ko') return undefined;
  const syllables = [...hangul.normalize('NFC')].map((sign) => (sign === ' ' ? ' ' : romanise(sign)));
  return say('know.saidAs', { said: syllables.join('-').replaceAll('- -', ' ') });
}

/** `🎸 Till`, with the name of the two as a pair if there is one. */
function relationHead(reader: Reader, relation: CharacterView['relations'][number]): string {
  const who = `**${nameOf(reader, relation.with)}**`;
  return relation.pair === undefined ? who : `${who} (${words(reader, relation.pair)})`;
}

/** `Round 1 ✔ → Round 5 ✖`: only watched matches have a sign. */
function wayText(reader: Reader, characterId: string, matches: readonly MatchView[]): string {
  return matches
    .map((match) => {
      const label = words(reader, match.label);
      if (match.result === undefined) return label;
      return `${label} ${match.result.winner.id === characterId ? '✔' : '✖'}`;
    })
    .join(' → ');
}

function songLine(reader: Reader, song: SongView): string {
  const released = song.released ?? firstShown(reader, song);
  const date = released === undefined ? [] : [marked(writtenDate(released.value, reader.language), released)];
  return [`**${words(reader, song.title)}**`, kindOfSong(reader, song), ...date].join(' · ');
}

/** The release date of the first episode with the song, if the song belongs to an episode. */
function firstShown({ view }: Reader, song: SongView) {
  const [first] = song.episodeIds.flatMap((id) => view.episode(id) ?? []);
  return song.kind === 'episode' && first?.seen === true ? first.released : undefined;
}

/** Whether a watched episode features the character, or shows one of their matches. */
function appearsIn(id: string, episode: EpisodeView, matches: readonly MatchView[]): boolean {
  if (!episode.seen) return false;
  return (
    episode.featured?.value.some((one) => one.id === id) === true ||
    matches.some((match) => match.episode?.id === episode.id)
  );
}

function episodesText(reader: Reader, episodes: readonly EpisodeView[]): string {
  const named = episodes.slice(0, MOST_EPISODES).map((episode) => {
    const label = words(reader, episode.label);
    return episode.seen && episode.featured !== undefined ? marked(label, episode.featured) : label;
  });
  const others = episodes.length - named.length;
  return [`${KIND_EMOJI.episode} ${named.join(' · ')}`, ...(others > 0 ? [`+${others}`] : [])].join(' · ');
}
