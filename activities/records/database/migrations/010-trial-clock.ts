import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table clock add column offset_ms bigint`,
  `alter table clock drop constraint clock_mode_check, drop constraint clock_check`,
  `alter table clock add constraint clock_mode_check check (mode in ('service', 'rehearsal', 'trial')),
    add constraint clock_at_check check ((mode = 'rehearsal') = (at is not null)),
    add constraint clock_offset_check check ((mode = 'trial') = (offset_ms is not null))`,
  `create or replace function business_now() returns timestamptz language sql volatile as $$
    select date_trunc('milliseconds', case mode when 'rehearsal' then at
      when 'trial' then clock_timestamp() + offset_ms * interval '1 millisecond' else clock_timestamp() end) from clock
  $$`,
];

/** A third gear of business time: a trial, the wall clock moved by a fixed offset. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
