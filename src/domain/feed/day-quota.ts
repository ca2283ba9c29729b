import { z } from 'zod';

/** What a day's questions to an interface with a quota have cost. */
export const SpentUnits = z.strictObject({ day: z.string(), units: z.number().int().nonnegative() });
export type SpentUnits = z.infer<typeof SpentUnits>;

/** The day's count with `units` more; undefined when they are more than the day has. A day that is over counts nothing. */
export function spend(
  spent: SpentUnits | undefined,
  wanted: { day: string; units: number; most: number },
): SpentUnits | undefined {
  const units = wanted.units + (spent?.day === wanted.day ? spent.units : 0);
  return units > wanted.most ? undefined : { day: wanted.day, units };
}
