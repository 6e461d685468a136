import type { CampaignKey, Day, NomineeKind } from '../../../workflows/plan/schema.js';
import { digestOf } from '../../../workflows/rules/digest.js';

interface Decision {
  number: string;
  date: Day;
}

/** A bloc's ranking as it was published. */
export interface PastRanking {
  bloc: string;
  decision: Decision;
  rows: { unit: string; rank: number; score?: number }[];
}

interface PastDossier {
  unit: string;
  outcome: 'accepted' | 'rejected' | 'withdrawn' | 'lapsed';
}

/** A certificate as it was given. `money`: đồng, as it was paid. */
export interface PastWinner {
  bloc: string;
  kind: NomineeKind;
  seat: string;
  clause: string;
  unit: string;
  personId: string | null;
  name: string;
  decision: Decision;
  signedBy: string;
  signsAs: string;
  money: number;
}

/** A campaign that ended before this program came; its lists are ordered by what they are of, whatever the sheets' order. */
export interface PastCampaign {
  campaign: CampaignKey;
  rankings: PastRanking[];
  dossiers: PastDossier[];
  winners: PastWinner[];
}

/** SHA-256 of all that is said of a campaign. */
export const pastDigest = (past: PastCampaign): string => digestOf(past);
