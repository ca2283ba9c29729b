import type { CharacterRef } from '../../../../domain/knowledge/view-types.ts';
import { EMBLEM_FILE, emblemPicture, namesOf } from '../../../../pictures/index.ts';
import type { Reader } from '../../../contract/reader.ts';
import type { CardThumbnail } from './card.ts';
import { bare } from './words.ts';

/** Who it is at a glance: their letter in their colour. No art of the series is anybody's to use. */
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

/** The still that YouTube shows of a video. */
export function videoThumbnail(video: string, altText: string): CardThumbnail {
  return { url: `https://i.ytimg.com/vi/${video}/hqdefault.jpg`, altText };
}
