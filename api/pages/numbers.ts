import { yearOfSeries } from '../../domain/announcement/series.js';
import type { AnnouncementNumber } from '../../web/shared/model.js';

/** The number of a released text as pages write it; null before the release. */
export const numberOf = (value: number | null, series: string | null): AnnouncementNumber | null =>
  value === null || series === null ? null : { value, year: yearOfSeries(series) };

/** The same for a text that is released. */
export const givenNumber = (value: number, series: string): AnnouncementNumber => ({
  value,
  year: yearOfSeries(series),
});
