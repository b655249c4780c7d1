import type { Queryable } from '../../database/connection.js';
import {
  loadContributors,
  loadDecisions,
  loadVersions,
  type DecisionRecord,
} from '../../database/timeline.js';
import { contentView } from './content.js';
import type { PersonNamed } from './people.js';

/** Every version of an announcement with what was decided on it, the newest first. */
export async function versionViews(db: Queryable, announcement: string, person: PersonNamed) {
  const contributors = await loadContributors(db, announcement);
  const decisions = await loadDecisions(db, announcement);
  return (await loadVersions(db, announcement)).map((version) => ({
    number: version.number, manifestSha256: version.manifestSha256, manifest: version.manifest,
    policy: { id: version.policyId, version: version.policyVersion },
    draftRevision: version.draftRevision,
    submittedBy: person(version.submittedBy),
    contributors: (contributors.get(version.number) ?? []).map(person),
    createdAt: version.createdAt,
    content: contentView(version.content),
    decisions: decisions.filter((one) => one.version === version.number).map((one) => decisionView(one, person)),
  }));
} // prettier-ignore

function decisionView(record: DecisionRecord, person: PersonNamed) {
  const { id, decision, at, assurance, note, stage, seat, status, retractedAt } = record;
  return { id, decision, by: person(record.personId), at, assurance, note, stage, seat, status, retractedAt };
}
