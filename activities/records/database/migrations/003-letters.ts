import { type Kysely, sql } from 'kysely';

const statements = [
  // What the letter says, so that it can be sent anew: {"event", "content"}; null: claimed before this.
  `alter table mail add column letter jsonb`,
  // Where the attempt went: the row has the newest address.
  `alter table mail_attempt add column address text`,
  `update mail_attempt set address = mail.address from mail where mail.key = mail_key`,
];

/** Each message keeps its letter, each attempt its address: a message can be sent anew to another mailbox. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
