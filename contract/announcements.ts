import { z } from 'zod';
import { deliveryStates } from '../domain/announcement/delivery.js';
import { announcementKinds, severities, statuses } from '../domain/announcement/kinds.js';
import { recipientChannels } from '../domain/content/content.js';
import { Content } from './content.js';
import { Id, Instant, PersonRef, Reason, Sha256, Slug, idParams, none, pageOf, pageQuery } from './common.js'; // prettier-ignore
import { operation } from './operation.js';

const Kind = z.enum(announcementKinds).meta({ id: 'Kind' });
const Severity = z.enum(severities).meta({ id: 'Severity' });
export const Status = z.enum(statuses).meta({ id: 'Status' });

export const AnnouncementSummary = z
  .strictObject({
    id: Id,
    kind: Kind,
    severity: Severity,
    drill: z.boolean(),
    status: Status,
    headline: z.strictObject({ fa: z.string(), en: z.string().nullable() }),
    author: PersonRef,
    agency: Slug,
    incident: Id.nullable(),
    lastVersion: z.number().int(),
    version: z.number().int().nullable(),
    number: z.number().int().nullable(),
    releasedAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    updatedAt: Instant,
  })
  .meta({ id: 'AnnouncementSummary' });

const Decision = z
  .strictObject({
    id: Id,
    decision: z.string(),
    by: PersonRef,
    at: Instant,
    assurance: z.string(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Decision' });

const Seat = z
  .strictObject({
    seat: Slug,
    asked: z.array(PersonRef),
    openedAt: Instant,
    target: Instant.nullable(),
    decision: Decision.nullable(),
    waiver: z.strictObject({ by: PersonRef, at: Instant, reason: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Seat' });

const Signature = z
  .strictObject({
    posts: z.array(Slug),
    asked: z.array(PersonRef),
    openedAt: Instant.nullable(),
    target: Instant.nullable(),
    decision: Decision.nullable(),
    release: z.enum(['now', 'at', 'manual']).nullable(),
    releaseAt: Instant.nullable(),
    override: z.boolean(),
  })
  .meta({ id: 'Signature' });

export const VersionInFlight = z
  .strictObject({
    number: z.number().int(),
    manifestSha256: Sha256,
    policy: Slug,
    submittedBy: PersonRef,
    submittedAt: Instant,
    expires: Instant,
    audienceCount: z.number().int(),
    seats: z.array(Seat),
    objections: z.array(z.strictObject({ seat: Slug, by: PersonRef, at: Instant, reason: z.string().nullable() })),
    signature: Signature,
  })
  .meta({ id: 'VersionInFlight' }); // prettier-ignore

export const Draft = z
  .strictObject({
    revision: z.number().int(),
    content: Content,
    changedBy: PersonRef,
    changedAt: Instant,
  })
  .meta({ id: 'Draft' });

export const DeliveryCounts = z
  .strictObject({
    snapshot: z.number().int(),
    states: z.partialRecord(z.enum(deliveryStates), z.number().int()),
  })
  .meta({ id: 'DeliveryCounts', description: 'Rows of one fan-out by state; together always the snapshot' });

export const Announcement = AnnouncementSummary.extend({
  sequence: z.number().int(),
  draft: Draft.nullable(),
  inFlight: VersionInFlight.nullable(),
  standingWaivers: z.array(z.strictObject({ seat: Slug, by: PersonRef, at: Instant })),
  holds: z.array(
    z.strictObject({
      id: Id,
      reason: z.string(),
      by: PersonRef.nullable(),
      at: Instant,
      note: z.string().nullable(),
    }),
  ),
  fanOuts: z.array(
    z.strictObject({ channel: z.enum(recipientChannels), state: z.string(), counts: DeliveryCounts }),
  ),
  openStops: z.array(z.strictObject({ id: Id, channel: z.enum(recipientChannels), by: PersonRef, at: Instant })),
  replaces: z.array(Id),
  replacedBy: Id.nullable(),
  may: z
    .record(z.string(), z.array(Reason))
    .meta({ description: 'For every action: the reasons the reader may not do it now; none means may' }),
}).meta({ id: 'Announcement' }); // prettier-ignore

const Version = z
  .strictObject({
    number: z.number().int(),
    manifestSha256: Sha256,
    manifest: z
      .string()
      .meta({ description: 'Canonical JSON; its SHA-256 over UTF-8 is what a decision names' }),
    policy: z.strictObject({ id: Slug, version: z.number().int() }),
    draftRevision: z.number().int(),
    submittedBy: PersonRef,
    contributors: z.array(PersonRef),
    createdAt: Instant,
    content: Content,
    decisions: z.array(Decision.extend({ stage: z.enum(['review', 'sign_off']), seat: Slug.nullable(), status: z.string(), retractedAt: Instant.nullable() })),
  })
  .meta({ id: 'Version' }); // prettier-ignore

const Segment = z.union([
  z.strictObject({ literal: z.string() }),
  z.strictObject({
    slot: z.string(),
    form: z.enum(['plain', 'xml']),
    language: z.string().optional(),
    announcement: Id.optional(),
  }),
]);
export const Rendering = z
  .strictObject({
    block: z.enum(['text', 'withdrawal']),
    channel: z.string(),
    language: z.string().nullable(),
    sha256: Sha256,
    parts: z.array(z.strictObject({ name: z.string(), segments: z.array(Segment) })),
  })
  .meta({ id: 'Rendering' });

const TimelineEntry = z
  .strictObject({
    sequence: z.number().int(),
    type: z.string(),
    at: Instant,
    by: PersonRef.nullable(),
    reason: z.string().nullable(),
    event: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEntry', description: 'One event of the announcement as it was recorded' });

const tag = 'Announcements';

export const listAnnouncements = operation({
  id: 'listAnnouncements',
  method: 'get',
  path: '/api/announcements',
  tag,
  summary: 'The announcements you may read, the last changed first',
  scope: 'read',
  params: none,
  query: pageQuery.extend({
    status: Status.optional(),
    severity: Severity.optional(),
    agency: Slug.optional(),
    incident: Id.optional(),
    drill: z.enum(['true', 'false']).optional(),
    waiting: z.enum(['me']).optional().meta({ description: 'Only what waits for your decision' }),
  }),
  body: null,
  answers: { 200: { description: 'A page of announcements', schema: pageOf(AnnouncementSummary) } },
});

export const createAnnouncement = operation({
  id: 'createAnnouncement',
  method: 'post',
  path: '/api/announcements',
  tag,
  summary: 'Start an announcement as a draft',
  scope: 'write',
  params: none,
  query: none,
  body: z.strictObject({
    kind: Kind.exclude(['withdrawal']),
    severity: Severity,
    drill: z.boolean().default(false),
    incident: Id.nullable().default(null),
    replaces: z.array(Id).max(20).default([]),
    content: Content,
  }),
  answers: { 201: { description: 'The draft', schema: Announcement } },
});

export const readAnnouncement = operation({
  id: 'readAnnouncement',
  method: 'get',
  path: '/api/announcements/{id}',
  tag,
  summary: 'One announcement: its state, its draft, who is waited for and what you may do',
  scope: 'read',
  params: idParams,
  query: none,
  body: null,
  answers: { 200: { description: "The announcement; the ETag is the draft's", schema: Announcement } },
});

export const listVersions = operation({
  id: 'listVersions',
  method: 'get',
  path: '/api/announcements/{id}/versions',
  tag,
  summary: 'Every version with its decisions, the newest first',
  scope: 'read',
  params: idParams,
  query: none,
  body: null,
  answers: { 200: { description: 'The versions', schema: pageOf(Version) } },
});

export const listRenderings = operation({
  id: 'listRenderings',
  method: 'get',
  path: '/api/announcements/{id}/versions/{number}/renderings',
  tag,
  summary: 'What each channel of one version will carry, with its slots open',
  scope: 'read',
  params: idParams.extend({ number: z.string().regex(/^[1-9]\d{0,5}$/).transform(Number) }),
  query: none,
  body: null,
  answers: { 200: { description: 'The renderings', schema: pageOf(Rendering) } },
}); // prettier-ignore

export const readTimeline = operation({
  id: 'readTimeline',
  method: 'get',
  path: '/api/announcements/{id}/timeline',
  tag,
  summary: 'What happened, in order',
  scope: 'read',
  params: idParams,
  query: none,
  body: null,
  answers: { 200: { description: 'The events', schema: pageOf(TimelineEntry) } },
});

export const createPreview = operation({
  id: 'createPreview',
  method: 'post',
  path: '/api/previews',
  tag,
  summary: 'What each channel would carry if this content were submitted now; keeps nothing',
  scope: 'write',
  params: none,
  query: none,
  body: z.strictObject({
    kind: Kind,
    severity: Severity,
    drill: z.boolean().default(false),
    replaces: z.array(Id).max(20).default([]),
    content: Content,
  }),
  answers: {
    200: {
      description: 'Renderings, and what would refuse a submission',
      schema: z.strictObject({
        renderings: z.array(Rendering),
        refusals: z.array(Reason),
        advice: z.array(Reason),
        audienceCount: z.number().int(),
      }),
    },
  },
});
