/** What Google gives a project a day, less a reserve; each of our questions costs one unit. */
const UNITS_A_DAY = 9_000;

/** Counts what the day's questions cost. The day is Google's: it begins at midnight in California. */
export interface Quota {
  /** False when the day's units are spent; else they are taken. */
  take(units: number, nowMs: number): boolean;
  /** Google says that nothing is left today. */
  exhaust(nowMs: number): void;
}

export function createQuota(unitsADay = UNITS_A_DAY): Quota {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', dateStyle: 'short' });
  let day = '';
  let spent = 0;
  const turn = (nowMs: number) => {
    const today = dayOf.format(nowMs);
    if (today !== day) [day, spent] = [today, 0];
  };

  return {
    take(units, nowMs) {
      turn(nowMs);
      if (spent + units > unitsADay) return false;
      spent += units;
      return true;
    },
    exhaust(nowMs) {
      turn(nowMs);
      spent = unitsADay;
    },
  };
}
