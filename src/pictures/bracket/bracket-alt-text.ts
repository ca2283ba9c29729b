import { LONGEST_ALT_TEXT, untilTooLong } from '../drawing/text-fitting.ts';
import type { BracketScene, BracketWords, SceneMatch, SceneSlot } from './bracket-scene.ts';

/**
 * What the text contains, fullest first: for a large bracket first the second names are left out, then open matches.
 */
const TELLINGS = [
  { bothNames: true, open: true },
  { bothNames: false, open: true },
  { bothNames: false, open: false },
] as const;

type Telling = (typeof TELLINGS)[number];

/**
 * The alternative text of the picture: at most 1,024 characters. If it is too long even without open matches, it is cut
 * after a match, with an ellipsis.
 */
export function bracketAltText(scene: BracketScene, words: BracketWords): string {
  for (const telling of TELLINGS) {
    const text = tell(scene, words, telling).join(' ');
    if (text.length <= LONGEST_ALT_TEXT) return text;
  }
  return untilTooLong(tell(scene, words, TELLINGS[2]));
}

function tell(scene: BracketScene, words: BracketWords, telling: Telling): string[] {
  const title = named(scene.title, scene.otherTitles, telling);
  const overlay = scene.picks === undefined ? [] : [`${scene.picks.label}.`];
  return [
    `${scene.series}. ${words.bracketOf(title)}.`,
    `${scene.shown}.`,
    ...overlay,
    ...scene.rounds.flatMap((round) => {
      const matches = round.matches.filter((match) => telling.open || match.decided || match.slots.some(isPicked));
      return matches.map((match, index) => {
        const sentence = matchSentence(match, words, telling);
        return index === 0 ? `${round.label}: ${sentence}` : sentence;
      });
    }),
  ];
}

function matchSentence(match: SceneMatch, words: BracketWords, telling: Telling): string {
  const note = match.note === undefined ? '' : ` (${match.note})`;
  const meeting = match.slots.map((slot) => slotText(slot, telling)).join(' – ');
  const winner = match.slots.find(({ standing }) => standing === 'won');
  const out = match.slots.filter(({ standing }) => standing === 'out').map(({ name }) => name);
  const picked = match.slots.filter(isPicked);
  const parts = [
    `${match.label}${note}: ${meeting}`,
    ...(winner === undefined ? [] : [words.won(winner.name)]),
    ...(out.length === 0 ? [] : [words.wentOut(out.join(', '))]),
    ...picked.map((slot) => words.picked(slot.name, slot.pick?.share)),
  ];
  return `${parts.join('; ')}.`;
}

function slotText(slot: SceneSlot, telling: Telling): string {
  const name = named(slot.name, slot.otherNames, telling);
  const score = slot.score === undefined ? '' : ` ${slot.score}`;
  return `${name}${score}`;
}

function named(name: string, others: readonly string[], { bothNames }: Telling): string {
  return bothNames && others.length > 0 ? `${name} (${others.join(', ')})` : name;
}

function isPicked(slot: SceneSlot): boolean {
  return slot.pick !== undefined;
}
