import MailComposer from 'nodemailer/lib/mail-composer';

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** One mail to one recipient. The same letter gives the same bytes, however often it is sent. */
export interface Letter {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** With angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  /** Message-IDs of the mails it belongs to, oldest first. */
  readonly references?: readonly string[];
  /** One-click unsubscribing (RFC 8058): only on public bulletins. */
  readonly unsubscribeUrl?: string;
  readonly urgent?: boolean;
}

/** Puts a letter into its bytes. Text goes in as typed values only, so nothing in it can become a header, a file or a URL. */
export function compose(letter: Letter): Promise<Buffer> {
  const { from, to, subject, text, html, messageId, date, references, unsubscribeUrl } = letter;
  const mail = new MailComposer({
    from: { ...from },
    to: { ...to },
    subject,
    text,
    html,
    messageId,
    date,
    ...(references?.length ? { references: [...references], inReplyTo: references.at(-1)! } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(letter.urgent ? { Importance: 'high' } : {}),
      ...(unsubscribeUrl
        ? { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
    // Persian in quoted-printable is three times its size.
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
    // Random boundaries would make every copy another text.
    baseBoundary: Buffer.from(messageId).toString('hex').slice(0, 40),
  });
  return mail.compile().build();
}
