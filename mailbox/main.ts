import { once } from 'node:events';
import { errorMessage } from '../config/errors.js';
import { serviceConfigOrExit, WRONG_USE } from '../config/exit.js';
import { connect } from '../database/connection.js';
import { mailboxApp } from './http.js';
import { listenSmtp } from './smtp.js';

const complain = (error: unknown): void => void process.stderr.write(`mailbox: ${errorMessage(error)}\n`);

/** The trial's mailbox: SMTP in, pages out, both on loopback. Ends on SIGTERM once what it has in hand is kept. */
const config = serviceConfigOrExit();
if (config.mode !== 'trial' || config.mailbox === undefined) {
  process.stderr.write('The mailbox runs in a trial without SMTP_URL only; npm start begins it.\n');
  process.exit(WRONG_USE);
}
const { smtpPort, httpPort } = config.mailbox;
const connection = connect(config.databaseUrl, { max: 4, name: 'eblagh-mailbox' });
const smtp = await listenSmtp(connection.db, smtpPort, complain);
const http = mailboxApp(connection.db, complain).listen(httpPort, '127.0.0.1');
await once(http, 'listening');

const stop = async (): Promise<void> => {
  http.close();
  http.closeAllConnections();
  await smtp.close();
  await connection.close();
};
for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => void stop().catch(complain));
