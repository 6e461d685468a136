import type { CampaignKey, Day, NomineeKind } from '../../../workflows/plan/schema.js';
import type { Place, SheetFacts } from '../setup/faults.js';
import type { PastPart } from './sheets.js';

/** What can be wrong with campaigns that ended before this program came: a code and its facts. */
export type PastFacts =
  | { code: 'campaign.unknown'; campaign: string; known: readonly string[] }
  | { code: 'campaign.held-here'; campaign: CampaignKey }
  | { code: 'campaign.settled'; campaign: CampaignKey }
  | { code: 'campaign.no-winner'; campaign: CampaignKey }
  | { code: 'bloc.unknown'; bloc: string; near: string | null; known: readonly string[] }
  | { code: 'unit.unknown'; unit: string; near: string | null }
  | { code: 'unit.other-bloc'; unit: string; bloc: string; own: string }
  | { code: 'unit.not-in-force'; unit: string; on: Day }
  | { code: 'unit.twice'; unit: string; first: number }
  | { code: 'person.twice'; person: string; first: number }
  | { code: 'person.two-names'; person: string; name: string; other: string }
  | { code: 'person.missing' }
  | { code: 'person.unwanted' }
  | { code: 'ranking.misfit'; rank: number }
  | { code: 'ranking.two-decisions'; first: number }
  | { code: 'seat.unknown'; seat: string; near: string | null; known: readonly string[] }
  | { code: 'seat.taken'; seat: string; first: number }
  | { code: 'quota.exceeded'; quota: number; bloc: string; kind: NomineeKind; campaign: CampaignKey }
  | { code: 'clause.other'; clause: string; own: string }
  | { code: 'winner.not-accepted'; unit: string; outcome: string | null }
  | { code: 'date.outside'; date: Day; earliest: Day; latest: Day }
  | { code: 'date.in-future'; date: Day; on: Day };

export type PastFault = Place<PastPart> & (SheetFacts | PastFacts);
