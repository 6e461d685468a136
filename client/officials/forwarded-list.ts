import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import type { Records } from '../../activities/records/database/open.js';
import type { CampaignKey, Day } from '../../workflows/plan/schema.js';
import { dayOf } from '../../workflows/rules/days.js';
import { isDone } from './why/case.js';

/** The list of awards that a campaign forwarded last, and how far it has come; days are those of the acts. */
export interface ForwardedList {
  of: { digest: string; input: string };
  forwarded: Day;
  appraised: Day | null;
  signed: { day: Day; struck: ReadonlyMap<string, string> } | null;
  decision: { number: string; date: Day } | null;
  /** It was given back on that day, and why; a later forwarding has replaced it, or none has yet. */
  returned: { day: Day; reason: string } | null;
}

const Forwarding = z.object({ digest: z.string(), input: z.string() });
const Verdict = z.object({
  decision: z.enum(['approve', 'return']),
  strikes: z.array(z.object({ nominee: z.string(), reason: z.string() })).default([]),
});
const Decided = z.object({ decision: z.object({ number: z.string(), date: z.string() }) });

/** The list that was forwarded last, read from the records alone; null: none was. */
export async function forwardedList(
  records: Records,
  { plan, campaign }: { plan: string; campaign: CampaignKey },
): Promise<ForwardedList | null> {
  const rows = (await auditRows(records, { campaign })).filter((it) => it.plan === plan && isDone(it));
  let list: ForwardedList | null = null;
  for (const { act, facts, reason, businessTime } of rows) {
    const day = dayOf(Date.parse(businessTime));
    if (act === 'forward') {
      const of = Forwarding.parse(facts);
      list = { of, forwarded: day, appraised: null, signed: null, decision: null, returned: null };
      continue;
    }
    if (list === null) continue;
    if (act === 'recordDecision') list.decision = Decided.parse(facts).decision;
    if (act !== 'appraise' && act !== 'signOff') continue;
    const { decision, strikes } = Verdict.parse(facts);
    if (decision === 'return') list.returned = { day, reason: reason ?? '' };
    else if (act === 'appraise') list.appraised = day;
    else list.signed = { day, struck: new Map(strikes.map((it) => [it.nominee, it.reason])) };
  }
  return list;
}
