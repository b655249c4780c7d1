// The tables of database/migrations as the queries see them; a test compares the two.

export * from './schema/announcements.js';
export * from './schema/deliveries.js';
export * from './schema/mailbox.js';
export * from './schema/office.js';
