/** Latitude and longitude in degrees, treated as a plane: rings of one province are small enough. */
export type Pair = readonly [latitude: number, longitude: number];

/** Greater than zero where c lies left of the way from a to b. */
const side = (a: Pair, b: Pair, c: Pair): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

const cross = (a: Pair, b: Pair, c: Pair, d: Pair): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

/** Whether two sides of a ring cross each other; sides that only touch at a corner do not. */
export function crossesItself(ring: readonly Pair[]): boolean {
  const sides = ring.slice(1).map((end, index) => [ring[index] ?? end, end] as const);
  return sides.some(([a, b], index) => sides.slice(index + 2).some(([c, d]) => cross(a, b, c, d)));
}
