import type { ColumnType, Generated } from 'kysely';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';

/** Reads as epoch milliseconds, is written as an ISO instant. */
type Instant = ColumnType<number, string, string>;
type NullableInstant = ColumnType<number | null, string | null | undefined, string | null>;
/** Reads as a parsed value of unknown shape, is written as JSON text. */
type Json = ColumnType<unknown, string, string>;

interface ClockTable {
  id: Generated<boolean>;
  mode: ClockMode;
  /** Where a rehearsal stands. */
  at: NullableInstant;
  /** How far a trial is ahead of the wall clock, in milliseconds. */
  offset_ms: number | null;
}

interface InstanceTable {
  one: Generated<boolean>;
  id: Generated<string>;
  /** Whether a person's act needs a proof in service. */
  proofs: Generated<'asked' | 'not-asked'>;
}

interface UnitTable {
  code: string;
  name: string;
  bloc: string;
  parent: string | null;
  valid_from: string | null;
  valid_to: string | null;
  successor: string | null;
}

interface OfficeHolderTable {
  office: string;
  person: string;
  name: string;
  title: string;
  signs_as: string;
  valid_from: string;
  valid_to: string | null;
  /** By which the person signs in to the portal. */
  email: ColumnType<string | null, string | null | undefined, string | null>;
  invented: boolean;
}

interface UnitOfficialTable {
  unit: string;
  person: string;
  name: string;
  valid_from: string;
  valid_to: string | null;
  email: ColumnType<string | null, string | null | undefined, string | null>;
  invented: boolean;
}

interface ContactTable {
  recipient: string;
  address: string;
  name: string;
}

interface FilingTable {
  seq: Generated<number>;
  receipt: string;
  plan: string;
  campaign: string;
  unit: string;
  digest: string;
  content: Json;
  collectives: number;
  individuals: number;
  /** The unit that filed: another than `unit` where that one has ended. */
  actor_unit: string | null;
  person: string;
  received_at: Instant;
  /** Why the dossier did not take it; null: it may. */
  refused: ColumnType<string | null, never, string>;
  /** Of its receipt. */
  proof: ColumnType<unknown, string | null, never>;
  wall_time: ColumnType<number, never, never>;
}

/** A nominee's id belongs, for the whole campaign, to the unit and the person that it first stood for. */
interface NomineeIdTable {
  plan: string;
  campaign: string;
  nominee: string;
  unit: string;
  kind: string | null;
  /** null for a collective. */
  person_id: string | null;
}

/** The list that a campaign has in hand. */
interface CampaignTable {
  plan: string;
  campaign: string;
  frozen: ColumnType<'free' | 'forwarded' | 'signed' | 'decided', string | undefined, string>;
  round: ColumnType<number, number | undefined, number>;
  list_digest: string | null;
  list_input: string | null;
  is_appraised: ColumnType<boolean, boolean | undefined, boolean>;
  signed_at: NullableInstant;
  closed_at: NullableInstant;
}

interface DossierTable {
  plan: string;
  campaign: string;
  unit: string;
  status: string;
  cutoff: Instant;
  /** Who files: the unit itself, or another for one that has ended. */
  filer: string;
  /** The last day to complete a dossier that was given back: the deadline is the later of this and the cutoff. */
  complete_by: string | null;
  /** Why the cutoff is another than the campaign's. */
  cutoff_reason: string | null;
  receipt: string | null;
  digest: string | null;
  /** Filings up to this one were taken, or were overtaken by a newer one or a withdrawal. */
  seen: ColumnType<number, number | undefined, number>;
  changed_at: Instant;
}

interface RankingTable {
  id: Generated<number>;
  plan: string;
  campaign: string;
  bloc: string;
  period: 'current' | 'previous';
  decision_number: string;
  decision_date: string;
  rows: Json;
  recorded_at: Instant;
}

interface LaunchPlanTable {
  plan: string;
  campaign: string;
  unit: string;
  document_number: string;
  document_date: string;
  recorded_at: Instant;
}

interface SelectionTable {
  seq: Generated<number>;
  plan: string;
  campaign: string;
  input_digest: string;
  list_digest: string;
  /** gzip of the input's and of the answer's JSON */
  input: Buffer;
  answer: Buffer;
  computed_at: Instant;
}

interface LedgerTable {
  plan: string;
  campaign: string;
  bloc: string;
  kind: string;
  seat: string;
  unit: string;
  nominee: string;
  person_id: string | null;
  name: string;
  clause: string;
  decided_by: ColumnType<unknown, string | null, string | null>;
  list_digest: string;
  decision_number: string;
  decision_date: string;
  signed_by: string;
  signs_as: string;
  /** đồng */
  money: number;
  reward: Json;
  written_at: Instant;
  revoked_number: ColumnType<string | null, never, string>;
  revoked_date: ColumnType<string | null, never, string>;
  revoked_reason: ColumnType<string | null, never, string | null>;
  revoked_at: ColumnType<number | null, never, string>;
  /** Given before this program came. */
  imported: Generated<boolean>;
}

interface CommendationTable {
  plan: string;
  campaign: string;
  unit: string;
  collectives: number;
  individuals: number;
  document_number: string | null;
  document_date: string | null;
  recorded_at: Instant;
}

interface DifficultyTable {
  key: string;
  plan: string;
  campaign: string;
  unit: string;
  text: string;
  reported_at: Instant;
}

interface AuditTable {
  /** Set by the table's trigger, like `previous` and `hash`. */
  seq: ColumnType<number, never, never>;
  key: string;
  wall_time: Instant;
  business_time: Instant;
  workflow: string;
  plan: string;
  campaign: string | null;
  unit: string | null;
  act: string;
  office: string | null;
  actor_unit: string | null;
  person: string | null;
  holder: string | null;
  reason: string | null;
  facts: Json;
  outcome: Json;
  content: string;
  proof: ColumnType<unknown, string | null, never>;
  previous: ColumnType<string, never, never>;
  /** Over content, changes and the row before. */
  hash: ColumnType<string, never, never>;
  /** Of what the act changed; null: nothing. */
  batch: ColumnType<string | null, never, never>;
  /** The digest of that. */
  changes: ColumnType<string | null, never, never>;
}

/** A row as an act left it; written by triggers alone. */
interface ActChangeTable {
  batch: ColumnType<string, never, never>;
  place: ColumnType<number, never, never>;
  of_table: ColumnType<string, never, never>;
  row_key: ColumnType<string, never, never>;
  /** null: the row was removed */
  digest: ColumnType<string | null, never, never>;
}

/** A row that no act wrote, as it was written; by triggers alone. */
interface RowSealTable {
  of_table: ColumnType<string, never, never>;
  row_key: ColumnType<string, never, never>;
  digest: ColumnType<string, never, never>;
}

interface CampaignViewTable {
  workflow: string;
  plan: string;
  campaign: string;
  stage: string;
  next: NullableInstant;
  awaiting: Json;
  open_questions: Json;
  digest: string | null;
  round: number;
  frozen: string;
  shown_at: Instant;
}

/** A letter that an act has left, until it is settled: delivered, refused, uncertain, or given up. */
interface LetterTable {
  seq: ColumnType<number, never, never>;
  key: string;
  plan: string;
  recipients: Json;
  content: Json;
  business_time: Instant;
  left_at: ColumnType<number, never, never>;
  tries: ColumnType<number, never, number>;
  /** Tries that a server was there for, and that it put off. */
  deferrals: ColumnType<number, never, number>;
  next_try: ColumnType<number, never, string>;
  settled_at: ColumnType<number | null, never, string>;
}

interface MailTable {
  key: string;
  message_id: string;
  recipient: string;
  address: string;
  code: string;
  plan: string;
  campaign: string | null;
  unit: string | null;
  thread: string | null;
  subject: string;
  business_time: Instant;
  state: ColumnType<string, string | undefined, string>;
  letter: ColumnType<unknown, string, never>;
  claimed_at: ColumnType<number, never, never>;
}

interface MailAttemptTable {
  id: Generated<number>;
  mail_key: string;
  address: ColumnType<string | null, string, never>;
  started_at: ColumnType<number, never, never>;
  finished_at: ColumnType<number | null, never, string>;
  outcome: ColumnType<string | null, never, string>;
  answer: ColumnType<string | null, never, string | null>;
}

interface HistoryTable {
  workflow_id: string;
  run_id: string;
  status: string;
  events: number;
  /** gzip of the history's JSON, as the server gives it */
  history: Buffer;
  exported_at: ColumnType<number, never, never>;
  /** Its place in the chain of histories. */
  seq: ColumnType<number, never, never>;
  previous: ColumnType<string, never, never>;
  hash: ColumnType<string, never, never>;
}

interface ArchiveTable {
  task_queue: string;
  closed_until: NullableInstant;
  complete_at: Instant;
  retention_seconds: number;
}

/** A person's public key, or a portal's, under its fingerprint. */
interface SigningKeyTable {
  id: string;
  person: ColumnType<string | null, string | undefined, never>;
  portal: ColumnType<string | null, string | undefined, never>;
  /** SPKI, base64 */
  public_key: string;
  registered_at: ColumnType<number, never, never>;
  revoked_at: ColumnType<number | null, never, string>;
  reason: ColumnType<string | null, never, string>;
}

interface UsedProofTable {
  key: string;
  id: string;
  used_at: ColumnType<number, never, never>;
}

/** A file under the SHA-256 of its bytes. */
interface FileTable {
  digest: string;
  /** MIME */
  type: string;
  /** bytes */
  size: number;
  stored_at: ColumnType<number, never, never>;
}

interface FileChunkTable {
  digest: string;
  part: number;
  bytes: Buffer;
}

interface DraftTable {
  plan: string;
  campaign: string;
  unit: string;
  content: Json;
  saved_at: Instant;
  saved_by: string | null;
}

/** A file on its way into a draft. */
interface UploadTable {
  id: string;
  plan: string;
  campaign: string;
  unit: string;
  person: string;
  component: string;
  nominee: string | null;
  name: string;
  /** bytes, of the whole file */
  size: number;
  /** of the whole file, as its sender says */
  digest: string;
  /** bytes that came */
  received: Generated<number>;
  begun_at: ColumnType<number, never, never>;
}

interface UploadPieceTable {
  upload: string;
  /** How many bytes stand before it. */
  place: number;
  bytes: Buffer;
}

interface PlanTable {
  code: string;
  digest: string;
  document: ColumnType<unknown, string, never>;
  kept_at: ColumnType<number, never, never>;
}

interface PlanAmendmentTable {
  plan: string;
  number: number;
  digest: string;
  before: string;
  document: ColumnType<unknown, string, never>;
  /** Those that had not begun. */
  campaigns: string[];
  decision_number: string;
  decision_date: string;
  reason: string;
  amended_at: Instant;
}

/** A document as it left the office. */
interface DocumentTable {
  key: string;
  plan: string;
  campaign: string;
  kind: string;
  /** The how-manieth of its kind in its campaign. */
  number: number;
  /** The version of its template. */
  template: number;
  /** The act that it follows, by its key in the audit. */
  moment: string;
  day: string;
  digest: string;
  bytes: Buffer;
}

interface FailingEffectTable {
  workflow: string;
  effect: string;
  since: Instant;
  tried_at: Instant;
  why: string;
}

/** Somebody who may sign in to the portal: its `id` is the person's. */
interface AuthUserTable {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  updatedAt: Instant;
}

interface AuthSessionTable {
  token: string;
  userId: string;
  createdAt: Instant;
  /** When it was used last. */
  updatedAt: Instant;
}

/** An account of the city's own sign-in, and whose it is. */
interface AuthAccountTable {
  accountId: string;
  userId: string;
}

/** A one-time link that was mailed: `value` is JSON with its address. */
interface AuthVerificationTable {
  value: string;
  expiresAt: Instant;
}

/** The tables as SQL knows them: the only place that names their columns beside the migrations. */
export interface Database {
  clock: ClockTable;
  instance: InstanceTable;
  unit: UnitTable;
  office_holder: OfficeHolderTable;
  unit_official: UnitOfficialTable;
  contact: ContactTable;
  filing: FilingTable;
  nominee_id: NomineeIdTable;
  campaign: CampaignTable;
  dossier: DossierTable;
  ranking: RankingTable;
  launch_plan: LaunchPlanTable;
  selection: SelectionTable;
  ledger: LedgerTable;
  commendation: CommendationTable;
  difficulty: DifficultyTable;
  audit: AuditTable;
  act_change: ActChangeTable;
  row_seal: RowSealTable;
  campaign_view: CampaignViewTable;
  letter: LetterTable;
  mail: MailTable;
  mail_attempt: MailAttemptTable;
  history: HistoryTable;
  archive: ArchiveTable;
  failing_effect: FailingEffectTable;
  plan: PlanTable;
  plan_amendment: PlanAmendmentTable;
  signing_key: SigningKeyTable;
  used_proof: UsedProofTable;
  file: FileTable;
  file_chunk: FileChunkTable;
  draft: DraftTable;
  upload: UploadTable;
  upload_piece: UploadPieceTable;
  'auth.user': AuthUserTable;
  'auth.session': AuthSessionTable;
  'auth.account': AuthAccountTable;
  'auth.verification': AuthVerificationTable;
  document: DocumentTable;
}
