import { createReveals } from '../records/reveals.ts';
import type { MatchRecord } from '../records/schema.ts';
import type { Fault } from './faults.ts';
import type { Parsed } from './parse.ts';

type Slot = MatchRecord['slots'][number];
type Report = (path: (string | number)[], problem: string) => void;

/**
 * Checks that the bracket agrees with itself: no circles, winners are among the contestants, and everybody stands where
 * earlier results put them.
 */
export function checkBracket({ records }: Parsed): Fault[] {
  const faults: Fault[] = [];
  const matches = new Map(records.matches.map((match) => [match.id, match]));
  const circles = new Map(
    records.matches.flatMap((match) => {
      const circle = circleFrom(match, matches);
      return circle ? [[match.id, circle] as const] : [];
    }),
  );
  // With a circle in the bracket, nobody can say who stands where: these checks are then left out.
  const ends = circles.size === 0;
  const checkPlace = placing(records);
  const checkTaking = taking(matches, ends);
  const checkResult = ends ? telling(records, matches) : () => {};
  const told = new Set<string>();

  for (const [index, match] of records.matches.entries()) {
    const report: Report = (path, problem) =>
      faults.push({ file: 'matches.json', path: ['matches', index, ...path], problem });

    checkPlace(match, report);
    const circle = circles.get(match.id);
    if (circle && !told.has(match.id)) report(['slots'], `goes round in a circle: ${circle.join(' → ')}`);
    for (const id of circle ?? []) told.add(id);
    for (const [place, slot] of match.slots.entries()) checkTaking(match, place, slot, report);
    checkResult(match, report);
  }
  return faults;
}

/** Checks that a match is in a stage of its competition, and that no episode shows two matches. */
function placing({ competitions }: Parsed['records']) {
  const shownBy = new Map<string, string>();
  return (match: MatchRecord, report: Report): void => {
    const competition = competitions.find(({ id }) => id === match.competition);
    if (competition && !competition.stages.some(({ id }) => id === match.stage)) {
      report(['stage'], `no stage "${match.stage}" in competition "${competition.id}"`);
    }
    if (match.episode === undefined) return;
    const other = shownBy.get(match.episode);
    if (other !== undefined) report(['episode'], `episode "${match.episode}" shows match "${other}" already`);
    shownBy.set(match.episode, match.id);
  };
}

/**
 * Checks that a place has one contestant, or the winner or loser of one match, and that nobody stands in two places.
 */
function taking(matches: Matches, ends: boolean) {
  const takers = new Map<string, string>();
  return (match: MatchRecord, place: number, slot: Slot, report: Report): void => {
    checkKind(slot, (problem) => report(['slots', place], problem));
    const [key, who] = slot.loserOf === undefined ? (['winnerOf', 'winner'] as const) : (['loserOf', 'loser'] as const);
    const feeder = matches.get(slot[key] ?? '');
    if (feeder === undefined) return;
    if (feeder.competition !== match.competition)
      report(['slots', place, key], `match "${feeder.id}" is in another competition`);
    if (who === 'loser' && feeder.slots.length > 2)
      report(['slots', place, key], `match "${feeder.id}" has more than one loser`);
    const taken = takers.get(`${key} ${feeder.id}`);
    if (taken !== undefined)
      report(['slots', place, key], `the ${who} of "${feeder.id}" is in match "${taken}" already`);
    takers.set(`${key} ${feeder.id}`, match.id);
    if (!ends) return;
    const comes = who === 'winner' ? feeder.result?.winner : loserOf(feeder, matches);
    if (slot.contestant !== undefined && comes !== undefined && comes !== slot.contestant) {
      report(['slots', place, 'contestant'], `is "${slot.contestant}", but the ${who} of "${feeder.id}" is "${comes}"`);
    }
  };
}

function checkKind({ contestant, winnerOf, loserOf }: Slot, report: (problem: string) => void): void {
  if (winnerOf !== undefined && loserOf !== undefined)
    report('is the winner of one match or the loser of one, not both');
  if (contestant === undefined && winnerOf === undefined && loserOf === undefined)
    report('needs a contestant, or the match whose winner or loser it takes');
}

/** Checks that a result is of contestants of the match, and is not told before they are known. */
function telling(records: Parsed['records'], matches: Matches) {
  const reveals = createReveals(records);
  const { order } = reveals;

  function slotTold(match: MatchRecord, slot: Slot): string | undefined {
    if (slot.contestant !== undefined)
      return order.later(slot.after ?? match.introduced, reveals.characterId(slot.contestant));
    const feeder = matches.get(slot.winnerOf ?? slot.loserOf ?? '');
    return feeder && reveals.result(feeder);
  }

  function checkTime(match: MatchRecord, after: string | undefined, report: Report): void {
    const told = reveals.result(match);
    if (told === undefined || told === 'none') {
      report(['result', 'after'], 'a match without an episode needs the episode that tells its result');
    }
    if (after !== undefined && match.episode !== undefined && !order.reaches(after, match.episode)) {
      report(['result', 'after'], `tells the result after "${after}", before its own episode "${match.episode}"`);
    }
    for (const [place, slot] of match.slots.entries()) {
      const known = slotTold(match, slot);
      // A missing episode is reported elsewhere already.
      if (known === undefined || order.place(known) === undefined) continue;
      if (order.later(told, known) !== told) {
        report(['slots', place], `is told after "${known}", later than the result it belongs to`);
      }
    }
  }

  return (match: MatchRecord, report: Report): void => {
    const { result, slots } = match;
    const contestants = slots.map((slot) => contestantIn(slot, matches));
    const twice = contestants.find((who, at) => who !== undefined && contestants.indexOf(who) !== at);
    if (twice !== undefined) report(['slots'], `"${twice}" meets themselves`);
    if (result === undefined) return;
    checkTime(match, result.after, report);
    const isStranger = (who: string) => !contestants.includes(undefined) && !contestants.includes(who);
    const stranger = (who: string) => `"${who}" is not in this match (${contestants.join(', ')})`;
    if (isStranger(result.winner)) report(['result', 'winner'], stranger(result.winner));
    for (const who of Object.keys(result.score?.value ?? {})) {
      if (isStranger(who)) report(['result', 'score', 'value', who], stranger(who));
    }
  };
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

/**
 * The matches of a circle through `start`, in which a match could only be played after itself; undefined when there is
 * none.
 */
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
