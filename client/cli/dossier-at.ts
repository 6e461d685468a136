import { dossierStandings } from '../../activities/records/reads/dossier-standings.js';
import type { Records } from '../../activities/records/database/open.js';
import { allUnits } from '../../activities/records/registry/units.js';
import type { DossierStanding } from '../../workflows/api/effects.js';
import { campaignsOf } from '../../workflows/plan/names.js';
import { CampaignKey, type Plan } from '../../workflows/plan/schema.js';
import type { Unit } from '../../workflows/rules/registry.js';
import { campaignName } from '../language/names.js';
import { say } from '../language/language.js';
import { findNamed } from '../officials/nearest.js';
import { commandSentence } from './problems.js';
import { atFault, type Ending, refusedByRules } from './records-at-hand.js';

/** The campaign and the unit that a command is about. */
export interface DossierAt {
  campaign: CampaignKey;
  unit: Unit;
}

/** Finds the campaign and the unit that were named; or how the command ends, with the nearest right ones. */
export async function dossierAt(
  records: Records,
  plan: Plan,
  given: { campaign: string; unit: string | undefined },
): Promise<DossierAt | Ending> {
  const known = campaignsOf(plan);
  const campaign = CampaignKey.safeParse(given.campaign);
  if (!campaign.success || !known.includes(campaign.data))
    return {
      sentence: commandSentence({ code: 'campaign.unknown', given: given.campaign, known }),
      status: atFault,
    };
  if (given.unit === undefined) return { sentence: unitMissing, status: atFault };
  const unit = findNamed(say('đơn vị', 'unit'), given.unit, await allUnits(records.db));
  return 'sentence' in unit ? { ...unit, status: atFault } : { campaign: campaign.data, unit: unit.found };
}

export const unitMissing = say(
  'Nêu mã đơn vị, hoặc --as unit:<mã đơn vị>.',
  "Give a unit's code, or --as unit:<unit code>.",
);

/** How a dossier stands; or how the command ends where none is open. */
export async function standingAt(
  records: Records,
  plan: Plan,
  { campaign, unit }: DossierAt,
): Promise<DossierStanding | Ending> {
  const [standing] = await dossierStandings(records, { plan: plan.plan, campaign, units: [unit.code] });
  if (standing !== undefined) return standing;
  return {
    sentence: say(
      `Chưa mở nhận hồ sơ của ${unit.name} cho ${campaignName(plan, campaign)}, hoặc đơn vị không thuộc đợt này; xem «thidua calendar ${campaign}».`,
      `Submissions of ${unit.name} for ${campaignName(plan, campaign)} are not open, or the unit takes no part in this campaign; see «thidua calendar ${campaign}».`,
    ),
    status: refusedByRules,
  };
}
