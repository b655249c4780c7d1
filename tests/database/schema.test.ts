import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { inPackage } from '../../config/paths.js';
import { dumpSchema } from '../../database/dump-schema.js';
import { freshDatabase } from '../support/database.js';

const { pool } = await freshDatabase();
const committed = inPackage('database', 'schema.sql');

/** After a new migration: EBLAGH_WRITE_SCHEMA=1 npm test -- tests/database/schema.test.ts */
test('the committed schema is what the migrations make', async () => {
  const made = await dumpSchema(pool);
  if (process.env['EBLAGH_WRITE_SCHEMA'] === '1') writeFileSync(committed, made);
  expect(made).toBe(readFileSync(committed, 'utf8'));
});
