import { writeCertificates } from '../../activities/records/acts/award-changes.js';
import type { SignedList } from '../../activities/records/acts/certificates.js';
import type { Records } from '../../activities/records/database/open.js';
import { loadRewardTables } from '../../activities/reference/tables.js';
import type { Change, Entry, RecordOutcome } from '../../workflows/api/acts.js';
import type { Actor, DossierContent, Nominee } from '../../workflows/api/messages.js';
import { testInstance } from './setup.js';

/** 1 February 2024, 09:00 in Cần Thơ. */
export const now = Date.parse('2024-02-01T09:00:00.000+07:00');
/** IV.1.a: the first instant that is too late for the campaign of 2023. */
export const cutoff = Date.parse('2024-02-10T00:00:00.000+07:00');

export const homeAffairs: Actor = { office: 'home-affairs', person: 'snv-cchc-1' };
export const chairman: Actor = { office: 'chairman', person: 'tran-viet-truong' };
export const official = (unit: string): Actor => ({ office: 'unit', unit, person: `can-bo-${unit}` });

let entries = 0;

/** An act of the engine in the campaign of 2023 that changes nothing, with a key of its own. */
export const anEntry = (over: Partial<Entry> = {}): Entry => ({
  key: `entry-${++entries}`,
  instance: testInstance,
  workflow: 'campaign/263/2023',
  plan: '263',
  campaign: '2023',
  unit: null,
  act: 'test',
  actor: null,
  at: now,
  reason: null,
  facts: {},
  change: { type: 'none' },
  ...over,
});

export const anEntryOf = (change: Change, over: Partial<Entry> = {}): Entry => anEntry({ change, ...over });

export const anIndividual = (id: string, personId: string, name = `Ông ${id}`): Nominee => ({
  id,
  kind: 'individual',
  name,
  personId,
  criteria: { ethics: true, taskCompletion: true, initiativeRecognised: true },
});

export const aCollective = (id: string): Nominee => ({
  id,
  kind: 'collective',
  name: `Tập thể ${id}`,
  criteria: { leadership: true, propaganda: true, launchPlan: true, implementation: true, initiatives: true },
});

/** With all that IV.2 asks for the nominees given. */
export const aContent = (over: Partial<DossierContent> = {}): DossierContent => ({
  nominees: [],
  documents: [
    { component: 'request', title: 'Tờ trình' },
    { component: 'minutes', title: 'Biên bản họp xét' },
    ...(over.nominees ?? []).map((it) => ({
      component: 'achievement-report' as const,
      title: `Báo cáo thành tích ${it.name}`,
      nominee: it.id,
    })),
  ],
  ...over,
});

/** The change that opens these units' dossiers, each filing for itself. */
export const opened = (units: readonly string[], until = cutoff): Change => ({
  type: 'dossiers-opened',
  dossiers: units.map((unit) => ({ unit, filer: unit })),
  cutoff: until,
});

/** Puts a dossier's status into the records, whatever its story. */
export const putStatus = (records: Records, unit: string, status: string) =>
  records.db.updateTable('dossier').set({ status }).where('unit', '=', unit).execute();

/** Writes the certificates of a selection that the records hold, as if its list had been forwarded and signed. */
export const certify = (records: Records, entry: Entry, signed: SignedList): Promise<RecordOutcome> =>
  records.db.transaction().execute(async (trx) => {
    const at = entry.at ?? now;
    return { at, holder: null, ...(await writeCertificates(trx, entry, at, signed, loadRewardTables())) };
  });

/** The key of a unit's dossier in the campaign of 2023. */
export const dossierOf = (unit: string) => ({ plan: '263', campaign: '2023', unit }) as const;
