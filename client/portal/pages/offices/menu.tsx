import type { Office } from '../../../../workflows/api/messages.js';
import type { CampaignKey } from '../../../../workflows/plan/schema.js';
import { addresses } from '../../addresses.js';

type Place = [address: string, name: string];

const forReaders = (campaign: CampaignKey): Place[] => [
  [addresses.dossiers(campaign), 'Hồ sơ'],
  [addresses.list(campaign), 'Danh sách'],
];

function placesOf(office: Office, campaign: CampaignKey): Place[] {
  if (office === 'unit') return [];
  if (office !== 'home-affairs') return [...forReaders(campaign), [addresses.announce(campaign), 'Công bố']];
  return [
    [addresses.dossiers(campaign), 'Hồ sơ'],
    [addresses.rankings(campaign), 'Xếp hạng'],
    [addresses.questions(campaign), 'Vướng mắc'],
    [addresses.shortlists(campaign), 'Lựa chọn'],
    [addresses.list(campaign), 'Danh sách'],
    [addresses.announce(campaign), 'Công bố'],
    [addresses.time(campaign), 'Thời hạn'],
    [addresses.waivers(campaign), 'Miễn tiêu chuẩn'],
    [addresses.report(campaign), 'Báo cáo'],
    [addresses.revocations(campaign), 'Thu hồi'],
  ];
}

/** What an office does and reads in a campaign; nothing for others. */
export function OfficeMenu({
  campaign,
  office,
  here,
}: {
  campaign: CampaignKey;
  office: Office;
  /** The page's own address. */
  here?: string | undefined;
}) {
  const places = placesOf(office, campaign);
  if (places.length === 0) return null;
  return (
    <nav aria-label="Trong đợt này" class="places">
      <ul>
        {places.map(([address, name]) => (
          <li>
            <a href={address} aria-current={address === here ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
