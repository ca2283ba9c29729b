import type { SongView } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { ACCENT, type Card, KIND_EMOJI } from './card.ts';
import { broughtPicture, videoThumbnail } from './emblem-thumbnail.ts';
import { watchUrl } from './episode-card.ts';
import { toCharacter, toEpisode, toSong } from './links.ts';
import {
  bare,
  bothNames,
  claimsOf,
  distinct,
  factClaim,
  factField,
  marked,
  markedLabel,
  nameOf,
  section,
  sentence,
  sentences,
  words,
  writtenDate,
} from './words.ts';

type Singer = SongView['singers'][number];

export function songCard(reader: Reader, song: SongView): Card {
  const { say, view, language } = reader;
  const original = song.versionOf === undefined ? undefined : view.song(song.versionOf);
  const versions = view.songs.filter((other) => other.versionOf === song.id);
  const episodes = song.episodeIds.flatMap((id) => view.episode(id) ?? []);
  const released = factField(say('know.released'), song.released, (value) => writtenDate(value, language));
  const length = factField(say('know.length'), song.length, (value) => value);

  const picture = broughtPicture(reader, song.picture, bare(reader, song.title));
  return {
    title: `${KIND_EMOJI.song} ${bothNames(reader, song.title)}`,
    color: song.singers.flatMap(({ character }) => character?.color ?? [])[0] ?? ACCENT,
    subtitle: kindOfSong(reader, song),
    thumbnail: picture.thumbnail ?? (song.video && videoThumbnail(song.video.value, bare(reader, song.title))),
    lead: [sentences(reader, song.about), ...picture.lead],
    sections: [
      ...section(
        say('know.singers'),
        song.singers.map((singer) => marked(singerText(reader, singer), singer)),
      ),
      ...section(
        say('know.nicknames'),
        song.nicknames.map((own) => sentence(reader, own)),
        true,
      ),
      ...section(
        say('know.episode'),
        episodes.map(({ label }) => words(reader, label)),
        true,
      ),
      ...section(say('know.original'), original === undefined ? [] : [words(reader, original.title)], true),
      ...released.sections,
      ...length.sections,
      ...section(
        say('know.versions'),
        versions.map((other) => words(reader, other.title)),
      ),
    ],
    links: distinct([
      ...episodes.map((episode) => toEpisode(reader, episode)),
      ...song.singers.flatMap(({ character }) => (character === undefined ? [] : [toCharacter(reader, character)])),
      ...(original === undefined ? [] : [toSong(reader, original)]),
      ...versions.map((other) => toSong(reader, other)),
    ]),
    ...(song.video === undefined
      ? {}
      : {
          web: [
            { label: markedLabel(`▶ ${say('know.listen')}`, song.video), url: watchUrl(song.video.value, language) },
          ],
        }),
    claims: [
      factClaim(say('know.title'), words(reader, song.title), song),
      ...claimsOf(reader, song.about),
      ...claimsOf(reader, song.nicknames),
      ...song.singers.map((singer) => factClaim(say('know.singers'), singerText(reader, singer), singer)),
      ...released.claims,
      ...length.claims,
      ...(song.video === undefined ? [] : [factClaim(say('know.listen'), '', song.video)]),
      ...picture.claims,
    ],
  };
}

/** Whether a song belongs to an episode, is another version of one, or a character's own. */
export function kindOfSong({ say }: Reader, { kind }: SongView): string {
  const kinds = {
    episode: say('know.songOfEpisode'),
    version: say('know.songVersion'),
    character: say('know.songOfCharacter'),
  };
  return kinds[kind];
}

/** The character, and who voices them. */
function singerText(reader: Reader, { character, name }: Singer): string {
  const voice = name === undefined ? undefined : words(reader, name);
  if (character === undefined) return voice ?? '';
  const who = nameOf(reader, character);
  return voice === undefined ? who : reader.say('know.voicedBy', { who, voice });
}
