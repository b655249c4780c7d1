import { customType } from 'drizzle-orm/pg-core';

/** bytea as a Buffer. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** timestamptz as an ISO 8601 string in UTC (domain/instant). */
export const moment = customType<{ data: string; driverData: string | Date }>({
  dataType: () => 'timestamptz',
  fromDriver: (value) => new Date(value).toISOString(),
});
