import { simpleParser } from 'mailparser';
import { loadMail, type MailSummary } from '../database/mailbox-messages.js';
import type { Db } from '../database/connection.js';

/** A mail taken apart for reading. */
export interface ReadMail extends MailSummary {
  /** Every header line as it came, unfolded. */
  readonly headers: readonly string[];
  readonly text: string;
  /** Untrusted: shown in a sandbox alone. */
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number }[];
}

/** One mail, read; null where there is none of that id. */
export async function readMail(db: Db, id: number): Promise<ReadMail | null> {
  const mail = await loadMail(db, id);
  if (!mail) return null;
  const { raw, ...summary } = mail;
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipHtmlToText: true });
  return {
    ...summary,
    headers: parsed.headerLines.map(({ line }) => line.replace(/\r?\n[ \t]+/g, ' ')),
    text: parsed.text ?? '',
    html: parsed.html || null,
    attachments: parsed.attachments.map(({ filename, contentType, size }) => ({
      name: filename ?? '',
      type: contentType,
      size,
    })),
  };
}
