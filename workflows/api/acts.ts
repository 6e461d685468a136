import { z } from 'zod';
import type { Bloc, CampaignKey, Day, NomineeKind, Plan, UnitCode } from '../plan/schema.js';
import type { Actor, Instrument, RankingRow } from './messages.js';
import type { Letter } from './letters.js';
import type { ActProof } from './proof.js';
import type { Refusal } from './refusals.js';

/** Plain JSON, as it stands in history and in the audit table. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A value of our own schemas as the plain JSON that it is, its absent keys left out. */
export const plain = (value: object): Json => z.json().parse(JSON.parse(JSON.stringify(value)));

/** What the workflow gives the selection; the rest (dossiers, rankings, ledger) stands in the records. */
export interface SelectionRequest {
  plan: string;
  campaign: CampaignKey;
  waivers: { kind: NomineeKind; criterion: string; reason: string }[];
  /** Each answer with the fingerprint of the question as it was asked: to another question it is none. */
  answers: { question: string; asked: string; choices: string[]; reason: string }[];
  shortlist: { individuals: Partial<Record<Bloc, string[]>>; collectives: Partial<Record<Bloc, string[]>> };
}

/** What the list of an act was computed from, for the records to compute it anew: no stale one passes. */
export interface ShownList {
  /** The list's digest: what the signer saw. */
  digest: string;
  /** The digest of the selection's input that was forwarded: the very facts and persons behind the list. */
  input: string;
  request: SelectionRequest;
}

/** What an act changes in the records, in the same transaction as its audit row. */
export type Change =
  | { type: 'none' }
  /** Rows of the dossiers a campaign opens; a row that stands already is left as it is. */
  | { type: 'dossiers-opened'; dossiers: { unit: UnitCode; filer: UnitCode }[]; cutoff: number }
  /** Changes nothing: of the open dossiers with this cutoff each is reminded, but for `except`. */
  | { type: 'dossiers-reminded'; cutoff: number; except?: UnitCode[] }
  /**
   * Takes a filing as the dossier's current version (status `submitted`). Refused: `filing.unknown`, `dossier.late` when
   * it was received at or after the dossier's own deadline; a refused filing is never taken later. Value: {@link FilingTaken}.
   */
  | { type: 'dossier-filed'; unit: UnitCode; filing: { receipt: string; digest: string } }
  /** `reviewed`: the digest of the version reviewed. A reviewer who is a nominee of it, or who filed it, is refused. */
  | {
      type: 'dossier-reviewed';
      unit: UnitCode;
      status: 'accepted' | 'returned' | 'rejected';
      reviewed: string;
      completeBy: Day | null;
    }
  /** Refused at or after the dossier's own deadline (`dossier.late`). */
  | { type: 'dossier-withdrawn'; unit: UnitCode }
  | { type: 'dossier-lapsed'; unit: UnitCode }
  /** A later cutoff; what had lapsed is open again. */
  | { type: 'extension'; units: UnitCode[]; cutoff: number }
  /** An earlier cutoff where it is later now. Refused: `extension.not-shorter` where it is so nowhere. */
  | { type: 'shortening'; units: UnitCode[]; cutoff: number }
  | { type: 'ranking'; bloc: Bloc; period: 'current' | 'previous'; decision: Instrument; rows: RankingRow[] }
  | { type: 'launch-plans'; plans: { unit: UnitCode; document: Instrument }[] }
  /** Refuses an actor who is a nominee among these (`actor.is-nominee`). */
  | { type: 'nominees-checked'; nominees: string[] }
  /**
   * The list goes to the Board: from here on it is frozen. Refused: `list.stale` where the records now give another list,
   * `list.pending` while a dossier is pending, `actor.is-nominee`.
   */
  | { type: 'list-forwarded'; list: ShownList }
  /** Refused as `list-forwarded`, and where the list isn't the one in hand. A list given back is free again. */
  | { type: 'list-appraised'; list: ShownList; approves: boolean; meeting: Day }
  | { type: 'list-signed'; list: ShownList; approves: boolean }
  /** The list in hand rests on something that changed: it is nobody's to appraise or sign any more. */
  | { type: 'list-superseded' }
  /**
   * Ledger rows, once: the winners of the very selection that was forwarded but for the struck, with their money.
   * Value: {@link AwardsWritten}.
   */
  | {
      type: 'awards';
      list: ShownList;
      struck: string[];
      decision: Instrument;
      signedBy: string;
      signsAs: string;
    }
  | { type: 'ceremony'; date: Day }
  | { type: 'campaign-closed' }
  /** Past before the movement began here: it is over without having been held here. */
  | { type: 'campaign-skipped'; campaign: CampaignKey }
  /** Marks the ledger's row. Value: {@link CertificateRevoked}. */
  | {
      type: 'revocation';
      campaign: CampaignKey;
      bloc: Bloc;
      kind: NomineeKind;
      seat: string;
      decision: Instrument;
    }
  /** The plan that campaigns go by which begin from now on; those named have not begun. */
  | { type: 'plan-amended'; plan: Plan; campaigns: CampaignKey[]; decision: Instrument }
  | {
      type: 'commendations';
      unit: UnitCode;
      collectives: number;
      individuals: number;
      document: Instrument | null;
    }
  | { type: 'difficulty'; unit: UnitCode; text: string };

/** One act: who, when, why, what it changes and which letters tell of it. `key` makes a retry harmless. */
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
  /** Of the person's message; in service no act of a person is done without one. */
  proof?: ActProof;
  /** Left in the act's transaction, unless it is refused; `post/<plan>` delivers them. */
  letters?: Letter[];
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

interface CertificateRevoked {
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
