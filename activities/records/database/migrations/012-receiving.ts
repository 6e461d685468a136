import { type Kysely, sql } from 'kysely';

const statements = [
  // One round trip a filing; a proof that is given was checked before, in the same transaction. The lock is held from before the instant is read until the filing is stored: whoever looks for
  // filings waits. What `refusal` names was not kept, and a nominee's id that another has is an error, so that nothing is.
  `create function receive_filing(
    p_plan text, p_campaign text, p_unit text, p_filer text, p_person text, p_digest text, p_content jsonb, p_is_faulty boolean,
    p_proof jsonb
  ) returns table (refusal text, given uuid, at timestamptz) language plpgsql as $$
  declare
    moment timestamptz;
    has_ended boolean;
    needs_none boolean;
    keeps_none boolean;
    hash text;
    held jsonb;
  begin
    perform pg_advisory_xact_lock_shared(263000002);
    moment := business_now();
    select coalesce(valid_to < (moment at time zone 'Asia/Ho_Chi_Minh')::date, false) into has_ended
      from unit where code = p_unit;
    select mode = 'rehearsal' or proofs = 'not-asked', mode = 'rehearsal' into needs_none, keeps_none from clock, instance;
    if p_proof is null and not needs_none then
      return query select 'proof.missing', null::uuid, moment;
      return;
    elsif has_ended is null then
      return query select 'unit.unknown', null::uuid, moment;
      return;
    elsif p_filer is null or (p_filer <> p_unit and not has_ended) then
      return query select 'actor.wrong-unit', null::uuid, moment;
      return;
    elsif p_is_faulty then
      return query select 'filing.faulty', null::uuid, moment;
      return;
    end if;
    with claimed as (
      select it ->> 'id' as nominee, it ->> 'kind' as kind, it ->> 'personId' as person_id
      from jsonb_array_elements(p_content -> 'nominees') as it
    ), taken as (
      insert into nominee_id as n (plan, campaign, nominee, unit, kind, person_id)
      select p_plan, p_campaign, nominee, p_unit, kind, person_id from claimed order by nominee
      on conflict (plan, campaign, nominee) do update set unit = n.unit
      returning n.nominee, n.unit, n.kind, n.person_id
    )
    select jsonb_agg(jsonb_build_object('nominee', taken.nominee, 'unit', unit, 'kind', taken.kind, 'person', taken.person_id))
      into held from taken join claimed using (nominee)
      where unit <> p_unit
        or (taken.kind is not null and (taken.kind, taken.person_id) is distinct from (claimed.kind, claimed.person_id));
    if held is not null then
      raise exception using errcode = 'TD001', message = 'nominees are taken', detail = held;
    end if;
    hash := encode(sha256(convert_to(
      concat_ws(chr(31), p_plan, p_campaign, p_unit, p_person, p_digest, extract(epoch from moment)), 'UTF8')), 'hex');
    given := (substr(hash, 1, 12) || '8' || substr(hash, 14, 3) || '8' || substr(hash, 18, 15))::uuid;
    insert into filing
      (receipt, plan, campaign, unit, digest, content, collectives, individuals, actor_unit, person, received_at, proof)
    select given, p_plan, p_campaign, p_unit, p_digest, p_content,
      count(*) filter (where it ->> 'kind' = 'collective'), count(*) filter (where it ->> 'kind' = 'individual'),
      p_filer, p_person, moment, case when keeps_none then null else p_proof end
    from jsonb_array_elements(p_content -> 'nominees') as it
    on conflict do nothing;
    return query select null::text, given, moment;
  end
  $$`,
];

/** A filing is received in one statement. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
