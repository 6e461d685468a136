import type { CampaignKey } from '../../../workflows/plan/schema.js';
import { sheetKinds, type SheetKind } from '../../officials/sheets/tables.js';
import { addresses } from '../addresses.js';

/** Where a table of a page is taken away as a spreadsheet. */
export function SheetLink({
  kind,
  campaign,
  query = {},
  text = 'Tải bảng tính (.xlsx)',
}: {
  kind: SheetKind;
  campaign?: CampaignKey;
  /** What the table is narrowed by. */
  query?: Readonly<Record<string, string | undefined>>;
  text?: string;
}) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  const search = given.size === 0 ? '' : `?${given.toString()}`;
  return (
    <p>
      <a href={`${addresses.sheet(sheetKinds[kind].file, campaign)}${search}`}>{text}</a>
    </p>
  );
}
