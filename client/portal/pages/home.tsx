import { campaignName, planName } from '../../../workflows/plan/names.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';
import { type CampaignsShown, CampaignList } from './campaigns.js';

export interface HomeShown extends CampaignsShown {
  isRehearsal: boolean;
  /** Whether the visitor may read how the campaigns stand. */
  isReader: boolean;
  /** Campaigns whose winners are announced. */
  announced: readonly CampaignKey[];
}

/** The first page: what this is and where to look, then how the campaigns stand; to the public, what is public. */
export const homePage = (shown: HomeShown): Page => ({
  title: 'Phong trào thi đua',
  body: (
    <>
      {shown.isRehearsal ? <Newcomer {...shown} /> : <p>{subjectOf(shown.plan)}</p>}
      {shown.isReader ? (
        <div data-live="">
          <CampaignList {...shown} />
        </div>
      ) : (
        <Public {...shown} />
      )}
    </>
  ),
});

const subjectOf = (plan: Plan): string => `${plan.title} (${planName(plan)}, ${plan.issuer}).`;

function Newcomer({ plan, rows }: HomeShown) {
  const last = rows.findLast((row) => row.awards.collectives + row.awards.individuals > 0);
  return (
    <section class="welcome" aria-labelledby="moi-den">
      <h2 id="moi-den">Mới đến đây lần đầu?</h2>
      <p>
        Đây là một cuộc diễn tập: hệ thống tự chạy trọn một phong trào thi đua theo {planName(plan)}, từ phát
        động, nhận hồ sơ, lựa chọn theo quy tắc đến khi ký và công bố. Cán bộ, hồ sơ và số liệu đều là giả
        định; ngày tháng, hạn nộp và quy tắc thì đúng như kế hoạch. Không có gì ở đây gửi ra ngoài máy này,
        nên cứ xem và thử tự nhiên.
      </p>
      <p>Nên xem theo thứ tự này:</p>
      <ol>
        <li>
          <a href={addresses.campaigns}>Các đợt khen thưởng</a>: mỗi đợt đang ở bước nào, chờ ai, hạn ngày
          nào.
        </li>
        <li>
          <a href={addresses.ledger}>Sổ Bằng khen</a>: ai đã được khen thưởng, theo quyết định nào.
        </li>
        <li>
          <a href={addresses.why}>Vì sao</a>: chọn một đơn vị hay một người, đọc từng bước vì sao được, vì sao
          không, kèm chứng cứ.
        </li>
        {last === undefined ? null : (
          <li>
            <a href={addresses.ranks(last.campaign)}>Thứ hạng và thay đổi thứ hạng</a> ở{' '}
            {campaignName(plan, last.campaign)}, điều quyết định phần lớn Bằng khen.
          </li>
        )}
        <li>
          <a href={addresses.choose}>Chọn vai</a>: vào vai một cơ quan hay đơn vị để thấy việc của họ và thư
          họ nhận được.
        </li>
        <li>
          <a href={addresses.plan}>Văn bản kế hoạch</a>: mỗi quy tắc dẫn về mục của kế hoạch.
        </li>
      </ol>
    </section>
  );
}

const Public = ({ plan, announced }: HomeShown) => (
  <>
    <h2>Kết quả đã công bố</h2>
    {announced.length === 0 ? (
      <p>Chưa có kết quả nào được công bố.</p>
    ) : (
      <ul>
        {announced.map((campaign) => (
          <li>
            <a href={addresses.winners(campaign)}>
              Danh sách được tặng Bằng khen, {campaignName(plan, campaign)}
            </a>
          </li>
        ))}
      </ul>
    )}
    <h2>Tra cứu</h2>
    <ul>
      <li>
        <a href={addresses.certificates}>Kiểm tra một Bằng khen theo mã</a>
      </li>
      <li>
        <a href={addresses.plan}>Văn bản kế hoạch</a>
      </li>
      <li>
        <a href={addresses.calendar}>Lịch</a>
      </li>
    </ul>
  </>
);
