import type { CharacterRef, Fact } from '../../../../domain/knowledge/view-types.ts';
import { EMBLEM_FILE, emblemPicture, namesOf } from '../../../../pictures/index.ts';
import { plain } from '../../../contract/markdown.ts';
import type { Reader } from '../../../contract/reader.ts';
import type { CardThumbnail, Claim } from './card.ts';
import { bare, factClaim, marked } from './words.ts';

/** A picture of the character: an initial in their colour. Art of the series may not be used. */
export function emblemThumbnail(reader: Reader, who: CharacterRef): CardThumbnail {
  const { view, language } = reader;
  const [name = '', ...otherNames] = namesOf(who.name, { language, languages: view.languages });
  const named = { name, otherNames: who.nameless ? [] : otherNames, nameless: who.nameless, color: who.color };
  return {
    name: EMBLEM_FILE,
    altText: reader.say('picture.emblem', { name: bare(reader, who.name) }),
    layout: (typeface) => emblemPicture(named, typeface),
  };
}

/** The picture that the data has, with its source and certainty; empty where there is none at this horizon. */
export function broughtPicture(
  { say, view, language }: Reader,
  picture: Fact<string> | undefined,
  altText: string,
): { readonly thumbnail?: CardThumbnail; readonly lead: readonly string[]; readonly claims: readonly Claim[] } {
  if (picture === undefined) return { lead: [], claims: [] };
  const names = picture.sources.map(({ name }) => plain(view.textIn(name, language))).join(', ');
  return {
    thumbnail: { url: picture.value, altText },
    lead: [`-# ${marked(say('know.pictureBy', { names }), picture)}`],
    claims: [factClaim(say('know.picture'), '', picture)],
  };
}

/** YouTube's thumbnail of a video. */
export function videoThumbnail(video: string, altText: string): CardThumbnail {
  return { url: `https://i.ytimg.com/vi/${video}/hqdefault.jpg`, altText };
}
