import type { Language } from '../../domain/language.js';
import type { AskMail, MailAnnouncement, MailContext, MailText, StaffMailModel } from '../../emails/model.js';
import { writeHtml } from '../../renderings/markup.js';
import { parseStatement, statementNodes } from '../../renderings/statement.js';
import { floodContent } from '../renderings/samples.js';
import { context, hash, now } from '../web/samples.js';

export const link = 'https://eblagh.example/d/Zm9vYmFyYmF6cXV4Zm9v';
export const code = '482915';

/** As activities make it: the small Markdown subset as elements. */
const html = (text: string): string =>
  writeHtml(statementNodes(parseStatement(text)))
    .map((segment) => ('literal' in segment ? segment.literal : ''))
    .join('');
const texts = (['fa', 'en'] as const).map((language): MailText => {
  const { headline, body, action } = floodContent.texts[language] ?? floodContent.texts.fa;
  return {
    language,
    headline,
    body: { html: html(body), text: body },
    action: { html: html(action), text: action },
  };
});
const withdrawal = (['fa', 'en'] as const).map((language): MailText => {
  const { headline, body } = floodContent.withdrawal[language] ?? floodContent.withdrawal.fa;
  return { language, headline, body: { html: html(body), text: body }, action: null };
});

const to = (language: Language): MailContext => ({
  office: context({ language, drill: false }, '/').office,
  recipient: language === 'fa' ? 'مدیر مدیریت بحران' : 'Crisis Management Manager',
  now,
});

export const about = (language: Language, drill: boolean): MailAnnouncement => ({
  kind: 'announcement',
  severity: 'life_safety',
  drill,
  version: 2,
  headline: floodContent.texts[language]?.headline ?? '',
  headlineLanguage: language,
  agency: language === 'fa' ? 'استانداری' : 'Governor’s Office',
  incident: language === 'fa' ? 'سیل جنوب کرمان' : 'South Kerman flood',
});

export const ask = (language: Language, drill: boolean, mail: AskMail['mail'] = 'review_asked'): AskMail => ({
  ...to(language),
  mail,
  announcement: about(language, drill),
  seat: language === 'fa' ? 'ادارهٔ کل مدیریت بحران' : 'Crisis Management Office',
  submittedBy: language === 'fa' ? 'مسئول روابط عمومی استانداری' : 'Governor’s Office PR Officer',
  channels: floodContent.channels,
  audienceCount: 24_312,
  deadline: '2026-11-23T04:40:00.000Z',
  texts,
  withdrawal,
  link,
  code,
});

/** Every mail in every wording it has. */
export function mails(language: Language, drill: boolean): Readonly<Record<string, StaffMailModel>> {
  const base = { ...to(language), announcement: about(language, drill), link } as const;
  const seat = ask(language, drill).seat;
  const outcome = { ...base, mail: 'outcome', reasons: [] } as const;
  const receipt = {
    ...base, mail: 'receipt', seat, decision: 'approve', note: null, at: now, because: [], manifestSha256: hash,
  } as const; // prettier-ignore
  return {
    asked: ask(language, drill),
    reminder: ask(language, drill, 'review_reminder'),
    'stand-in': ask(language, drill, 'stand_in_asked'),
    signer: ask(language, drill, 'sign_off_asked'),
    'signer-reminder': ask(language, drill, 'sign_off_reminder'),
    'next-signer': ask(language, drill, 'next_signer_asked'),
    agreed: { ...outcome, outcome: { became: 'agreed' } },
    returned: {
      ...outcome,
      outcome: { became: 'returned', cause: 'changes_requested' },
      reasons: [
        { who: seat, decision: 'request_changes', note: 'جادهٔ بافت باز است؛ آن را از فهرست بردارید.' },
      ],
    },
    released: {
      ...outcome,
      outcome: { became: 'released', number: language === 'fa' ? '۳' : '3', at: now, recipients: 24_312 },
    },
    held: { ...outcome, outcome: { became: 'held', reason: 'audience_growth' } },
    refused: { ...outcome, outcome: { became: 'refused' } },
    withdrawn: { ...outcome, outcome: { became: 'withdrawn' } },
    superseded: { ...outcome, outcome: { became: 'superseded' } },
    'office-told': {
      ...base,
      mail: 'office_told',
      seat,
      waitingFor: [base.recipient],
      since: now,
      deadline: now,
    },
    'office-told-of-signer': {
      ...base,
      mail: 'office_told',
      seat: null,
      waitingFor: [base.recipient],
      since: now,
      deadline: now,
    },
    'receipt-recorded': { ...receipt, status: 'recorded' },
    'receipt-applied': { ...receipt, status: 'applied' },
    'receipt-void': {
      ...receipt,
      status: 'void',
      because: [{ code: 'version_differs', shown: 2, current: 3 }],
    },
    'new-code': { ...base, mail: 'new_code', code },
    'sign-in': { ...to(language), mail: 'sign_in', link, code, validUntil: now },
  };
}
