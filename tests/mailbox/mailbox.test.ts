import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransport, type Transporter } from 'nodemailer';
import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import request from 'supertest';
import { inTransaction } from '../../database/connection.js';
import { listMails, loadMail } from '../../database/mailbox-messages.js';
import { mailboxApp } from '../../mailbox/http.js';
import { listenSmtp, type SmtpListener } from '../../mailbox/smtp.js';
import { mailboxMessages } from '../../database/schema.js';
import { seedOffice } from '../../start/seed.js';
import { freshDatabase } from '../support/database.js';
import { waitFor } from '../support/wait-for.js';

const { db } = await freshDatabase();
const complaints: unknown[] = [];
const app = mailboxApp(db, () => undefined);
let smtp: SmtpListener;
let transport: Transporter;

beforeAll(async () => {
  await inTransaction(db, seedOffice);
  smtp = await listenSmtp(db, 0, (error) => complaints.push(error), { mails: 60, bytes: 30 * 1024 * 1024 });
  transport = createTransport({
    host: '127.0.0.1',
    port: smtp.port,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: 1,
  });
});
afterAll(async () => {
  transport.close();
  await smtp.close();
});
beforeEach(async () => {
  await db.delete(mailboxMessages);
});

const send = (mail: object) =>
  transport.sendMail({
    from: { name: 'استانداری', address: 'eblagh@example.test' },
    to: { name: 'مدیر بهداشت', address: 'Health.Manager@example.test' },
    ...mail,
  });
const asked = {
  subject: 'درخواست تأیید: سیلاب درهٔ سیمین',
  text: 'متن ساده با پیوند http://127.0.0.1:3000/d/abc',
  html: '<html dir="rtl"><head><title>x</title></head><body><a href="http://127.0.0.1:3000/d/abc">تصمیم</a><script>alert(1)</script></body></html>',
  messageId: '<ask-1@example.test>',
};
const newest = async () => (await listMails(db, { limit: 1 }))[0]!;

describe('a mail sent to the trial’s SMTP server', () => {
  test('is kept byte for byte before it is accepted, under the recipient of its envelope', async () => {
    await send(asked);
    const mail = await newest();
    expect(mail).toMatchObject({
      fromAddress: 'eblagh@example.test',
      toAddresses: ['health.manager@example.test'],
      subject: asked.subject,
      messageId: asked.messageId,
    });
    const raw = (await loadMail(db, mail.id))?.raw.toString() ?? '';
    expect(raw).toContain('Message-ID: <ask-1@example.test>');
    expect(mail.size).toBe(Buffer.byteLength(raw));
  });

  test('is given as JSON by recipient, newest first, and in full', async () => {
    await send({ ...asked, subject: 'یک' });
    await send({ ...asked, subject: 'دو' });
    await send({ ...asked, subject: 'سه', to: 'governor@example.test' });
    const { body } = await request(app).get('/mailbox/messages').query({ to: 'HEALTH.manager@example.test' });
    expect(body.messages.map(({ subject }: { subject: string }) => subject)).toEqual(['دو', 'یک']);
    const [, first] = body.messages;
    const later = await request(app).get('/mailbox/messages').query({ after: first.id });
    expect(later.body.messages.map(({ subject }: { subject: string }) => subject)).toEqual(['سه', 'دو']);
    const full = await request(app).get(`/mailbox/messages/${first.id}`);
    expect(full.body).toMatchObject({ subject: 'یک', text: expect.stringContaining(asked.text) });
    expect(full.body.headers).toContainEqual(expect.stringMatching(/^Message-ID: <ask-1@example.test>$/i));
    expect(full.body.html).toContain('تصمیم');
  });

  test('is shown on a page whose frame runs nothing and opens links outside', async () => {
    await send({ ...asked, attachments: [{ filename: 'نقشه.txt', content: 'نقشه' }] });
    const { id } = await newest();
    const page = await request(app)
      .get(`/mailbox/messages/${id}`)
      .set('Accept', 'text/html')
      .set('Accept-Language', 'fa');
    expect(page.text).toContain('<html lang="fa-IR" dir="rtl"');
    expect(page.text).toMatch(/<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(page.text).toContain('نقشه.txt');
    expect(page.text).not.toContain('<script');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/);
    const frame = await request(app).get(`/mailbox/messages/${id}/html`);
    expect(frame.headers['content-security-policy']).toMatch(/^sandbox allow-popups .*default-src 'none'/);
    expect(frame.headers['content-security-policy']).not.toMatch(
      /script-src|allow-scripts|allow-same-origin/,
    );
    expect(frame.text).toContain('<head><base target="_blank">');
    const raw = await request(app).get(`/mailbox/messages/${id}/raw`);
    expect(raw.headers['content-disposition']).toBe(`attachment; filename=${id}.eml`);
  });

  test('with markup in its subject and text stays text', async () => {
    await send({ subject: '</title><script>alert(1)</script>', text: '<img src=x onerror=alert(1)>' });
    const { id } = await newest();
    for (const path of ['/mailbox', `/mailbox/messages/${id}`]) {
      const page = await request(app).get(path).set('Accept', 'text/html');
      expect(page.text).not.toMatch(/<script|<img/);
      expect(page.text).toContain('&lt;script&gt;');
    }
  });

  test('of more than ten megabytes is refused for good', async () => {
    await expect(send({ ...asked, text: 'x'.repeat(11 * 1024 * 1024) })).rejects.toMatchObject({
      responseCode: 552,
    });
    expect(await listMails(db, { limit: 10 })).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('that is cut off before its last dot is not kept', async () => {
    const socket = connectSocket(smtp.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    const say = async (line: string, answer: string) => {
      socket.write(`${line}\r\n`);
      await waitFor(`the answer ${answer}`, () => heard.includes(answer));
    };
    await waitFor('the greeting', () => heard.includes('220'));
    await say('EHLO here', '250');
    await say('MAIL FROM:<a@example.test>', 'Accepted');
    await say('RCPT TO:<b@example.test>', 'Accepted');
    await say('DATA', '354');
    socket.write('Subject: half\r\n\r\nhalf a te');
    socket.destroy();
    await once(socket, 'close');
    await send(asked);
    expect((await listMails(db, { limit: 10 })).map(({ subject }) => subject)).toEqual([asked.subject]);
  });

  test('makes room: only the newest are kept', async () => {
    for (let nth = 1; nth <= 130; nth += 1) await send({ ...asked, subject: `${nth}` });
    const kept = await waitFor('older mails to be gone', async () => {
      const mails = await listMails(db, { limit: 500 });
      return mails.length <= 110 && mails;
    });
    expect(kept[0]?.subject).toBe('130');
  });
});

describe('the page', () => {
  test('teaches when it is empty, in both languages', async () => {
    const persian = await request(app).get('/mailbox?lang=fa');
    expect(persian.text).toContain('هنوز رایانامه‌ای نرسیده است');
    const english = await request(app).get('/mailbox').set('Accept-Language', 'en');
    expect(english.text).toContain('No mail has come yet');
    const nobody = await request(app).get('/mailbox').query({ to: 'nobody@example.test', lang: 'en' });
    expect(nobody.text).toContain('No mail has come for nobody@example.test');
  });

  test('goes on to older mails', async () => {
    for (let nth = 1; nth <= 51; nth += 1) await send({ ...asked, subject: `نامهٔ ${nth}` });
    const first = await request(app).get('/mailbox?lang=en');
    const older = /href="([^"]*before=\d+[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await request(app).get(older);
    expect(first.text).not.toContain('نامهٔ 1<');
    expect(second.text).toContain('نامهٔ 1<');
    expect(second.text).not.toContain('Older mails');
  });

  test.each([
    '/mailbox/messages/999999',
    '/mailbox/messages/x',
    '/mailbox/messages/1e3/html',
    '/mailbox/messages/0/raw',
  ])('has nothing at %s', async (path) => expect((await request(app).get(path)).status).toBe(404));

  test('answers nobody who calls it by another name than this computer’s', async () => {
    expect((await request(app).get('/mailbox').set('Host', 'evil.example')).status).toBe(421);
  });

  test('changes nothing by any method', async () => {
    for (const method of ['post', 'put', 'delete'] as const)
      expect((await request(app)[method]('/mailbox/messages')).status).toBe(404);
  });
});
