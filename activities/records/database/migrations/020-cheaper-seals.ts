import { type Kysely, sql } from 'kysely';

/** As 015's `row_key` and `row_digest` have them, by quicker ways to the same text: no key has more than five columns. */
const key = `concat_ws('/', it ->> key_columns[1], it ->> key_columns[2], it ->> key_columns[3], it ->> key_columns[4],
  it ->> key_columns[5])`;
const digestOf = (it: string): string => `encode(sha256(convert_to((${it})::text, 'UTF8')), 'hex')`;
const whole = digestOf(
  "it - (left_out || array(select k from jsonb_object_keys(it) as k where it -> k = 'null'))",
);
const part = `(
  select ${digestOf("coalesce(jsonb_object_agg(key, value), '{}')")} from jsonb_each(it)
  where value <> 'null' and key = any (only_these)
)`;
const digest = `case when only_these = '{}' then ${whole} else ${part} end`;

// `offset 0` keeps a row from being made into JSON once for its key and once for its digest.
const rows = '(select to_jsonb(c) as it from changed c offset 0) as rows';

// Functions of SQL are planned anew in each statement that calls them: what they say stands here itself.
const statement = `create or replace function keep_seals()
  returns trigger language plpgsql set timezone to 'UTC' set bytea_output to 'hex' as $$
  declare
    seal_name constant text := tg_argv[0];
    key_columns constant text[] := string_to_array(tg_argv[2], ',');
    left_out constant text[] := string_to_array(tg_argv[3], ',');
    only_these constant text[] := string_to_array(tg_argv[4], ',');
    own uuid;
  begin
    if tg_argv[1] = 'act' then
      if not exists (select from changed) then
        return null;
      end if;
      own := nullif(current_setting('thidua.batch', true), '')::uuid;
      if own is null then
        own := gen_random_uuid();
        perform set_config('thidua.batch', own::text, true);
      end if;
      insert into act_change (batch, place, of_table, row_key, digest)
      select own, (select coalesce(max(place), 0) from act_change where batch = own) + row_number() over (order by named),
        seal_name, named, sealed
      from (select ${key} as named, case when tg_op <> 'DELETE' then ${digest} end as sealed from ${rows}) as keyed;
    elsif tg_op = 'DELETE' then
      delete from row_seal using (select ${key} as named from ${rows}) as keyed
        where of_table = seal_name and row_key = named;
    elsif tg_argv[1] = 'once' then
      insert into row_seal (of_table, row_key, digest)
      select seal_name, ${key}, ${digest} from ${rows}
      on conflict do nothing;
    else
      insert into row_seal as s (of_table, row_key, digest)
      select seal_name, ${key}, ${digest} from ${rows}
      on conflict (of_table, row_key) do update set digest = excluded.digest where s.digest <> excluded.digest;
    end if;
    return null;
  end
$$`;

/** The same seals, at three quarters of what they cost a filing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statement).execute(db);
}
