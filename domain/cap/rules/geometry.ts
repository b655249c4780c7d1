import type { CapAlert } from '../alert.js';
import { type Bounds, type Placed, areasOf, at, circlesOf, error, polygonsOf, warning } from './rule.js';
import { type Pair, crossesItself } from './plane.js';

const decimal = /^[+-]?\d+(\.\d+)?$/;

/** `lat,lon` as numbers, or null where it is not a pair of plain decimals. */
function pairOf(text: string): Pair | null {
  const [latitude = '', longitude = '', ...more] = text.split(',');
  return more.length === 0 && decimal.test(latitude) && decimal.test(longitude)
    ? [Number(latitude), Number(longitude)]
    : null;
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const pairsOf = (polygon: string): Pair[] =>
  words(polygon)
    .map(pairOf)
    .filter((pair) => pair !== null);
const polygonIsFormed = (polygon: string): boolean =>
  words(polygon).length > 0 && words(polygon).every((word) => pairOf(word) !== null);

interface Circle {
  readonly centre: Pair;
  readonly radius: number;
}
function circleOf(text: string): Circle | null {
  const [point = '', radius = '', ...more] = words(text);
  const centre = pairOf(point);
  return centre && more.length === 0 && decimal.test(radius) ? { centre, radius: Number(radius) } : null;
}

const paths = <T>(places: readonly Placed<T>[], broken: (value: T) => boolean): string[] =>
  places.filter(({ value }) => broken(value)).map(({ path }) => path);

/** Every point of the document with the place it belongs to. */
function points(alert: CapAlert, broken: (pair: Pair) => boolean): string[] {
  const brokenCircle = (circle: Circle | null): boolean => circle !== null && broken(circle.centre);
  return [
    ...paths(polygonsOf(alert), (polygon) => pairsOf(polygon).some(broken)),
    ...paths(circlesOf(alert), (circle) => brokenCircle(circleOf(circle))),
  ];
}

const inRange = ([latitude, longitude]: Pair): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
const within = ([latitude, longitude]: Pair, { south, west, north, east }: Bounds): boolean =>
  latitude >= south && latitude <= north && longitude >= west && longitude <= east;
const swapped = ([latitude, longitude]: Pair): Pair => [longitude, latitude];

/** Where it applies (CAP 1.2 §3.2.4): WGS 84, latitude first, kilometres; rings closed. */
export const geometryRules = {
  polygon_form: error((alert) => paths(polygonsOf(alert), (polygon) => !polygonIsFormed(polygon))),
  polygon_points: error((alert) => paths(polygonsOf(alert), (polygon) => polygonIsFormed(polygon) && pairsOf(polygon).length < 4)),
  polygon_open: error((alert) => paths(polygonsOf(alert), (polygon) => String(pairsOf(polygon).at(0)) !== String(pairsOf(polygon).at(-1)))),
  polygon_crossing: error((alert) => paths(polygonsOf(alert), (polygon) => crossesItself(pairsOf(polygon)))),
  circle_form: error((alert) => paths(circlesOf(alert), (circle) => circleOf(circle) === null)),
  circle_radius: error((alert) => paths(circlesOf(alert), (circle) => (circleOf(circle)?.radius ?? 1) <= 0)),
  coordinate_range: error((alert) => points(alert, (pair) => !inRange(pair))),
  coordinate_swapped: error((alert, { province }) =>
    province ? points(alert, (pair) => !within(pair, province) && within(swapped(pair), province)) : [],
  ),
  outside_province: warning((alert, { province }) =>
    province ? points(alert, (pair) => !within(pair, province) && !within(swapped(pair), province)) : [],
  ),
  ceiling_without_altitude: error((alert) =>
    areasOf(alert).flatMap(({ path, value }) => at(`${path}.ceiling`, value.ceiling !== undefined && value.altitude === undefined)),
  ),
  ceiling_below_altitude: error((alert) =>
    areasOf(alert).flatMap(({ path, value }) => at(`${path}.ceiling`, Number(value.ceiling) < Number(value.altitude))),
  ),
}; // prettier-ignore
