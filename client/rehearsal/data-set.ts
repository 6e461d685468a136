import type { DossierContent, RankingRow } from '../../workflows/api/messages.js';
import type { Bloc, CampaignKey } from '../../workflows/plan/schema.js';
import type { UnitDetails } from '../../activities/records/registry/units.js';

/** What is invented for a rehearsal: what units file, how they are ranked. The same question has the same answer. */
export interface Invented {
  /** `version` 2 is a replacement or a completion. */
  content: (campaign: CampaignKey, unit: UnitDetails, version: number) => DossierContent;
  /** A bloc's ranking, of the campaign or of another `source`. */
  ranking: (source: string, bloc: Bloc, units: readonly UnitDetails[]) => RankingRow[];
  /** Whether a unit that has ended is ranked in the summary, too. */
  isRankedAfterItsEnd: (unit: UnitDetails) => boolean;
}
