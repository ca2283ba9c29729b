import type { Fault } from './faults.ts';
import type { Parsed } from './parse.ts';
import { createReveals } from './reveals.ts';
import type { MatchRecord } from './schema.ts';

/** The bracket agrees with itself: no circles, no stranger wins, nobody is where the result before does not put them. */
export function checkBracket({ records }: Parsed): Fault[] {
  const faults: Fault[] = [];
  const matches = new Map(records.matches.map((match) => [match.id, match]));
  const reveals = createReveals(records);
  const takers = new Map<string, string>();
  const shownBy = new Map<string, string>();
  const circles = new Map(
    records.matches.flatMap((match) => {
      const circle = circleFrom(match, matches);
      return circle ? [[match.id, circle] as const] : [];
    }),
  );
  const told = new Set<string>();

  for (const [index, match] of records.matches.entries()) {
    const report = (path: (string | number)[], problem: string) =>
      faults.push({ file: 'matches.json', path: ['matches', index, ...path], problem });

    const competition = records.competitions.find(({ id }) => id === match.competition);
    if (competition && !competition.stages.some(({ id }) => id === match.stage)) {
      report(['stage'], `no stage "${match.stage}" in competition "${competition.id}"`);
    }
    if (match.episode !== undefined) {
      const other = shownBy.get(match.episode);
      if (other !== undefined) report(['episode'], `episode "${match.episode}" shows match "${other}" already`);
      shownBy.set(match.episode, match.id);
    }
    const circle = circles.get(match.id);
    if (circle && !told.has(match.id)) report(['slots'], `goes round in a circle: ${circle.join(' → ')}`);
    for (const id of circle ?? []) told.add(id);

    for (const [place, slot] of match.slots.entries()) {
      if (slot.winnerOf !== undefined && slot.loserOf !== undefined) {
        report(['slots', place], 'is the winner of one match or the loser of one, not both');
      } else if (slot.contestant === undefined && slot.winnerOf === undefined && slot.loserOf === undefined) {
        report(['slots', place], 'needs a contestant, or the match whose winner or loser it takes');
      }
      const [key, taking] =
        slot.loserOf === undefined ? (['winnerOf', 'winner'] as const) : (['loserOf', 'loser'] as const);
      const feeder = matches.get(slot[key] ?? '');
      if (feeder === undefined) continue;
      if (feeder.competition !== match.competition)
        report(['slots', place, key], `match "${feeder.id}" is in another competition`);
      if (taking === 'loser' && feeder.slots.length > 2)
        report(['slots', place, key], `match "${feeder.id}" has more than one loser`);
      const taken = takers.get(`${key} ${feeder.id}`);
      if (taken !== undefined)
        report(['slots', place, key], `the ${taking} of "${feeder.id}" is in match "${taken}" already`);
      takers.set(`${key} ${feeder.id}`, match.id);
      // Who stands where can only be worked out where the bracket ends somewhere.
      if (circles.size > 0) continue;
      const comes = taking === 'winner' ? feeder.result?.winner : loserOf(feeder, matches);
      if (slot.contestant !== undefined && comes !== undefined && comes !== slot.contestant) {
        report(
          ['slots', place, 'contestant'],
          `is "${slot.contestant}", but the ${taking} of "${feeder.id}" is "${comes}"`,
        );
      }
    }
    if (circles.size === 0) checkResult(match);

    function checkResult({ result, slots }: MatchRecord) {
      const contestants = slots.map((slot) => contestantIn(slot, matches));
      const twice = contestants.find((who, at) => who !== undefined && contestants.indexOf(who) !== at);
      if (twice !== undefined) report(['slots'], `"${twice}" meets themselves`);
      if (result === undefined) return;
      if (reveals.result(match) === undefined || reveals.result(match) === 'none') {
        report(['result', 'after'], 'a match without an episode needs the episode that tells its result');
      }
      if (
        result.after !== undefined &&
        match.episode !== undefined &&
        !reveals.order.reaches(result.after, match.episode)
      ) {
        report(
          ['result', 'after'],
          `tells the result after "${result.after}", before its own episode "${match.episode}"`,
        );
      }
      if (!contestants.includes(undefined) && !contestants.includes(result.winner)) {
        report(['result', 'winner'], `"${result.winner}" is not in this match (${contestants.join(', ')})`);
      }
      for (const who of Object.keys(result.score?.value ?? {})) {
        if (!contestants.includes(undefined) && !contestants.includes(who)) {
          report(['result', 'score', 'value', who], `"${who}" is not in this match (${contestants.join(', ')})`);
        }
      }
      for (const [place, slot] of slots.entries()) {
        const known = slotTold(match, slot);
        const { order } = reveals;
        // An episode that does not exist has been told already.
        if (known === undefined || order.place(known) === undefined) continue;
        if (order.later(reveals.result(match), known) !== reveals.result(match)) {
          report(['slots', place], `is told after "${known}", later than the result it belongs to`);
        }
      }
    }
  }

  function slotTold(match: MatchRecord, slot: MatchRecord['slots'][number]): string | undefined {
    if (slot.contestant !== undefined)
      return reveals.order.later(slot.after ?? match.introduced, reveals.characterId(slot.contestant));
    const feeder = matches.get(slot.winnerOf ?? slot.loserOf ?? '');
    return feeder && reveals.result(feeder);
  }
  return faults;
}

type Matches = ReadonlyMap<string, MatchRecord>;

function contestantIn(slot: MatchRecord['slots'][number], matches: Matches): string | undefined {
  if (slot.contestant !== undefined) return slot.contestant;
  if (slot.winnerOf !== undefined) return matches.get(slot.winnerOf)?.result?.winner;
  const feeder = matches.get(slot.loserOf ?? '');
  return feeder && loserOf(feeder, matches);
}

function loserOf(match: MatchRecord, matches: Matches): string | undefined {
  if (match.result === undefined || match.slots.length > 2) return undefined;
  return match.slots.map((slot) => contestantIn(slot, matches)).find((who) => who !== match.result?.winner);
}

/** The way round, when a match can only be played after itself. */
function circleFrom(start: MatchRecord, matches: Matches): string[] | undefined {
  const trail: string[] = [];
  const done = new Set<string>();
  const visit = (match: MatchRecord): boolean => {
    trail.push(match.id);
    for (const slot of match.slots) {
      const feeder = matches.get(slot.winnerOf ?? slot.loserOf ?? '');
      if (feeder === undefined || done.has(feeder.id)) continue;
      if (feeder.id === start.id) return true;
      done.add(feeder.id);
      if (visit(feeder)) return true;
    }
    trail.pop();
    return false;
  };
  return visit(start) ? [...trail, start.id] : undefined;
}
