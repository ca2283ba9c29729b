import { untilTooLong } from '../drawing/text-fitting.ts';
import type { PicksEntry, PicksMatch, PicksScene, PicksWords } from './picks-scene.ts';

/** The alternative text of the picture of picks: at most 1,024 characters, the champion first. */
export function picksAltText(scene: PicksScene, words: PicksWords): string {
  const rounds = scene.rounds.flatMap(({ label, matches }) =>
    matches.map((match, index) => (index === 0 ? `${label}: ${matchText(match, words)}` : matchText(match, words))),
  );
  return untilTooLong([
    `${words.picksOf(scene.whose, scene.competition)}.`,
    `${scene.shown}.`,
    ...(scene.final === undefined ? [] : [`${words.champion}: ${matchText(scene.final, words)}`]),
    ...rounds,
    ...(scene.points === undefined ? [] : [`${scene.points}.`]),
  ]);
}

function matchText({ label, pick }: PicksMatch, words: PicksWords): string {
  return `${label}: ${pick === undefined ? words.none : entryText(pick, words)}.`;
}

function entryText({ name, verdict, share }: PicksEntry, words: PicksWords): string {
  return [name, ...(share === undefined ? [] : [share]), ...(verdict === 'open' ? [] : [words[verdict]])].join(', ');
}
