/** A moment as Discord writes it, with microseconds and zone. */
export function iso(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}
