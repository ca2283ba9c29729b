import type { CharacterView } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { emojiText } from '../../../elements/controls.ts';
import { ACCENT, type Card, type Section } from './card.ts';
import { toCharacter, toMatch, toSong } from './links.ts';
import { matchLine } from './match-line.ts';
import {
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
} from './words.ts';

/** So much of the profile stands on a character's first page. */
const FIRST_LOOK = 6;
const STATE_EMOJI = { alive: '🟢', missing: '❔', 'presumed-dead': '🥀', dead: '🥀' } as const;

export function characterCard(reader: Reader, character: CharacterView): Card {
  const { say, view } = reader;
  const { status, profile, nicknames, history, relations } = character;
  const matches = character.matchIds.flatMap((id) => view.match(id) ?? []);
  const songs = character.songIds.flatMap((id) => view.song(id) ?? []);
  const traits = profile.map((own) => ({
    name: words(reader, own.label),
    value: words(reader, own.value),
    known: own,
  }));
  const asFields = (some: typeof traits) =>
    some.flatMap(({ name, value, known }) => section(name, [marked(value, known)], true));

  const deeper = [
    ...section(
      say('know.story'),
      history.map((own) => `• ${sentence(reader, own)}`),
    ),
    ...section(
      say('know.relations'),
      relations.map((own) => `**${nameOf(reader, own.with)}** · ${sentence(reader, own)}`),
    ),
    ...asFields(traits.slice(FIRST_LOOK)),
  ];

  return {
    title: `${emojiText(character.emoji ?? '')} ${bothNames(reader, character.name)}`.trim(),
    color: character.color ?? ACCENT,
    lead: [sentences(reader, character.about)],
    sections: [
      ...section(
        say('know.status'),
        status === undefined ? [] : [`${STATE_EMOJI[status.state]} ${sentence(reader, status)}`],
      ),
      ...section(
        say('know.nicknames'),
        nicknames.length > 0 ? [nicknames.map((own) => sentence(reader, own)).join(', ')] : [],
      ),
      ...asFields(traits.slice(0, FIRST_LOOK)),
      ...section(
        say('know.matches'),
        matches.map((match) => matchLine(reader, match)),
      ),
      ...section(
        say('know.songs'),
        songs.length > 0 ? [songs.map((song) => words(reader, song.title)).join(' · ')] : [],
      ),
      ...secondLook(deeper),
    ],
    links: distinct([
      ...matches.map((match) => toMatch(reader, match)),
      ...relations.map((own) => toCharacter(reader, own.with)),
      ...songs.map((song) => toSong(reader, song)),
    ]),
    claims: [
      ...(character.sources.length > 0 ? [factClaim(say('know.name'), words(reader, character.name), character)] : []),
      ...claimsOf(reader, character.about),
      ...(status === undefined ? [] : [factClaim(say('know.status'), words(reader, status.text), status)]),
      ...claimsOf(reader, nicknames),
      ...traits.map(({ name, value, known }) => factClaim(name, value, known)),
      ...claimsOf(reader, history),
      ...relations.map((own) => factClaim(nameOf(reader, own.with), words(reader, own.text), own)),
    ],
  };
}

/** A short rest stays on the first page. */
function secondLook([first, ...others]: readonly Section[]): Section[] {
  if (first === undefined) return [];
  return others.length < 3 ? [first, ...others] : [{ ...first, turns: true }, ...others];
}
