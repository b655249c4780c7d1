import { randomUUID } from 'node:crypto';
import { proposeAct } from '../database/acts.js';
import { loadState } from '../database/announcements.js';
import { inTransaction } from '../database/connection.js';
import { createAnnouncement } from '../database/create-announcement.js';
import { mustGrant } from '../database/ruling.js';
import { submitDraft } from '../database/versions.js';
import type { ActBody } from '../domain/announcement/acts.js';
import type { ActMessage } from '../domain/announcement/act-message.js';
import type { AnnouncementKind } from '../domain/announcement/kinds.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { Person } from '../domain/people/person.js';
import { office } from '../start/cast.js';
import { contentOf, texts } from '../start/seed-texts.js';
import { sendAct } from '../workflows/send-act.js';
import { demand } from './bench.js';
import { quiet, type Scene } from './scene.js';

const DEADLINE_MS = 30_000;

/** What a decision has to name. */
export interface Shown {
  readonly version: number;
  readonly manifestSha256: string;
}

/** One announcement of a benchmark, acted on by recording each act and telling the workflow, as the API does. */
export class Announcement {
  /** Every act so far, as it was sent. */
  readonly sent: ActMessage[] = [];

  private constructor(
    private readonly scene: Scene,
    readonly id: string,
  ) {}

  /** A draft whose workflow has begun and has nothing left to do. */
  static async begin(scene: Scene, list: string, kind: AnnouncementKind = 'announcement'): Promise<Announcement> {
    const written = contentOf(texts.evacuation, new Date().toISOString());
    const fa = { ...written.texts.fa, headline: `${written.texts.fa.headline} ${randomUUID().slice(0, 8)}` };
    const content = { ...written, texts: { ...written.texts, fa }, audience: { lists: [list] } };
    const made = { by: office.officer, kind, severity: 'crisis', drill: false, content } as const;
    const { id } = mustGrant(await inTransaction(scene.db, (tx) => createAnnouncement(tx, made)));
    await quiet(scene, [id]);
    return new Announcement(scene, id);
  } // prettier-ignore

  /** Submits the draft; gives what decisions on it name. */
  async submit(): Promise<Shown> {
    const submission = {
      announcement: this.id,
      revision: 1,
      by: office.officer,
      actId: randomUUID(),
      sender: 'eblagh@example.test',
    };
    const ruling = await inTransaction(this.scene.db, (tx) => submitDraft(tx, submission));
    const { message, version, manifestSha256 } = mustGrant(ruling);
    await this.send(message);
    return { version, manifestSha256 };
  }

  /** Records an act and has it applied. */
  async act(by: Person, body: ActBody): Promise<void> {
    const decision = { note: null, invitationId: null };
    const proposal = { id: randomUUID(), announcement: this.id, by, body, decision };
    const { message } = mustGrant(await inTransaction(this.scene.db, (tx) => proposeAct(tx, proposal)));
    await this.send(message);
  }

  async approve(by: Person, shown: Shown): Promise<void> {
    const seat = by.agency ?? '';
    await this.act(by, { type: 'review', seat, decision: 'approve', assurance: 'token', ...shown });
  }

  async state(): Promise<AnnouncementState> {
    const state = await loadState(this.scene.db, this.id);
    demand(state !== null, `announcement ${this.id} is gone`);
    return state;
  }

  private async send(message: ActMessage): Promise<void> {
    const { outcome } = await sendAct(this.scene.client, message, { deadlineMs: DEADLINE_MS });
    demand(outcome === 'applied', `act ${message.act.type} was ${outcome}`);
    this.sent.push(message);
  }
}
