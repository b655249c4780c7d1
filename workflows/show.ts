import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { deadlines } from '../domain/announcement/deadlines.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import { reviewStands } from '../domain/announcement/version.js';

/** Registered with the server at start; an unknown one would stop every run. */
const keys = {
  state: { name: 'EblaghState', type: 'KEYWORD' },
  severity: { name: 'EblaghSeverity', type: 'KEYWORD' },
  agency: { name: 'EblaghAgency', type: 'KEYWORD' },
  incident: { name: 'EblaghIncident', type: 'KEYWORD' },
  drill: { name: 'EblaghDrill', type: 'BOOL' },
} as const;

/** Tells the story to whoever watches the workflow itself: where it stands and whom it waits for, never what it says. */
export function show(state: AnnouncementState, statusChanged: boolean): void {
  setCurrentDetails(detailsOf(state).join('\n'));
  if (!statusChanged) return;
  upsertSearchAttributes([
    { key: keys.state, value: state.status },
    { key: keys.severity, value: state.severity },
    { key: keys.agency, value: state.agency },
    { key: keys.incident, value: state.incident },
    { key: keys.drill, value: state.drill },
  ]);
}

function detailsOf(state: AnnouncementState): string[] {
  const { status, drill, version, holds, release, fanOuts } = state;
  return [
    `**${status}**${drill ? ' (drill)' : ''}${version ? `, version ${version.number}` : ''}`,
    ...(status === 'in_review' && version ? [`review: ${reviewStands(version)}`] : []),
    ...deadlines(state).map(({ seat, target, officeAt }) => `waits for ${seat ?? 'the signature'} until ${target}, the office is told at ${officeAt}`),
    ...holds.map(({ reason, at }) => `held since ${at}: ${reason}`),
    ...(release ? [`released ${release.at} as ${release.series} number ${release.number}`] : []),
    ...fanOuts.map((one) => `${one.channel}: ${one.status}`),
  ]; // prettier-ignore
}
