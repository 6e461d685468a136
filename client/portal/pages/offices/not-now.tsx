import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { campaignTitle } from '../../../officials/words.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';

/** A page of a campaign whose workflow can't be asked now. */
export const notNowPage = (plan: Plan, campaign: CampaignKey, sentence: string): Page => ({
  title: campaignTitle(plan, campaign),
  status: 503,
  body: (
    <>
      <p class="fault">{sentence}</p>
      <p>
        <a href={addresses.campaigns}>Xem các đợt khen thưởng</a>
      </p>
    </>
  ),
});
