import { z } from 'zod';
import type { Bloc, CampaignKey, Day, NomineeKind, UnitCode } from './plan/schema.js';
import type { Actor, DossierContent, Instrument, RankingRow } from './messages.js';
import type { Refusal } from './refusals.js';

/** Plain JSON, as it stands in history and in the audit table. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A value of our own schemas as the plain JSON that it is, its absent keys left out. */
export const plain = (value: object): Json => z.json().parse(JSON.parse(JSON.stringify(value)));

export type DossierStatus =
  'open' | 'submitted' | 'returned' | 'accepted' | 'rejected' | 'withdrawn' | 'lapsed';

/** What an act changes in the records, in the same transaction as its audit row. */
export type Change =
  | { type: 'none' }
  /** Rows of the dossiers a campaign opens; a row that stands already is left as it is. */
  | { type: 'dossiers-opened'; units: UnitCode[]; cutoff: number }
  /**
   * Takes a filing as the dossier's current version (status `submitted`). Refused: `filing.unknown`, `filing.faulty`,
   * `dossier.late` when it was received at or after `cutoff` (epoch ms). With `content` the records make the receipt
   * themselves, received at the entry's instant. Value: {@link FilingTaken}.
   */
  | {
      type: 'dossier-filed';
      unit: UnitCode;
      cutoff: number;
      filing: { receipt: string; digest: string } | { content: DossierContent };
    }
  /** `reviewed`: the digest of the version reviewed. A reviewer who is a nominee of it, or who filed it, is refused. */
  | { type: 'dossier-status'; unit: UnitCode; status: DossierStatus; reviewed: string | null }
  | { type: 'extension'; units: UnitCode[]; cutoff: number }
  | { type: 'ranking'; bloc: Bloc; period: 'current' | 'previous'; decision: Instrument; rows: RankingRow[] }
  | { type: 'launch-plans'; plans: { unit: UnitCode; document: Instrument }[] }
  /** Refuses an actor who is a nominee among these (`actor.is-nominee`). */
  | { type: 'nominees-checked'; nominees: string[] }
  /** Ledger rows, once: the winners of the list `digest` but for the struck, with their money. Value: {@link AwardsWritten}. */
  | {
      type: 'awards';
      digest: string;
      struck: string[];
      decision: Instrument;
      signedBy: string;
      signsAs: string;
    }
  /** Marks the ledger's row. Value: {@link CertificateRevoked}. */
  | {
      type: 'revocation';
      campaign: CampaignKey;
      bloc: Bloc;
      kind: NomineeKind;
      seat: string;
      decision: Instrument;
    }
  | {
      type: 'commendations';
      unit: UnitCode;
      collectives: number;
      individuals: number;
      document: Instrument | null;
    }
  | { type: 'difficulty'; unit: UnitCode; text: string };

/** One act: who, when, why, and what it changes. `key` makes a retry harmless. */
export interface Entry {
  key: string;
  /** Whose records it is for: others don't take it. */
  instance: string;
  workflow: string;
  plan: string;
  campaign: CampaignKey | null;
  unit: UnitCode | null;
  /** A message's name, or an act of the engine itself (`dossier-lapsed`, `list-computed`, …). */
  act: string;
  /** null: the engine. */
  actor: Actor | null;
  /** Business instant, epoch ms; null in a rehearsal: the records' own business clock. */
  at: number | null;
  reason: string | null;
  facts: { [key: string]: Json };
  change: Change;
}

/** What the records say of an act. With a `refusal` nothing changed but the audit table, where the refusal stands. */
export interface RecordOutcome {
  at: number;
  /** Of an office's act: the holder's name and how he signs (`KT. CHỦ TỊCH / PHÓ CHỦ TỊCH`). */
  holder: { name: string; signsAs: string } | null;
  refusal: Refusal | null;
  value: FilingTaken | AwardsWritten | CertificateRevoked | null;
}

export interface FilingTaken {
  type: 'filing-taken';
  receipt: string;
  digest: string;
  receivedAt: number;
  collectives: number;
  individuals: number;
  filedBy: string;
}

export interface CertificateRevoked {
  type: 'certificate-revoked';
  /** Whose certificate it was, or whose person's. */
  unit: UnitCode;
}

export interface AwardsWritten {
  type: 'awards-written';
  rows: number;
  /** đồng */
  total: number;
}

/** What the workflow gives the selection; the rest (dossiers, rankings, ledger) stands in the records. */
export interface SelectionRequest {
  plan: string;
  campaign: CampaignKey;
  units: UnitCode[];
  waivers: { kind: NomineeKind; criterion: string; reason: string }[];
  decisions: { question: string; choices: string[]; reason: string }[];
  shortlist: { individuals: Partial<Record<Bloc, string[]>>; collectives: Partial<Record<Bloc, string[]>> };
  /** Return the faults of a tried shortlist instead of leaving out what no longer fits. */
  strict: boolean;
}

/** The answer in small: the whole stands in the records under `input` (digest of the input). */
export interface SelectionSummary {
  input: string;
  digest: string;
  /** Only with `strict`; else empty: what no longer fits was left out and is named in `dropped`. */
  faults: { path: string; code: string }[];
  dropped: { questions: string[]; shortlists: { kind: NomineeKind; bloc: Bloc }[] };
  questions: {
    key: string;
    bloc: Bloc;
    kind: NomineeKind;
    reason: string;
    options: string[];
    choose: number;
  }[];
  waiting: { bloc: Bloc; kind: NomineeKind; seat: string; for: string }[];
  winners: { bloc: Bloc; kind: NomineeKind; seat: string; unit: UnitCode; nominee: string }[];
  vacancies: { bloc: Bloc; kind: NomineeKind; seat: string; reason: string }[];
}

/** A campaign that is over, and its certificates. */
export interface ClosedCampaign {
  campaign: CampaignKey;
  awards: number;
  /** đồng */
  total: number;
}

export interface UnitInForce {
  code: UnitCode;
  bloc: Bloc;
}

/** A holiday table's window, as an activity read it: it stands in history, so a later table changes no replay. */
export interface HolidayWindow {
  firstDay: Day;
  lastDay: Day;
  days: { date: Day; kind: 'holiday' | 'compensatory' | 'working-swap'; name: string }[];
}

/** What `status` shows of a campaign. */
export interface CampaignView {
  workflow: string;
  plan: string;
  campaign: CampaignKey;
  stage: string;
  /** epoch ms, or null */
  next: number | null;
  awaiting: { from: string; what: string; which: string[]; count: number }[];
  openQuestions: string[];
  digest: string | null;
  round: number;
  /** `forwarded`: dossiers change only with a reason; `signed`: not at all. */
  frozen: 'free' | 'forwarded' | 'signed';
}
