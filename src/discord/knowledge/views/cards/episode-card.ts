import type { EpisodeView, SeenEpisode, SongView } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { ACCENT, type Card, KIND_EMOJI } from './card.ts';
import { broughtPicture, videoThumbnail } from './emblem-thumbnail.ts';
import { toCharacter, toEpisode, toMatch, toSong } from './links.ts';
import { facing } from './match-line.ts';
import {
  bare,
  claimsOf,
  distinct,
  factClaim,
  factField,
  marked,
  markedLabel,
  nameOf,
  section,
  sentences,
  words,
  writtenDate,
} from './words.ts';

export function episodeCard(reader: Reader, episode: EpisodeView): Card {
  if (episode.seen) return seenCard(reader, episode);
  return {
    title: `${KIND_EMOJI.episode} ${words(reader, episode.label)}`,
    color: ACCENT,
    lead: [reader.say('know.unseenEpisode')],
    sections: [],
    links: [],
    turns: turnsOf(reader, episode),
    claims: [],
    unseenEpisode: episode.id,
  };
}

function seenCard(reader: Reader, episode: SeenEpisode): Card {
  const { say, view, language } = reader;
  const label = words(reader, episode.label);
  const title = words(reader, episode.title.value);
  const match = episode.matchId === undefined ? undefined : view.match(episode.matchId);
  const songs = episode.songIds.flatMap((id) => view.song(id) ?? []);
  const released = factField(say('know.released'), episode.released, (value) => writtenDate(value, language));
  const length = factField(say('know.length'), episode.length, (value) => value);
  const { featured } = episode;
  const who = (featured?.value ?? []).map((one) => nameOf(reader, one)).join(' · ');

  const picture = broughtPicture(reader, episode.picture, bare(reader, episode.label));
  return {
    title: `${KIND_EMOJI.episode} ${isLabel(episode) ? label : `${label} · ${title}`}`,
    color: songs.flatMap((song) => song.singers.flatMap(({ character }) => character?.color ?? []))[0] ?? ACCENT,
    thumbnail: picture.thumbnail ?? (episode.video && videoThumbnail(episode.video.value, bare(reader, episode.label))),
    lead: [sentences(reader, episode.about), ...picture.lead],
    sections: [
      ...section(say('know.match'), match === undefined ? [] : [facing(reader, match)]),
      ...section(
        say('know.song'),
        songs.map((song) => songWithSingers(reader, song)),
        true,
      ),
      ...released.sections,
      ...length.sections,
      ...section(say('know.featured'), featured === undefined ? [] : [marked(who, featured)]),
    ],
    turns: turnsOf(reader, episode),
    links: distinct([
      ...(match === undefined ? [] : [toMatch(reader, match)]),
      ...songs.map((song) => toSong(reader, song)),
      ...(match?.contestants ?? []).flatMap((one) => (one === undefined ? [] : [toCharacter(reader, one)])),
      ...(featured?.value ?? []).map((one) => toCharacter(reader, one)),
    ]),
    ...(episode.video === undefined
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
      factClaim(say('know.title'), title, episode.title),
      ...claimsOf(reader, episode.about),
      ...picture.claims,
      ...released.claims,
      ...length.claims,
      ...(featured === undefined ? [] : [factClaim(say('know.featured'), who, featured)]),
      ...(episode.video === undefined ? [] : [factClaim(say('know.watch'), '', episode.video)]),
    ],
  };
}

/** `Cure (🎸 Till · 🦋 Ivan)` */
function songWithSingers(reader: Reader, song: SongView): string {
  const singers = song.singers.flatMap((singer) =>
    singer.character === undefined ? [] : [marked(nameOf(reader, singer.character), singer)],
  );
  const title = words(reader, song.title);
  return singers.length === 0 ? title : `${title} (${singers.join(' · ')})`;
}

/** The episodes before and after. Their place in the order may be known to everybody. */
function turnsOf(reader: Reader, episode: EpisodeView): NonNullable<Card['turns']> {
  const { episodes } = reader.view;
  const place = episodes.findIndex(({ id }) => id === episode.id);
  const turn = (to: EpisodeView | undefined, emoji: string) => to && { ...toEpisode(reader, to), emoji };
  return { before: turn(episodes[place - 1], '◀️'), after: turn(episodes[place + 1], '▶️') };
}

/** The YouTube address, with YouTube's own texts in the reader's language. */
export function watchUrl(video: string, language: string): string {
  return `https://www.youtube.com/watch?v=${video}&hl=${language}`;
}

/** Whether the title only repeats the label, in any language; it is then not shown. */
function isLabel({ title, label }: SeenEpisode): boolean {
  const labels = Object.values(label).map((own) => own.toLowerCase());
  return Object.values(title.value).every((own) => labels.includes(own.toLowerCase()));
}
