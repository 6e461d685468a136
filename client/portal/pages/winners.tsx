import { blocHeading, campaignName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { seatLabel } from '../../../workflows/plan/seats.js';
import type { Certificate } from '../../officials/certificates.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { decisionsOf, Revoked } from './certificate.js';
import { SheetLink } from './sheet-link.js';

export interface WinnersShown {
  plan: Plan;
  campaign: CampaignKey;
  /** Those of the decision; none before it. */
  rows: readonly Certificate[];
  /** Whether the visitor may read why. */
  isReader: boolean;
}

/** The public page of those rewarded: nothing of it is there before the decision. */
export function winnersPage({ plan, campaign, rows, isReader }: WinnersShown): Page {
  const name = campaignName(plan, campaign);
  const blocs = [...new Set(rows.map(({ bloc }) => bloc))];
  return {
    title: `Danh sách được tặng Bằng khen, ${name}`,
    body: (
      <>
        {rows.length === 0 ? (
          <p>Kết quả {name} chưa được công bố.</p>
        ) : (
          <p>
            {decisionsOf(rows)} Mã bên mỗi tên dùng để <a href={addresses.certificates}>tra cứu Bằng khen</a>.
            Tải <a href={addresses.documents(campaign)}>văn bản đã công bố</a>.
          </p>
        )}
        {isReader && rows.length > 0 ? <SheetLink kind="ledger" campaign={campaign} /> : null}
        {blocs.map((bloc) => (
          <section>
            <h2>{blocHeading(plan, bloc)}</h2>
            <ul class="winners">
              {rows
                .filter((row) => row.bloc === bloc)
                .map((row) => (
                  <li>
                    <Name row={row} isReader={isReader} /> – {seatLabel(row)}{' '}
                    <a class="code" href={addresses.certificate(row.code)}>
                      {row.code}
                    </a>
                    <Revoked row={row} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </>
    ),
  };
}

function Name({ row, isReader }: { row: Certificate; isReader: boolean }) {
  const { kind, unit, unitName, name, campaign } = row;
  const shown = <strong>{name}</strong>;
  return (
    <>
      {isReader ? (
        <a href={addresses.whyOf(kind === 'collective' ? unit : name, campaign)}>{shown}</a>
      ) : (
        shown
      )}
      {kind === 'collective' ? '' : `, ${unitName}`}
    </>
  );
}
