import type { CampaignKey, NomineeKind, Plan } from '../../../../workflows/plan/schema.js';
import { kindName } from '../../../officials/act-words.js';
import { campaignTitle } from '../../../officials/words.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { FormFault, LinesField, RadioField } from './fields.js';
import { OfficeMenu } from './menu.js';
import { Over } from './not-now.js';
import type { Typed } from './typed.js';

export interface WaiversShown {
  plan: Plan;
  campaign: CampaignKey;
  isOver: boolean;
  waived: readonly { kind: NomineeKind; criterion: string; reason: string }[];
  typed: Typed;
}

/** The criteria of a campaign of both kinds, in the plan's order. */
export const criteriaOf = (plan: Plan, campaign: CampaignKey) => {
  const { criteria } = campaign === 'summary' ? plan.summary : plan.annual;
  return (['collective', 'individual'] as const).flatMap((kind) =>
    criteria[kind].map((criterion) => ({ kind, ...criterion })),
  );
};

/** The criteria that are not asked for in a campaign, and one more. */
export function waiversPage({ plan, campaign, isOver, waived, typed }: WaiversShown): Page {
  const all = criteriaOf(plan, campaign);
  const isWaived = (of: { kind: NomineeKind; code: string }): boolean =>
    waived.some(({ kind, criterion }) => kind === of.kind && criterion === of.code);
  return {
    title: `Miễn tiêu chuẩn – ${campaignTitle(plan, campaign)}`,
    body: (
      <>
        <OfficeMenu campaign={campaign} office="home-affairs" here={addresses.waivers(campaign)} />
        <FormFault typed={typed} />
        {waived.length === 0 ? <p>Đợt này chưa miễn tiêu chuẩn nào.</p> : null}
        <ul>
          {waived.map(({ kind, criterion, reason }) => (
            <li>
              Đã miễn cho {kindName(kind)}:{' '}
              {all.find((it) => it.kind === kind && it.code === criterion)?.name} – lý do: {reason}
            </li>
          ))}
        </ul>
        {isOver ? (
          <Over />
        ) : (
          <form method="post" action={addresses.waivers(campaign)}>
            <Once />
            <RadioField
              name="tieu-chuan"
              label="Miễn một tiêu chuẩn cho cả đợt"
              typed={typed}
              options={all
                .filter((it) => !isWaived(it))
                .map(({ kind, code, name, clause }) => ({
                  value: `${kind}.${code}`,
                  label: `${kind === 'collective' ? 'Tập thể' : 'Cá nhân'}: ${name} (mục ${clause})`,
                }))}
            />
            <LinesField name="ly-do" label="Lý do, được ghi sổ và hiện mãi về sau" typed={typed} />
            <button>Miễn tiêu chuẩn này</button>
          </form>
        )}
      </>
    ),
  };
}
