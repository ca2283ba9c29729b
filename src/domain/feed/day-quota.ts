import { z } from 'zod';

/** How much of an API's daily quota has been spent. */
export const SpentUnits = z.strictObject({ day: z.string(), units: z.number().int().nonnegative() });
export type SpentUnits = z.infer<typeof SpentUnits>;

/**
 * The count with `units` more; undefined when the day's quota does not allow them. Units of an earlier day do not
 * count.
 */
export function spend(
  spent: SpentUnits | undefined,
  wanted: { day: string; units: number; most: number },
): SpentUnits | undefined {
  const units = wanted.units + (spent?.day === wanted.day ? spent.units : 0);
  return units > wanted.most ? undefined : { day: wanted.day, units };
}
