import type { CampaignKey, Component, Day, Plan } from '../../../workflows/plan/schema.js';
import type { DraftNominee } from '../../records/filings/draft-content.js';

/** What a unit's papers say: what it entered, and what the records know of it. */
export interface PaperFacts {
  plan: Plan;
  campaign: CampaignKey;
  unitName: string;
  nominees: readonly DraftNominee[];
  /** The unit's own launch plan (V.1). */
  launchPlan: { number: string; date: Day } | null;
  /** Certificates of earlier campaigns that stand, in a line each, by the nominee's id. */
  certificates: ReadonlyMap<string, readonly string[]>;
  /** The day whose form is taken, and that the file gives as its own. */
  day: Day;
}

/** The facts of one paper: as which part of the dossier it is made. */
export interface PartFacts extends PaperFacts {
  component: Component;
}
