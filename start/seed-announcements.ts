import { randomUUID } from 'node:crypto';
import type { ActBody } from '../domain/announcement/acts.js';
import type { AnnouncementKind, Severity } from '../domain/announcement/kinds.js';
import type { ReleasePlan } from '../domain/announcement/state.js';
import type { Instant } from '../domain/instant.js';
import type { Person } from '../domain/people/person.js';
import type { Tx } from '../database/connection.js';
import { createAnnouncement } from '../database/create-announcement.js';
import { mustGrant } from '../database/ruling.js';
import { actAlone, settleAlone } from '../database/settle-alone.js';
import { submitDraft } from '../database/versions.js';
import { office, staffOf, type SeatSlug } from './cast.js';
import { contentOf, texts, type Text } from './seed-texts.js';

/** What a seeded text is told by: the database, the moment, and how CAP names the office. */
interface Scene {
  readonly tx: Tx;
  readonly now: Instant;
  readonly sender: string;
  readonly secretKey: string;
}

interface Beginning {
  readonly by: Person;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly drill?: boolean;
}

/**
 * One announcement, moved on by the same acts as the API's, each settled at once in the workflow's place, which does
 * not run yet. Mails and releases follow when it starts.
 */
class Told {
  private version = 0;
  private manifestSha256 = '';

  private constructor(
    private readonly scene: Scene,
    private readonly id: string,
    private readonly author: Person,
  ) {}

  static async begin(
    scene: Scene,
    text: Text,
    { by, kind, severity, drill = false }: Beginning,
  ): Promise<Told> {
    const content = contentOf(text, scene.now);
    const { id } = mustGrant(await createAnnouncement(scene.tx, { by, kind, severity, drill, content }));
    return new Told(scene, id, by);
  }

  async submitted(): Promise<this> {
    const { tx, sender, secretKey } = this.scene;
    const { id: announcement, author: by } = this;
    const submission = { announcement, revision: 1, by, actId: randomUUID(), sender };
    const { version, manifestSha256, message } = mustGrant(await submitDraft(tx, submission));
    this.version = version;
    this.manifestSha256 = manifestSha256;
    await settleAlone(tx, announcement, message.act, secretKey);
    return this;
  }

  async approvedBy(...seats: readonly SeatSlug[]): Promise<this> {
    for (const seat of seats) await this.reviewed(seat, 'approve', null);
    return this;
  }

  async reviewed(
    seat: SeatSlug,
    decision: 'approve' | 'request_changes',
    note: string | null,
  ): Promise<this> {
    const { version, manifestSha256 } = this;
    const body = { type: 'review', version, seat, decision, manifestSha256, assurance: 'session' } as const;
    return this.act(staffOf[seat].manager, body, note);
  }

  async signed(by: Person, plan: ReleasePlan): Promise<this> {
    return this.signOff(by, 'sign', plan, null);
  }

  async refused(by: Person, note: string): Promise<this> {
    return this.signOff(by, 'refuse', { when: 'now' }, note);
  }

  async abandoned(): Promise<this> {
    return this.act(this.author, { type: 'abandon' }, null);
  }

  private signOff(
    by: Person,
    decision: 'sign' | 'refuse',
    plan: ReleasePlan,
    note: string | null,
  ): Promise<this> {
    const { version, manifestSha256 } = this;
    return this.act(
      by,
      { type: 'sign_off', version, decision, manifestSha256, assurance: 'session', plan },
      note,
    );
  }

  private async act(by: Person, body: ActBody, note: string | null): Promise<this> {
    const { tx, secretKey } = this.scene;
    const proposal = {
      id: randomUUID(),
      announcement: this.id,
      by,
      body,
      ...(note === null ? {} : { note }),
    };
    await actAlone(tx, proposal, secretKey);
    return this;
  }
}

const { governor, politicalDeputy, officer, secondOfficer } = office;
const crisisText = { kind: 'announcement', severity: 'crisis' } as const;
const routineText = { kind: 'announcement', severity: 'routine' } as const;
const now = { when: 'now' } as const;

/** The trial's announcements, each in another state; those that are signed for now go out when the worker starts. */
export async function seedAnnouncements(scene: Scene): Promise<void> {
  const begin = (text: Text, beginning: Beginning) => Told.begin(scene, text, beginning);

  const holding = await begin(texts.holding, { by: officer, kind: 'holding', severity: 'life_safety' });
  await (await (await holding.submitted()).approvedBy('crisis-management')).signed(governor, now);

  const evacuation = await begin(texts.evacuation, { by: officer, ...crisisText });
  await evacuation.submitted();
  await evacuation.approvedBy('crisis-management', 'health', 'red-crescent');
  await evacuation.signed(governor, now);

  // Waits in the mailboxes of four managers.
  const road = await begin(texts.roadClosure, { by: staffOf.roads.officer, ...crisisText });
  await road.submitted();

  const water = await begin(texts.waterCut, { by: staffOf.water.officer, ...routineText });
  await (await water.submitted()).approvedBy('electricity');

  const rumour = await begin(texts.schoolRumour, { by: secondOfficer, kind: 'denial', severity: 'crisis' });
  await (await rumour.submitted()).approvedBy('crisis-management', 'health', 'police');

  const wayBack = await begin(texts.wayBack, { by: officer, ...crisisText });
  await (await wayBack.submitted()).approvedBy('crisis-management', 'red-crescent', 'police');
  await wayBack.signed(governor, { when: 'manual' });

  await begin(texts.boilWater, { by: staffOf.health.officer, ...routineText });

  const power = await begin(texts.powerBack, { by: staffOf.electricity.officer, ...crisisText });
  await power.submitted();
  await power.reviewed(
    'crisis-management',
    'request_changes',
    'ساعت وصل برق روستاهای پایین هنوز قطعی نیست. آن را بردارید یا بنویسید «در نخستین فرصت».',
  );

  const damage = await begin(texts.damageFigure, { by: secondOfficer, kind: 'news', severity: 'routine' });
  await (await damage.submitted()).approvedBy('roads', 'water');
  await damage.refused(politicalDeputy, 'تا پایان بازدید کارشناسان خبری از خسارت منتشر نمی‌کنیم.');

  const rain = await begin(texts.secondRain, { by: officer, kind: 'news', severity: 'routine' });
  await rain.abandoned();

  const drill = await begin(texts.gasDrill, { by: officer, ...crisisText, drill: true });
  await drill.submitted();
}
