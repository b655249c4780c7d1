/** The Jalali year a counter belongs to (`office/1405`, `drill/1405`); null for an incident's, which never starts anew. */
export function yearOfSeries(series: string): number | null {
  const year = /^(?:office|drill)\/(\d{4})$/.exec(series)?.[1];
  return year === undefined ? null : Number(year);
}
