import { sql } from 'kysely';
import { CampaignKey, NomineeKind } from '../../../workflows/plan/schema.js';
import type { Records } from '../database/open.js';

/** A nominee of a campaign, as the newest filing or the ledger names it. */
export interface KnownNominee {
  campaign: CampaignKey;
  nominee: string;
  kind: NomineeKind;
  unit: string;
  /** null of a collective. */
  personId: string | null;
  name: string;
}

/** Everybody who was ever nominated under a plan, or has a certificate in its ledger; by campaign and id. */
export async function knownNominees(records: Records, plan: string): Promise<KnownNominee[]> {
  const { rows } = await sql<
    Record<'campaign' | 'nominee' | 'kind' | 'unit' | 'name', string> & {
      personId: string | null;
    }
  >`
    select distinct on (campaign collate "C", nominee collate "C") campaign, nominee, kind, unit, "personId", name
    from (
      select campaign, it ->> 'id' as nominee, it ->> 'kind' as kind, unit, it ->> 'personId' as "personId",
        it ->> 'name' as name, seq
      from filing, jsonb_array_elements(content -> 'nominees') as it where plan = ${plan}
      union all
      select campaign, nominee, kind, unit, person_id, name, 0 from ledger where plan = ${plan}
    ) as named
    order by campaign collate "C", nominee collate "C", seq desc
  `.execute(records.db);
  return rows.map((row) => ({
    ...row,
    campaign: CampaignKey.parse(row.campaign),
    kind: NomineeKind.parse(row.kind),
  }));
}
