import { verifyAudit } from '../../../activities/records/acts/audit.js';
import { type Check, type Evidence, refusalOf, type Said } from './evidence.js';

/** Each act stands once in the audit table, as it was answered, and the chain is whole. */
export const audit: Check = {
  name: 'audit',
  async find(evidence) {
    const verdict = await verifyAudit(evidence.records);
    const chain = verdict.ok
      ? []
      : [`The chain breaks at ${verdict.seq} (${verdict.key}): ${verdict.fault}.`];
    return [...chain, ...evidence.log.flatMap((said) => standing(evidence, said)), ...signatures(evidence)];
  },
};

function standing({ audit: rows }: Evidence, { id, name, outcome }: Said): string[] {
  if (outcome.kind !== 'done' && outcome.kind !== 'refused') return [];
  const own = rows.filter((row) => row.key.endsWith(`/${name}/${id}`));
  if (own.length > 1) return [`${name} ${id} stands ${own.length} times in the audit table.`];
  const [row] = own;
  if (outcome.kind === 'done') {
    if (row === undefined) return [`${name} ${id} was done, but doesn't stand in the audit table.`];
    return refusalOf(row) === null ? [] : [`${name} ${id} was answered as done, but the records refused it.`];
  }
  return row === undefined || refusalOf(row)?.code === outcome.refusal.code
    ? []
    : [`${name} ${id} was refused (${outcome.refusal.code}), but the audit table says otherwise.`];
}

/** A signal has no answer: each one that was sent stands there, done or refused. */
function signatures({ audit: rows, log, campaign }: Evidence): string[] {
  const sent = log.filter((it) => it.outcome.kind === 'signalled').length;
  const heard = rows.filter((it) => it.campaign === campaign && it.act.startsWith('signOff')).length;
  return sent === heard ? [] : [`${sent} signatures were sent, ${heard} stand in the audit table.`];
}
