import { sql } from 'kysely';
import type { Entry, RecordOutcome } from '../../../workflows/api/acts.js';
import { dossierId } from '../../../workflows/api/identity.js';
import type { LeftContent, Letter, MailContent, Recipient } from '../../../workflows/api/letters.js';
import { toInstant } from '../database/open.js';
import type { DossierTold, Trx } from './outcome.js';

/** Where a letter that was left is told of: `LISTEN` hears it when the act's transaction ends. */
export const letterChannel = 'letter_left';

interface ReadyLetter {
  key: string;
  recipients: Recipient[];
  content: MailContent;
}

/** Leaves the letters of an act that was not refused, at the act's own instant; a key that is there already stays as it is. */
export async function leaveLetters(
  trx: Trx,
  entry: Entry,
  outcome: RecordOutcome,
  dossiers: readonly DossierTold[],
): Promise<void> {
  if (outcome.refusal !== null || entry.letters === undefined) return;
  const letters = entry.letters.flatMap((letter) => readyLetters(entry, letter, outcome, dossiers));
  if (letters.length === 0) return;
  await sql`
    with left_letter as (
      insert into letter (key, plan, recipients, content, business_time)
      select it ->> 'key', ${entry.plan}, it -> 'recipients', it -> 'content', ${toInstant(outcome.at)}
      from jsonb_array_elements(${JSON.stringify(letters)}::jsonb) with ordinality as it (it, place) order by place
      on conflict (key) do nothing
    )
    select pg_notify(${letterChannel}, '')
  `.execute(trx);
}

function readyLetters(
  entry: Entry,
  { key, recipients, content }: Letter,
  { value }: RecordOutcome,
  dossiers: readonly DossierTold[],
): ReadyLetter[] {
  const ready = readyContent(content, value);
  if (ready === null) return [];
  if (recipients !== 'each-dossier')
    return [{ key, recipients: withUnit(recipients, ready), content: ready }];
  const { plan, campaign, workflow } = entry;
  if (campaign === null) return [];
  const event = key.slice(workflow.length + 1);
  return dossiers.map(({ unit, filer }) => ({
    key: `${dossierId(plan, campaign, unit)}/${event}`,
    recipients: [{ unit: filer }],
    content: ready,
  }));
}

/** With what only the records know; null where they know of nothing to tell. */
function readyContent(content: LeftContent, value: RecordOutcome['value']): MailContent | null {
  switch (content.code) {
    case 'dossier-received': {
      if (value?.type !== 'filing-taken') return null;
      const { digest, receivedAt, collectives, individuals } = value;
      return { ...content, digest, receivedAt, collectives, individuals };
    }
    case 'certificate-revoked':
      return value?.type === 'certificate-revoked' ? { ...content, unit: value.unit } : null;
    default:
      return content;
  }
}

/** A revocation tells its unit too. */
const withUnit = (recipients: Recipient[], content: MailContent): Recipient[] =>
  content.code === 'certificate-revoked' ? [{ unit: content.unit }, ...recipients] : recipients;
