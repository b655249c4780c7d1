import { randomUUID } from 'node:crypto';
import { loadAct, proposeAct, type Recorded } from '../../database/acts.js';
import { loadState } from '../../database/announcements.js';
import { inTransaction } from '../../database/connection.js';
import { createAnnouncement } from '../../database/create-announcement.js';
import { mustGrant } from '../../database/ruling.js';
import { voidAct } from '../../database/settle-acts.js';
import { submitDraft, type Submitted } from '../../database/versions.js';
import type { ActBody } from '../../domain/announcement/acts.js';
import type { AnnouncementKind, Severity, Status } from '../../domain/announcement/kinds.js';
import type {
  AnnouncementState,
  ReleasePlan,
  ReviewDecision,
  SignOffDecision,
} from '../../domain/announcement/state.js';
import type { Content } from '../../domain/content/content.js';
import { after } from '../../domain/instant.js';
import type { Person } from '../../domain/people/person.js';
import type { Ruling } from '../../domain/refusal.js';
import { contentOf, texts } from '../../start/seed-texts.js';
import type { Sent } from '../../workflows/send-act.js';
import { crisisManagement, governor, health, officer, redCrescent } from './cast.js';
import type { Stage } from './stage.js';
import { waitFor } from './wait-for.js';

export interface PlayOptions {
  readonly by?: Person;
  readonly kind?: AnnouncementKind;
  readonly severity?: Severity;
  readonly drill?: boolean;
  readonly replaces?: readonly string[];
  readonly content?: (content: Content) => Content;
}

/** One announcement whose people act through the same functions as the API's. */
export class Play {
  private constructor(
    readonly stage: Stage,
    readonly id: string,
    private readonly author: Person,
  ) {}

  static async begin(stage: Stage, options: PlayOptions = {}): Promise<Play> {
    const {
      by = officer,
      kind = 'announcement',
      severity = 'crisis',
      drill = false,
      replaces = [],
    } = options;
    const written = contentOf(texts.evacuation, after(new Date().toISOString(), 0));
    const content = { ...written, audience: { lists: [stage.list] } };
    const created = await inTransaction(stage.db, (tx) =>
      createAnnouncement(tx, {
        by,
        kind,
        severity,
        drill,
        replaces,
        content: options.content?.(content) ?? content,
      }),
    );
    return new Play(stage, mustGrant(created).id, by);
  }

  async state(): Promise<AnnouncementState> {
    return (await loadState(this.stage.db, this.id))!;
  }

  async reaches(status: Status, withinMs = 20_000): Promise<AnnouncementState> {
    const there = async () => {
      const state = await this.state();
      return state.status === status && state;
    };
    return waitFor(`${this.id} is ${status}`, there, withinMs);
  }

  /** Records an act without telling anybody. */
  async records(
    by: Person | null,
    body: ActBody,
    words = 'دلیل',
    id: string = randomUUID(),
  ): Promise<Ruling<Recorded>> {
    const decision = { note: words, invitationId: null };
    const proposal = { id, announcement: this.id, by, body, reason: words, decision };
    return inTransaction(this.stage.db, (tx) => proposeAct(tx, proposal));
  }

  /** Tells the workflow of a recorded act, and does what a refusal asks of its sender. */
  async sends({ message }: Recorded, deadlineMs = 20_000): Promise<Sent> {
    const { id } = message.act;
    const sent = await waitFor('the run is there', async (): Promise<Sent | false> => {
      const answer = await this.stage.send(message, deadlineMs);
      if (answer.outcome !== 'later' || answer.why !== 'WorkflowNotFoundError') return answer;
      // A run that found the act in PostgreSQL may have settled it and ended before it was told.
      const settled = await loadAct(this.stage.db, id);
      return settled?.status === 'applied' && { outcome: 'applied', sequence: 0 };
    });
    if (sent.outcome === 'rejected')
      await inTransaction(this.stage.db, (tx) => voidAct(tx, message.act.id, sent.because));
    return sent;
  }

  async does(by: Person | null, body: ActBody): Promise<Sent> {
    return this.sends(mustGrant(await this.records(by, body)));
  }

  async recordsSubmission(by: Person = this.author, revision = 1): Promise<Submitted> {
    const submission = {
      announcement: this.id,
      revision,
      by,
      actId: randomUUID(),
      sender: 'eblagh@example.test',
    };
    return mustGrant(await inTransaction(this.stage.db, (tx) => submitDraft(tx, submission)));
  }

  async submits(by: Person = this.author): Promise<Submitted> {
    const submitted = await this.recordsSubmission(by);
    await this.sends(submitted);
    return submitted;
  }

  async reviewBody(seat: string, decision: ReviewDecision = 'approve'): Promise<ActBody> {
    const { version } = await this.state();
    const { number, manifestSha256 } = version!;
    return { type: 'review', version: number, seat, decision, manifestSha256, assurance: 'session' };
  }

  async reviews(by: Person, decision: ReviewDecision = 'approve'): Promise<Sent> {
    return this.does(by, await this.reviewBody(by.agency!, decision));
  }

  async signBody(decision: SignOffDecision = 'sign', plan: ReleasePlan = { when: 'now' }): Promise<ActBody> {
    const { version } = await this.state();
    const { number, manifestSha256 } = version!;
    return { type: 'sign_off', version: number, decision, manifestSha256, assurance: 'session', plan };
  }

  async signs(by: Person = governor, decision: SignOffDecision = 'sign', plan?: ReleasePlan): Promise<Sent> {
    return this.does(by, await this.signBody(decision, plan));
  }

  async isAgreed(): Promise<void> {
    await this.submits();
    for (const { manager } of [crisisManagement, health, redCrescent]) await this.reviews(manager);
    await this.reaches('awaiting_sign_off');
  }

  async isReleased(): Promise<void> {
    await this.isAgreed();
    await this.signs();
    await this.reaches('released');
  }
}
