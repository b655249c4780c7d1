/** A place to fill and the people who could fill it, in the order of preference. */
export interface Place {
  readonly name: string;
  readonly people: readonly string[];
}

/**
 * Gives each place a person of its own, as many places as possible (augmenting paths, Kuhn 1955); earlier places
 * and earlier people are preferred. A place that is missing from the answer cannot be filled beside the others.
 */
export function matchPlaces(places: readonly Place[]): ReadonlyMap<string, string> {
  const placeOf = new Map<string, Place>();
  for (const place of places) assign(place, placeOf, new Set());
  return new Map([...placeOf].map(([person, place]) => [place.name, person]));
}

/** Seats `place`, moving others aside where they have somebody else; false when nobody can be freed. */
function assign(place: Place, placeOf: Map<string, Place>, tried: Set<string>): boolean {
  for (const person of place.people) {
    if (tried.has(person)) continue;
    tried.add(person);
    const holder = placeOf.get(person);
    if (!holder || assign(holder, placeOf, tried)) {
      placeOf.set(person, place);
      return true;
    }
  }
  return false;
}
