import type { Holiday } from '../rules/calendar.js';
import type { Bloc, CampaignKey, Day, NomineeKind, Plan, UnitCode } from '../plan/schema.js';
import type { Entry, RecordOutcome, SelectionRequest } from './acts.js';
import type { LateLetters } from './letters.js';
import type { CampaignView, DossierStatus } from './views.js';

/** Completed from outside when the rehearsal's clock gets to `at`; its result is that instant. */
export interface ClockEffects {
  awaitMoment: (moment: { at: number }) => Promise<{ at: number }>;
}

/** Asks other workflows to look in the records: nothing else is told between workflows. */
export interface NudgingEffects {
  /** @returns those that are not there */
  nudge: (to: { workflows: readonly string[] }) => Promise<{ missing: string[] }>;
}

/** The answer in small: the whole stands in the records under `input` (digest of the input). */
export interface SelectionSummary {
  input: string;
  digest: string;
  /** What no longer fits: answers to another question than was asked, shortlists at fault. */
  dropped: { questions: string[]; shortlists: { kind: NomineeKind; bloc: Bloc }[] };
  questions: {
    key: string;
    bloc: Bloc;
    kind: NomineeKind;
    reason: string;
    options: string[];
    choose: number;
    /** The fingerprint of the question as it is asked now. */
    asked: string;
  }[];
  waiting: { bloc: Bloc; kind: NomineeKind; seat: string; for: string }[];
  winners: { bloc: Bloc; kind: NomineeKind; seat: string; unit: UnitCode; nominee: string }[];
  vacancies: { bloc: Bloc; kind: NomineeKind; seat: string; reason: string }[];
}

/** How the dossiers of a campaign stand after its cutoff. */
export interface CampaignStanding {
  /** The business instant of the answer, epoch ms. */
  at: number;
  /** Where the list stands, by the records: `free` where the one in hand was superseded by a change. */
  frozen: 'free' | 'forwarded' | 'signed' | 'decided';
  /** Units that still have time or owe a filing that the dossier itself will decide on. */
  filing: number;
  /** Dossiers that wait for Home Affairs' review. */
  review: number;
  /** Dossiers that should have decided an hour ago: their workflow may have ended before its time. */
  overdue: UnitCode[];
  /** When to look again by itself, epoch ms; null: nothing is pending that time alone changes. */
  nextLook: number | null;
}

/** One dossier as the records have it: what its workflow goes by. Instants in epoch ms. */
export interface DossierStanding {
  /** The business instant of the answer, epoch ms. */
  at: number;
  unit: UnitCode;
  filer: UnitCode;
  status: DossierStatus;
  cutoff: number;
  completeBy: Day | null;
  current: {
    receipt: string;
    digest: string;
    receivedAt: number;
    collectives: number;
    individuals: number;
  } | null;
  /** The greatest number that a letter on an official's act has; where it isn't given: none. */
  acts?: number;
  /** The awards are written: nothing can change any more. */
  isOver: boolean;
}

/** A campaign that is over, and its certificates. */
export interface ClosedCampaign {
  campaign: CampaignKey;
  awards: number;
  /** đồng */
  total: number;
  /** It was past before the movement began, and nobody knows here how it ended. */
  isSkipped?: true;
}

/** What a movement goes by. */
export interface MovementStanding {
  instance: string;
  closed: ClosedCampaign[];
  /** Where the records know a start or a skipping: since when a movement begun in mid-period has run, epoch ms; 0: from the first day on. */
  began: number | null;
}

export interface UnitInForce {
  code: UnitCode;
  bloc: Bloc;
}

/** A holiday table's window, as an activity read it: it stands in history, so a later table changes no replay. */
export interface HolidayWindow {
  firstDay: Day;
  lastDay: Day;
  days: Holiday[];
}

/** Which campaign of whose records. */
export interface CampaignOf {
  plan: string;
  campaign: CampaignKey;
}

export interface DossierKey {
  plan: string;
  campaign: CampaignKey;
  unit: UnitCode;
}

/** What the records give for a filing they took. `receivedAt` is what counts against the cutoff, epoch ms. */
export interface ReceivedFiling {
  receipt: string;
  digest: string;
  receivedAt: number;
}

/** All that the workflows write to the records and read from them. Each may be retried at any time. */
export interface RecordsEffects {
  record: (entry: Entry) => Promise<RecordOutcome>;
  /** The units in force on a day. */
  loadUnits: (query: { on: Day }) => Promise<UnitInForce[]>;
  /** The units that ended within a period. */
  endedUnits: (query: { plan: string; from: Day; to: Day }) => Promise<UnitInForce[]>;
  loadHolidays: (query: { plan: string; from: Day; to: Day }) => Promise<HolidayWindow>;
  /** The latest filing of a dossier received before an instant (epoch ms), or null. */
  findFiling: (query: DossierKey & { before: number }) => Promise<ReceivedFiling | null>;
  /** How a campaign stands at an instant (epoch ms; null: the records' own business clock). */
  campaignStanding: (query: CampaignOf & { at: number | null }) => Promise<CampaignStanding>;
  dossierStandings: (query: CampaignOf & { units: UnitCode[] }) => Promise<DossierStanding[]>;
  /** Keeps the plan, too: from now on the records know it by its code. */
  movementStanding: (query: { plan: Plan; instance: string }) => Promise<MovementStanding>;
  computeSelection: (request: SelectionRequest) => Promise<SelectionSummary>;
  /** What is at fault in a shortlist; empty: nothing. */
  tryShortlist: (request: SelectionRequest) => Promise<{ path: string; code: string }[]>;
  showCampaign: (view: CampaignView) => Promise<void>;
}

/** Which letters to deliver, and what the workflow shows already of those that are late. */
export interface DeliveryOrder {
  plan: string;
  /** Whose letters: those of others are not delivered. */
  instance: string;
  shown: LateLetters;
}

export interface LettersEffects {
  /** Delivers the letters that acts have left, as they come; ends when other letters are late than are shown, or after a while. */
  deliverLetters: (order: DeliveryOrder) => Promise<LateLetters>;
}
