import type { Bloc, CampaignKey, Day, NomineeKind, UnitCode } from '../plan/schema.js';
import type { Refusal } from './refusals.js';

/** Who gets a mail: a unit's focal official, an office, or those V.3 names. */
export type Recipient =
  | { unit: UnitCode }
  | { office: 'home-affairs' | 'board' | 'chairman' }
  | { press: true }
  /** Every unit in force on a day. */
  | { unitsInForceOn: Day }
  /** Of these, those of which no launch plan is recorded for the campaign. */
  | { unitsWithoutLaunchPlan: CampaignKey; on: Day }
  /** Every unit that has a dossier in the campaign. */
  | { dossiersOf: CampaignKey };

/** An effect that has failed for longer than a minute: which, since when (epoch ms), why. */
interface FailingEffect {
  effect: string;
  since: number;
  why: string;
}

/** A mailbox that letters did not reach: how many, and the last thing heard of them. */
export interface UnreachedMailbox {
  /** Empty where the recipient has none. */
  address: string;
  recipient: string;
  count: number;
  answer: string | null;
}

/**
 * What a mail says: a code and its facts; the Vietnamese is made by the mail activity alone. Instants in epoch ms.
 * `input` is the digest of the selection's input: of several selections with one list, the very one that is told of.
 */
export type MailContent =
  | { code: 'launch-request'; campaign: CampaignKey }
  | { code: 'launch-reminder'; campaign: CampaignKey }
  | { code: 'dossier-open'; campaign: CampaignKey; cutoff: number }
  | { code: 'dossier-reminder'; campaign: CampaignKey; cutoff: number; workingDays: number }
  | {
      code: 'dossier-received';
      campaign: CampaignKey;
      digest: string;
      receivedAt: number;
      cutoff: number;
      collectives: number;
      individuals: number;
    }
  | { code: 'dossier-returned'; campaign: CampaignKey; reason: string; completeBy: Day }
  | { code: 'dossier-accepted'; campaign: CampaignKey }
  | { code: 'dossier-rejected'; campaign: CampaignKey; reason: string }
  | { code: 'dossier-withdrawn'; campaign: CampaignKey; cutoff: number }
  | { code: 'dossier-lapsed'; campaign: CampaignKey; cutoff: number }
  | { code: 'dossier-extended'; campaign: CampaignKey; cutoff: number; reason: string }
  | { code: 'dossier-shortened'; campaign: CampaignKey; cutoff: number; reason: string }
  /** Their workflows had ended before their time and run again, from what the records hold. */
  | { code: 'dossier-restarted'; campaign: CampaignKey; units: UnitCode[] }
  | {
      code: 'last-day-question';
      campaign: CampaignKey;
      cutoff: number;
      lastDay: Day;
      holiday: string | null;
      nextWorkingDay: Day;
    }
  /** Its cutoff was past before the movement began; `lastDay`: what an extension is proposed to, where the quarter leaves one. */
  | {
      code: 'late-opening-question';
      campaign: CampaignKey;
      cutoff: number;
      announceBy: number;
      lastDay: Day | null;
    }
  | { code: 'participants-question'; campaign: CampaignKey; candidates: UnitCode[] }
  | { code: 'question'; campaign: CampaignKey; questions: string[]; input: string; cutoff: number }
  | { code: 'shortlist-request'; campaign: CampaignKey; blocs: Bloc[]; input: string; cutoff: number }
  | {
      code: 'forward-reminder';
      campaign: CampaignKey;
      cutoff: number;
      workingDays: number;
      awaiting: string[];
    }
  | { code: 'appraise-request'; campaign: CampaignKey; digest: string; input: string; announceBy: number }
  | { code: 'appraise-reminder'; campaign: CampaignKey; digest: string; input: string; announceBy: number }
  | { code: 'list-returned'; campaign: CampaignKey; by: 'board' | 'chairman'; reason: string }
  /** The list that was forwarded is no longer to be appraised or signed. */
  | {
      code: 'list-superseded';
      campaign: CampaignKey;
      digest: string;
      by: 'review' | 'ranking' | 'revocation' | 'records';
      reason: string | null;
    }
  /** Answers and shortlists that no longer hold: what was asked is another now. */
  | {
      code: 'choices-dropped';
      campaign: CampaignKey;
      questions: string[];
      shortlists: { kind: NomineeKind; bloc: Bloc }[];
    }
  | { code: 'sign-request'; campaign: CampaignKey; digest: string; input: string; announceBy: number }
  | { code: 'sign-reminder'; campaign: CampaignKey; digest: string; input: string; announceBy: number }
  /** `refusal` is the latest of `count`. */
  | { code: 'sign-refused'; campaign: CampaignKey; refusal: Refusal; count?: number }
  | { code: 'signed'; campaign: CampaignKey; digest: string; input: string; struck: number }
  | { code: 'result'; campaign: CampaignKey; digest: string; input: string }
  | { code: 'press-bulletin'; campaign: CampaignKey; digest: string; input: string }
  | { code: 'ceremony-reminder'; campaign: CampaignKey; announceBy: number }
  | {
      code: 'weekly-digest';
      campaign: CampaignKey;
      items: { what: string; count: number }[];
      failing?: FailingEffect[];
      /** Where it is not given, Home Affairs' digest has what the records hold. */
      undelivered?: UnreachedMailbox[];
    }
  | { code: 'difficulty'; campaign: CampaignKey; unit: UnitCode; text: string }
  | { code: 'certificate-revoked'; campaign: CampaignKey; unit: UnitCode; seat: string; reason: string }
  | { code: 'holidays-ending'; lastDay: Day; needed: Day };

type Received = Extract<MailContent, { code: 'dossier-received' }>;
type Revoked = Extract<MailContent, { code: 'certificate-revoked' }>;

/** What a letter says as its act leaves it: what only the records know (the filing, whose certificate) they fill in. */
export type LeftContent =
  | Exclude<MailContent, Received | Revoked>
  | Pick<Received, 'code' | 'campaign' | 'cutoff'>
  | Omit<Revoked, 'unit'>;

/** A letter as an act leaves it; `each-dossier`: one to each dossier that the act's change opened, moved or reminds. */
export interface Letter {
  /** Unique for the event; with the recipient it is the message's idempotency key. */
  key: string;
  recipients: Recipient[] | 'each-dossier';
  content: LeftContent;
}

/** Which letters are late: tried, and not delivered to all they are for. Instants in epoch ms of the servers' time. */
export interface LateLetters {
  count: number;
  since: number | null;
  why: string | null;
}

/** One event to its recipients: at most one message each, however often it is retried. */
export interface MailOrder {
  /** Unique for the event; with the recipient it is the message's idempotency key. */
  key: string;
  /** Whose records it is told from: those of others send nothing. */
  instance?: string;
  plan: string;
  /** Business instant of the event, epoch ms; null in a rehearsal: the records' business clock. */
  at: number | null;
  recipients: Recipient[];
  content: MailContent;
}

export interface MailOutcome {
  sent: number;
  refused: number;
  uncertain: number;
}
