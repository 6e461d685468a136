import { leftOutFaults } from '../../activities/reference/setup/checks.js';
import { differences, type SetUpChange, setUpDigest } from '../../activities/reference/setup/difference.js';
import type { SetUpFault, SetUpWarning } from '../../activities/reference/setup/faults.js';
import { readSetUp, type SheetCells } from '../../activities/reference/setup/read.js';
import type { PastAct } from '../../activities/reference/setup/checks.js';
import type { SetUp } from '../../activities/reference/setup/sheets.js';
import { instanceOf } from '../../activities/records/database/instance.js';
import {
  type Application,
  type Applied,
  applySetUp,
  inventedIn,
  setUpMessage,
  setUpName,
  setUpWorkflow,
  type StandingSetUp,
} from '../../activities/records/registry/set-up.js';
import { InventedInService, takesInvented } from '../../activities/records/registry/setup.js';
import { blocCodes } from '../../workflows/plan/names.js';
import type { Actor } from '../../workflows/api/messages.js';
import { proofOf } from '../../workflows/api/proof.js';
import type { Plan } from '../../workflows/plan/schema.js';
import { say, type Words } from '../language/language.js';
import { refusalSentence } from '../language/refusals.js';
import { inventedSentence } from '../language/setup-faults.js';
import type { Services } from './send.js';

/** What a set-up would change of the one that stands. */
export interface SetUpShown {
  setUp: SetUp;
  /** SHA-256 of the set-up. */
  digest: string;
  /** SHA-256 of the one that stands. */
  standing: string;
  warnings: readonly SetUpWarning[];
  changes: readonly SetUpChange[];
}

export type ProposedSetUp =
  | { outcome: 'faulty'; faults: readonly SetUpFault[] }
  | { outcome: 'refused'; shown: SetUpShown; refusal: string }
  | { outcome: 'unchanged'; shown: SetUpShown }
  | { outcome: 'proposed'; shown: SetUpShown };

/** What a set-up is held against: what stands, and who acted for which office or unit on which days. */
export interface SetUpGround {
  standing: StandingSetUp;
  acts: () => Promise<readonly PastAct[]>;
}

/** Reads a set-up and holds it against what stands; nothing is written. */
export async function proposeSetUp(
  plan: Plan,
  cells: SheetCells,
  { standing, acts }: SetUpGround,
): Promise<ProposedSetUp> {
  const read = readSetUp(cells, { blocs: blocCodes(plan), on: standing.on });
  if (!read.ok) return { outcome: 'faulty', faults: read.faults };
  const { setUp, warnings } = read;
  const faults = leftOutFaults(standing.setUp, setUp, await acts());
  if (faults.length > 0) return { outcome: 'faulty', faults };
  const shown = {
    setUp,
    digest: setUpDigest(setUp),
    standing: setUpDigest(standing.setUp),
    warnings,
    changes: differences(standing.setUp, setUp),
  };
  const refusal = refusalOf(setUp, standing);
  if (refusal !== null) return { outcome: 'refused', shown, refusal };
  return { outcome: shown.changes.length === 0 ? 'unchanged' : 'proposed', shown };
}

/** Why these records take no such set-up; null: they do. */
function refusalOf(setUp: SetUp, { mode }: StandingSetUp): string | null {
  if (mode === 'rehearsal') return say(...ofRehearsal);
  const invented = [...new Set(inventedIn(setUp))];
  return invented.length === 0 || takesInvented(mode)
    ? null
    : inventedSentence(new InventedInService(invented));
}

/**
 * Applies a set-up as the act of a person, signed where somebody signs for him.
 * @param id the same again is the same act, done once
 */
export async function applySetUpAs(
  { records, signer }: Pick<Services, 'records' | 'signer'>,
  { actor, id, ...application }: Omit<Application, 'act'> & { actor: Actor; id: string },
): Promise<Applied> {
  const message = setUpMessage(actor, application);
  const to = { instance: await instanceOf(records), workflow: setUpWorkflow };
  const signed = { ...message, ...(signer && { proof: signer.prove(to, setUpName, message) }) };
  const act = { id, actor, proof: proofOf(setUpName, signed) ?? undefined };
  return applySetUp(records, { ...application, act });
}

/** Why a set-up was not applied after all. */
export function notAppliedSentence(plan: Plan, applied: Extract<Applied, { ok: false }>): string {
  switch (applied.code) {
    case 'stale':
      return say(...stale);
    case 'rehearsal':
      return say(...ofRehearsal);
    case 'refused':
      return refusalSentence(plan, applied.refusal);
  }
}

const stale: Words = [
  'Thiết lập trong cơ sở dữ liệu vừa được thay đổi ở nơi khác; hãy làm lại để xem những gì sẽ thay đổi.',
  'The setup in the records has just been changed elsewhere; run again to see what would change.',
];
const ofRehearsal: Words = [
  'Cơ sở dữ liệu này là của một cuộc diễn tập, không thiết lập để phục vụ thật được. Hãy đặt THIDUA_DATA (hay DATABASE_URL) là nơi khác.',
  'These records are of a rehearsal; they cannot be set up for service. Set THIDUA_DATA (or DATABASE_URL) to another place.',
];
