import type { Refusal } from '../../domain/refusal.js';
import { announcementPage } from '../../web/newsroom/announcement.js';
import { newsroomPage } from '../../web/newsroom/list.js';
import { unsubscribePage } from '../../web/newsroom/unsubscribe.js';
import { verifyPage } from '../../web/newsroom/verify.js';
import { decisionPage } from '../../web/decision/page.js';
import { endedLinkPage, receiptPage, unknownLinkPage } from '../../web/decision/receipt.js';
import { deskAnnouncementPage } from '../../web/desk/announcement.js';
import { deskPage } from '../../web/desk/list.js';
import { signInPage } from '../../web/desk/sign-in.js';
import { writePage } from '../../web/desk/write.js';
import * as desks from './desk-samples.js';
import { refusalPage, troublePage } from '../../web/shared/errors.js';
import * as samples from './samples.js';
import type { Look } from './samples.js';

const wrongCode: Refusal = { code: 'code_wrong', triesLeft: 3 };
const refusedForm = {
  state: 'open',
  action: '/d/token',
  note: 'جادهٔ بافت باز است.',
  decision: 'request_changes',
  refusals: [wrongCode, { code: 'reason_required' }],
} as const;
const exhausted = {
  state: 'code_exhausted',
  action: '/d/token/codes',
  asked: false,
  codesLeft: 2,
  signInHref: '/sign-in',
} as const;

/** Every page in every state it has, by name: what the tests walk over and the screenshots show. */
export const pages: Readonly<Record<string, (look: Look) => string>> = {
  newsroom: (look) => newsroomPage(samples.newsroom(look)),
  'newsroom-empty': (look) => newsroomPage(samples.newsroom(look, [])),
  'newsroom-nothing-found': (look) => newsroomPage(samples.newsroom(look, [], 'زلزله')),
  announcement: (look) => announcementPage(samples.announcement(look)),
  'announcement-withdrawn': (look) => announcementPage(samples.announcement(look, 'withdrawn')),
  'announcement-superseded': (look) => announcementPage(samples.announcement(look, 'superseded')),
  'announcement-expired': (look) => announcementPage(samples.announcement(look, 'expired')),
  verify: (look) => verifyPage(samples.verify(look)),
  'verify-unknown': (look) => verifyPage(samples.verify(look, false)),
  unsubscribe: (look) => unsubscribePage(samples.unsubscribe(look, 'ask')),
  'unsubscribe-done': (look) => unsubscribePage(samples.unsubscribe(look, 'done')),
  'unsubscribe-unknown': (look) => unsubscribePage(samples.unsubscribe(look, 'unknown')),
  decision: (look) => decisionPage(samples.decision(look)),
  'decision-refused': (look) => decisionPage(samples.decision(look, refusedForm)),
  'decision-exhausted': (look) => decisionPage(samples.decision(look, exhausted)),
  'decision-code-asked': (look) => decisionPage(samples.decision(look, { ...exhausted, asked: true })),
  'decision-no-codes': (look) => decisionPage(samples.decision(look, { ...exhausted, codesLeft: 0 })),
  'decision-sign-in': (look) => decisionPage(samples.decision(look, { state: 'sign_in', href: '/sign-in' })),
  'receipt-applied': (look) => receiptPage(samples.receipt(look, 'applied')),
  'receipt-recorded': (look) => receiptPage(samples.receipt(look, 'recorded')),
  'receipt-void': (look) => receiptPage(samples.receipt(look, 'void')),
  'receipt-retracted': (look) => receiptPage(samples.receipt(look, 'applied', 'retracted')),
  'receipt-of-old-version': (look) => receiptPage(samples.receipt(look, 'applied', 'version')),
  'link-ended': (look) => endedLinkPage(samples.endedLink(look, 'revoked_by_new_version')),
  'link-seat-filled': (look) => endedLinkPage(samples.endedLink(look, 'seat_filled')),
  'link-unknown': (look) => unknownLinkPage(samples.context(look, '/d/x')),
  'sign-in-trial': (look) => signInPage(desks.signIn(look)),
  'sign-in-email': (look) => signInPage(desks.signIn(look, { name: 'email', email: '' })),
  'sign-in-code': (look) =>
    signInPage(desks.signIn(look, { name: 'code', attempt: 'a', email: 'governor@example.test' })),
  desk: (look) => deskPage(desks.desk(look)),
  'desk-empty': (look) => deskPage(desks.emptyDesk(look)),
  'desk-to-sign': (look) => deskAnnouncementPage(desks.toSign(look)),
  'desk-to-review': (look) => deskAnnouncementPage(desks.toReview(look)),
  'desk-draft': (look) => deskAnnouncementPage(desks.asDraft(look)),
  'desk-on-hold': (look) => deskAnnouncementPage(desks.onHold(look)),
  'desk-sending': (look) => deskAnnouncementPage(desks.sending(look)),
  write: (look) => writePage(desks.write(look)),
  rewrite: (look) => writePage(desks.rewrite(look)),
  'not-found': (look) => troublePage(samples.context(look, '/x'), 'notFound'),
  failed: (look) => troublePage(samples.context(look, '/x'), 'failed'),
  unavailable: (look) => troublePage(samples.context(look, '/x'), 'unavailable'),
  refused: (look) =>
    refusalPage(samples.context(look, '/x'), [wrongCode, { code: 'cross_site_request' }], look),
};
