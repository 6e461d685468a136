import { TypedSearchAttributes } from '@temporalio/common';
import { campaignName, planName, type PlanNames } from '../plan/names.js';
import type { Bloc, CampaignKey, Plan, UnitCode } from '../plan/schema.js';
import { searchAttributes } from './search-attributes.js';

/** What the Temporal UI shows of a campaign from its start. */
export function courseMemo(plan: Plan, campaign: CampaignKey) {
  const { clause } = campaign === 'summary' ? plan.summary : plan.annual;
  return {
    staticSummary: `Kế hoạch ${plan.plan}: ${campaignName(plan, campaign)}`,
    staticDetails: `${planName(plan)}, mục ${clause} và IV.1: phát động, nhận hồ sơ, lựa chọn, thẩm định, ký, công bố.`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.plan, value: plan.plan },
      { key: searchAttributes.campaign, value: campaign },
      { key: searchAttributes.stage, value: 'launch' },
    ]),
  };
}

/** What a dossier's memo is made from. */
interface AboutDossier {
  plan: string;
  names: PlanNames;
  campaign: CampaignKey;
  unit: UnitCode;
  bloc: Bloc;
  state: { status: string };
}

/** What the Temporal UI shows of a dossier from its start. */
export function dossierMemo(input: AboutDossier) {
  return {
    staticSummary: `Hồ sơ ${input.unit} – ${campaignName(input.names, input.campaign)}`,
    staticDetails: `${planName(input.names)}, mục IV.1.a và IV.2: hồ sơ đề nghị khen thưởng của một đơn vị.`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: searchAttributes.plan, value: input.plan },
      { key: searchAttributes.campaign, value: input.campaign },
      { key: searchAttributes.bloc, value: input.bloc },
      { key: searchAttributes.unit, value: input.unit },
      { key: searchAttributes.dossierStatus, value: input.state.status },
    ]),
  };
}

/** What the Temporal UI shows of the post from its start. */
export const postMemo = (plan: string) => ({ staticSummary: `Thư của Kế hoạch ${plan}` });
