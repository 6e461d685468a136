import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createRecordsEffects } from '../../activities/records/effects.js';
import { claimMail, finishAttempt, startAttempt } from '../../activities/records/acts/mail-log.js';
import { setTrialClock } from '../../activities/records/database/business-time.js';
import type { Records } from '../../activities/records/database/open.js';
import { saveDraft } from '../../activities/records/filings/drafts.js';
import { keepFile } from '../../activities/records/filings/files.js';
import { receiveFiling } from '../../activities/records/filings/receive.js';
import { keepHistory } from '../../activities/records/reads/histories.js';
import { askForProofs } from '../../activities/records/registry/keys.js';
import type { Change, Entry, Json, RecordOutcome, SelectionRequest } from '../../workflows/api/acts.js';
import { campaignId, dossierId } from '../../workflows/api/identity.js';
import type { ReceivedFiling } from '../../workflows/api/effects.js';
import type { Actor, DossierContent } from '../../workflows/api/messages.js';
import { receiptName } from '../../workflows/api/proof.js';
import { digestOf } from '../../workflows/rules/digest.js';
import {
  aCollective,
  aContent,
  anEntry,
  anIndividual,
  chairman,
  dossierOf,
  homeAffairs,
  now,
  official,
  opened,
} from '../records/builders.js';
import { plan263, withDossierDay } from '../plan/plans.js';
import { TestKey } from '../records/keys.js';

const campaign = '2023';

/** The request of the first unit, of two chunks. */
export const storedBytes = Buffer.alloc(300_000, '%PDF-1.7 ');
export const stored = {
  digest: createHash('sha256').update(storedBytes).digest('hex'),
  type: 'application/pdf',
  size: storedBytes.length,
};

const workflow = campaignId('263', campaign);
const units = ['so-noi-vu', 'so-y-te'] as const;
const board: Actor = { office: 'board', person: 'btdkt-truong-ban' };
const reviewer: Actor = { office: 'home-affairs', person: 'snv-giam-doc' };
const march = (day: number): number => Date.parse(`2024-03-${String(day).padStart(2, '0')}T09:00:00+07:00`);

const inOffice = { name: 'Bà A', valid_from: '2021-01-01', valid_to: null, invented: false };

/** A signed message of a person: what it changes, with what the audit row shows of it. */
interface Signed {
  actor: Actor;
  change?: Change;
  facts?: Record<string, Json>;
  at?: number;
  over?: Partial<Entry>;
}

/**
 * The campaign of 2023 in small: two units file, all is signed with keys, one nominee is struck, two certificates are written and one of them revoked;
 * beside it one of everything that the records keep.
 */
export class ActedCampaign {
  private constructor(
    private readonly records: Records,
    private readonly keys: ReadonlyMap<string, TestKey>,
  ) {}

  static async play(records: Records): Promise<void> {
    await setTrialClock(records, now - Date.now());
    const people = [homeAffairs, reviewer, board, chairman, ...units.map(official)].map((it) => it.person);
    const keys = new Map<string, TestKey>();
    for (const person of people) {
      const isInPortal = person === board.person;
      keys.set(person, await TestKey[isInPortal ? 'ofPortal' : 'registered'](records, person));
    }
    await records.db
      .insertInto('unit_official')
      .values(units.map((unit) => ({ unit, person: official(unit).person, ...inOffice })))
      .execute();
    await askForProofs(records);
    const acted = new ActedCampaign(records, keys);
    await acted.collect();
    await acted.report();
    await acted.award();
    await acted.keepTheRest();
  }

  private keyOf({ person }: Actor): TestKey {
    const key = this.keys.get(person);
    if (key === undefined) throw new Error(`${person} has no key.`);
    return key;
  }

  private record(entry: Entry): Promise<RecordOutcome> {
    return createRecordsEffects({ records: this.records }).record(entry);
  }

  private async act(act: string, { actor, change, facts = {}, at = now, over = {} }: Signed): Promise<void> {
    const content = { actor, facts };
    const entry = anEntry({ act, actor, at, facts, workflow, ...(change && { change }), ...over });
    const proof = this.keyOf(actor).proveAct(
      { workflow: entry.workflow, message: act, content },
      { message: act, content },
    );
    const { refusal } = await this.record({ ...entry, proof });
    if (refusal !== null) throw new Error(`${act}: ${JSON.stringify(refusal)}`);
  }

  private async collect(): Promise<void> {
    await this.record(
      anEntry({
        act: 'dossiers-opened',
        change: opened([...units, 'xa-mot']),
        letters: [
          {
            key: `${workflow}/open`,
            recipients: 'each-dossier',
            content: { code: 'dossier-open', campaign, cutoff: now },
          },
        ],
      }),
    );
    await keepFile(this.records, stored, () => Readable.from([storedBytes]));
    for (const unit of units) await this.file(unit);
    await this.record(anEntry({ act: 'dossier-lapsed', change: { type: 'dossier-lapsed', unit: 'xa-mot' } }));
  }

  private async file(unit: string): Promise<void> {
    const over = { workflow: dossierId('263', campaign, unit), unit };
    const nominees = [aCollective(`${unit}/tt`), anIndividual(`${unit}/cn`, `nguoi-${unit}`)];
    const content = aContent({ nominees });
    const [request] = content.documents;
    if (request !== undefined && unit === units[0]) request.digest = stored.digest;
    await saveDraft(this.records, dossierOf(unit), content);
    const filing = await this.receive(unit, content);
    const change = { type: 'dossier-filed', unit, filing } as const;
    await this.act('fileDossier', { actor: official(unit), change, over });
    await this.act('reviewDossier', {
      actor: reviewer,
      change: {
        type: 'dossier-reviewed',
        unit,
        status: 'accepted',
        reviewed: filing.digest,
        completeBy: null,
      },
      over,
    });
  }

  private async receive(unit: string, content: DossierContent): Promise<ReceivedFiling> {
    const actor = official(unit);
    const receipt = { actor, content: digestOf(content) };
    const signed = { workflow: dossierId('263', campaign, unit), message: receiptName, content: receipt };
    const proof = this.keyOf(actor).prove(signed);
    const filing = await receiveFiling(this.records, { ...dossierOf(unit), actor, content, proof });
    if ('refusal' in filing) throw new Error(filing.refusal.code);
    return filing;
  }

  private async report(): Promise<void> {
    const document = { number: '12/KH', date: '2024-01-05' };
    await this.act('recordLaunchPlan', {
      actor: homeAffairs,
      change: { type: 'launch-plans', plans: [{ unit: 'xa-mot', document }] },
    });
    const unit = 'so-y-te';
    await this.act('reportCommendations', {
      actor: official(unit),
      change: { type: 'commendations', unit, collectives: 1, individuals: 2, document },
    });
    await this.act('reportDifficulty', {
      actor: official(unit),
      change: { type: 'difficulty', unit, text: 'Thiếu máy quét.' },
    });
    await this.act('recordRanking', {
      actor: homeAffairs,
      change: {
        type: 'ranking',
        bloc: 'departments',
        period: 'current',
        decision: { number: '1/QĐ-UBND', date: '2024-01-20' },
        rows: units.map((it, index) => ({ unit: it, rank: index + 1 })),
      },
    });
    const individuals = units.map((it) => `${it}/cn`);
    await this.act('shortlist', {
      actor: homeAffairs,
      facts: { kind: 'individual', bloc: 'departments', nominees: individuals },
    });
  }

  private async award(): Promise<void> {
    const request: SelectionRequest = {
      plan: '263',
      campaign,
      waivers: [],
      answers: [],
      shortlist: { individuals: { departments: units.map((it) => `${it}/cn`) }, collectives: {} },
    };
    const { input, digest } = await createRecordsEffects({ records: this.records }).computeSelection(request);
    const list = { digest, input, request };
    const shown = { digest, input };
    await this.act('forward', {
      actor: homeAffairs,
      change: { type: 'list-forwarded', list },
      facts: shown,
      at: march(1),
    });
    await this.act('appraise', {
      actor: board,
      change: { type: 'list-appraised', list, approves: true, meeting: '2024-03-01' },
      facts: shown,
      at: march(2),
    });
    const struck = ['so-y-te/cn'];
    const strikes = struck.map((nominee) => ({ nominee, reason: 'Chưa đủ.' }));
    await this.act('signOff', {
      actor: chairman,
      change: { type: 'list-signed', list, approves: true },
      facts: { ...shown, decision: 'approve', strikes },
      at: march(3),
    });
    const decision = { number: '812/QĐ-UBND', date: '2024-03-04' };
    await this.act('recordDecision', {
      actor: homeAffairs,
      change: { type: 'awards', list, struck, decision, signedBy: 'Trần Việt Trường', signsAs: 'CHỦ TỊCH' },
      facts: { ...shown, decision, struck },
      at: march(5),
    });
    const [row] = await this.records.db
      .selectFrom('ledger')
      .selectAll()
      .where('kind', '=', 'individual')
      .execute();
    if (row === undefined) throw new Error('No certificate was written.');
    const seat = { campaign, bloc: row.bloc, kind: 'individual', seat: row.seat } as const;
    const revoking = { number: '900/QĐ-UBND', date: '2024-03-20' };
    await this.act('revokeCertificate', {
      actor: homeAffairs,
      change: { type: 'revocation', ...seat, decision: revoking },
      facts: { ...seat, decision: revoking },
      at: march(21),
      over: { reason: 'Khai không đúng.', campaign: null, workflow: 'movement/263' },
    });
    await this.amend();
    await this.record(
      anEntry({ act: 'campaign-closed', at: march(25), change: { type: 'campaign-closed' } }),
    );
  }

  private async amend(): Promise<void> {
    const plan = withDossierDay(plan263, 20);
    const decision = { number: '901/QĐ-UBND', date: '2024-03-20' };
    const campaigns = ['2024', 'summary'];
    await this.act('amendPlan', {
      actor: homeAffairs,
      change: { type: 'plan-amended', plan, campaigns, decision },
      facts: { decision, before: digestOf(plan263), after: digestOf(plan), campaigns },
      at: march(22),
      over: { reason: 'Lùi hạn nộp.', campaign: null, workflow: 'movement/263' },
    });
  }

  /** The dossier refuses a filing of after the decision: it is marked. */
  private async fileAgain(unit: string): Promise<void> {
    const filing = await this.receive(unit, aContent({ nominees: [aCollective(`${unit}/tt`)] }));
    const change = { type: 'dossier-filed', unit, filing } as const;
    await this.act('fileDossier', { actor: official(unit), change }).catch(() => undefined);
  }

  private async keepTheRest(): Promise<void> {
    await this.fileAgain('so-y-te');
    const events = [{ eventId: '1', eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED' }];
    for (const runId of ['run-1', 'run-2']) {
      const run = {
        workflowId: workflow,
        runId,
        status: 'COMPLETED',
        events: 1,
        json: JSON.stringify({ events }),
      };
      await keepHistory(this.records, run);
    }
    const letters = await this.records.db.selectFrom('letter').selectAll().orderBy('seq').execute();
    const letter = letters[0];
    if (letter === undefined) throw new Error('No letter was left.');
    const unit = 'so-noi-vu';
    const claim = {
      key: `${letter.key}/unit:${unit}`,
      messageId: '<1@thidua.cantho.example>',
      recipient: `unit:${unit}`,
      address: `${unit}@cantho.example`,
      code: 'dossier-open',
      letter: { event: letter.key, content: { code: 'dossier-open', campaign, cutoff: now } as const },
      plan: '263',
      campaign,
      unit,
      thread: dossierId('263', campaign, unit),
      subject: 'Mời nộp hồ sơ',
      at: letter.business_time,
    };
    await claimMail(this.records, claim);
    const attempt = await startAttempt(this.records, claim.key);
    if (attempt !== null) await finishAttempt(this.records, attempt, { outcome: 'sent', answer: '250 OK' });
  }
}
