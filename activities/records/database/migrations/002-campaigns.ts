import { type Kysely, sql } from 'kysely';

const statements = [
  // Which list a campaign has in hand stands here, set in the transaction of the act that forwards, signs or supersedes it.
  `create table campaign (
    plan text not null,
    campaign text not null,
    frozen text not null default 'free' check (frozen in ('free', 'forwarded', 'signed', 'decided')),
    round integer not null default 0,
    list_digest text,
    list_input text,
    is_appraised boolean not null default false,
    signed_at timestamptz,
    closed_at timestamptz,
    primary key (plan, campaign)
  )`,
  `insert into campaign (plan, campaign, frozen, round, list_digest, list_input, is_appraised, signed_at)
    select v.plan, v.campaign, case when exists (select from ledger l where l.plan = v.plan and l.campaign = v.campaign) then 'decided' else v.frozen end,
      v.round, case when v.frozen <> 'free' then v.digest end,
      (select s.input_digest from selection s where s.plan = v.plan and s.campaign = v.campaign and s.list_digest = v.digest
        and v.frozen <> 'free' order by s.seq desc limit 1),
      v.stage in ('sign-off', 'announce', 'closed'),
      (select max(a.business_time) from audit a where a.plan = v.plan and a.campaign = v.campaign and a.act = 'signOff'
        and a.outcome -> 'refusal' = 'null'::jsonb)
    from campaign_view v`,
  `update campaign set closed_at = a.business_time from audit a
    where a.plan = campaign.plan and a.campaign = campaign.campaign and a.act in ('campaign-closed', 'ceremony-not-reported')`,

  `alter table dossier add column filer text`,
  `update dossier set filer = coalesce((select f.actor_unit from filing f where f.receipt = dossier.receipt), unit)`,
  `alter table dossier alter column filer set not null`,
  // The last day on which a dossier that was given back may be completed; its deadline is the later of the two.
  `alter table dossier add column complete_by date`,
  `alter table dossier add column cutoff_reason text`,
  `create function deadline_of(cutoff timestamptz, complete_by date) returns timestamptz language sql immutable as $$
    select greatest(cutoff, (complete_by + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
  $$`,

  // Why the dossier did not take it: such a filing is never taken later.
  `alter table filing add column refused text`,

  `alter table nominee_id add column kind text`,
  `alter table nominee_id add column person_id text`,
  `update nominee_id set kind = n ->> 'kind', person_id = n ->> 'personId'
    from filing f, jsonb_array_elements(f.content -> 'nominees') as n
    where f.plan = nominee_id.plan and f.campaign = nominee_id.campaign and f.unit = nominee_id.unit and n ->> 'id' = nominee`,
];

/** The list in hand, each dossier's own deadline and filer, and whom a nominee's id stands for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
