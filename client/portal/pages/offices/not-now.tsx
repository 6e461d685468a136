import type { Child } from 'hono/jsx';
import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { campaignTitle } from '../../../officials/words.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';

/** A page of a campaign whose workflow can't be asked now. */
export const notNowPage = (plan: Plan, campaign: CampaignKey, sentence: string): Page => ({
  ...told(plan, campaign, <p class="fault">{sentence}</p>),
  status: 503,
});

/** A page of a campaign that has nothing to show before the campaign gets there. */
export const notYetPage = (plan: Plan, campaign: CampaignKey, sentence: string): Page =>
  told(plan, campaign, <p class="note">{sentence}</p>);

/** In place of a form of a campaign that has ended. */
export const Over = () => <p class="note">Đợt này đã kết thúc; ở đây không ghi thêm được gì.</p>;

const told = (plan: Plan, campaign: CampaignKey, said: Child): Page => ({
  title: campaignTitle(plan, campaign),
  body: (
    <>
      {said}
      <p>
        <a href={addresses.campaigns}>Xem các đợt khen thưởng</a>
      </p>
    </>
  ),
});
