import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { emailChannel } from '../../channels/email.js';
import type { Letter } from '../../channels/letter.js';
import { scriptedSmtp, type Manner } from '../support/smtp-server.js';

const patience = { greeting: 300, beforeMessage: 500, afterMessage: 300 };
const smtp = await scriptedSmtp();
const channels = [emailChannel(smtp.url, { connections: 2, patience })];
const [channel] = channels;
afterAll(async () => {
  for (const one of channels) one.close();
  await smtp.close();
});
beforeEach(() => {
  smtp.reset();
});

const letter = (to: string, more: Partial<Letter> = {}): Letter => ({
  from: { name: 'استانداری', address: 'eblagh@example.test' },
  to: { name: 'خبرنگار', address: to },
  subject: 'اطلاعیهٔ شمارهٔ ۱',
  text: 'متن\n.\nپایان',
  html: '<p>متن</p>',
  messageId: `<release.${to}>`,
  date: new Date('2026-11-23T04:30:00Z'),
  ...more,
});

/** Sends to somebody the server treats in this manner. */
async function sent(manner: Manner, to = `${Math.random()}@example.test`) {
  smtp.manner = (recipient) => (recipient === to ? manner : 'accept');
  return channel!.send(letter(to));
}

describe('what came of one mail', () => {
  test.each<[Manner, string, RegExp]>([
    ['accept', 'accepted', /^250/],
    ['550 5.1.1 nobody here', 'refused', /^550/],
    ['552 5.2.2 full', 'refused', /^552/],
    ['450 4.2.0 greylisted', 'deferred', /^450/],
    ['451 4.7.1 later', 'deferred', /^451/],
    ['421 4.3.2 closing', 'deferred', /^421/],
    ['dot:554 5.7.1 not this text', 'refused', /^554/],
    ['dot:452 4.3.1 no space', 'deferred', /^452/],
    ['hang up', 'deferred', /ended/],
    ['silent', 'in_doubt', /./],
    ['drop', 'in_doubt', /./],
  ])('%s is %s', async (manner, outcome, reply) => {
    expect(await sent(manner)).toEqual({ outcome, reply: expect.stringMatching(reply) });
  });

  test('one bad mail leaves the next alone', async () => {
    await sent('drop');
    await sent('550 no');
    expect(await sent('accept')).toMatchObject({ outcome: 'accepted' });
  });
});

describe('a channel in trouble sends nothing and says why', () => {
  test('nobody listens', async () => {
    await smtp.close();
    const outcome = await channel!.send(letter('a@example.test'));
    await smtp.reopen();
    expect(outcome).toMatchObject({ outcome: 'unsent', trouble: 'unreachable' });
    expect(await sent('accept')).toMatchObject({ outcome: 'accepted' });
  });

  test('the server accepts the connection and is silent', async () => {
    const fresh = emailChannel(smtp.url, { patience });
    channels.push(fresh);
    smtp.greeting = 'silent';
    expect(await fresh.send(letter('a@example.test'))).toMatchObject({
      outcome: 'unsent',
      trouble: 'unreachable',
    });
  });

  test('the server turns connections away', async () => {
    const fresh = emailChannel(smtp.url, { patience });
    channels.push(fresh);
    smtp.greeting = '421 too busy';
    expect(await fresh.send(letter('a@example.test'))).toMatchObject({
      outcome: 'unsent',
      trouble: 'unreachable',
    });
  });

  test('signing in is refused', async () => {
    const fresh = emailChannel(smtp.url.replace('smtp://', 'smtp://office:wrong@'), { patience });
    channels.push(fresh);
    smtp.refusesSignIn = true;
    expect(await fresh.send(letter('a@example.test'))).toMatchObject({
      outcome: 'unsent',
      trouble: 'sign_in_refused',
    });
    expect(smtp.taken).toEqual([]);
  });
});

describe('the bytes', () => {
  test('are the same for every copy', async () => {
    smtp.manner = () => 'accept';
    await channel!.send(letter('same@example.test'));
    await channel!.send(letter('same@example.test'));
    const [first, second] = smtp.to('same@example.test');
    expect(second!.raw).toBe(first!.raw);
  });

  test('offer one-click unsubscribing only where it is asked for, and say that a machine wrote them', async () => {
    smtp.manner = () => 'accept';
    const unsubscribeUrl = 'https://kerman.example/unsubscribe/abc';
    await channel!.send(letter('citizen@example.test', { unsubscribeUrl }));
    await channel!.send(letter('official@example.test'));
    const [citizen] = smtp.to('citizen@example.test');
    const [official] = smtp.to('official@example.test');
    expect(citizen!.raw).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`);
    expect(citizen!.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(official!.raw).not.toContain('List-Unsubscribe');
    for (const { raw } of [citizen!, official!]) expect(raw).toContain('Auto-Submitted: auto-generated');
  });

  test('take nothing in a text for a header, a file or another recipient', async () => {
    smtp.manner = () => 'accept';
    const hostile = 'x\r\nBcc: other@example.test\r\n\r\nbody';
    await channel!.send(
      letter('careful@example.test', {
        subject: hostile,
        to: { name: `${hostile}, a@b.c`, address: 'careful@example.test' },
        text: '/etc/passwd',
      }),
    );
    expect(smtp.taken.map(({ to }) => to)).toEqual(['careful@example.test']);
    const parsed = await simpleParser(smtp.taken[0]!.raw);
    expect(parsed.headers.has('bcc')).toBe(false);
    expect(parsed.text?.trim()).toBe('/etc/passwd');
  });

  test('arrive as they were written', async () => {
    smtp.manner = () => 'accept';
    await channel!.send(letter('reader@example.test'));
    const parsed = await simpleParser(smtp.to('reader@example.test')[0]!.raw.replaceAll('\r\n..', '\r\n.'));
    expect(parsed.subject).toBe('اطلاعیهٔ شمارهٔ ۱');
    expect(parsed.text?.trim()).toBe('متن\n.\nپایان');
    expect(parsed.date?.toISOString()).toBe('2026-11-23T04:30:00.000Z');
  });
});
