/**
 * The exponent of the power law that fits the points best, `cost ~ size ^ exponent`: the slope of the least-squares
 * line through the logarithms. 0 = constant.
 */
export function exponentOf(points: readonly { readonly size: number; readonly cost: number }[]): number {
  const logs = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(Math.max(cost, Number.MIN_VALUE)) }));
  const mean = (of: (point: (typeof logs)[number]) => number) =>
    logs.reduce((sum, one) => sum + of(one), 0) / logs.length;
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)];
  const spread = logs.reduce((sum, one) => sum + (one.x - x) ** 2, 0);
  return spread === 0 ? 0 : logs.reduce((sum, one) => sum + (one.x - x) * (one.y - y), 0) / spread;
}
