import { businessNow } from '../../activities/records/database/business-time.js';
import type { Records } from '../../activities/records/database/open.js';
import { listReturns } from '../../activities/records/reads/list-returns.js';
import { statusRows } from '../../activities/records/reads/status.js';
import { launchPlanUnits, waitingDossiers } from '../../activities/records/reads/waiting.js';
import { ReferenceFault } from '../../activities/reference/faults.js';
import { loadHolidays } from '../../activities/reference/tables.js';
import type { Plan } from '../../workflows/plan/schema.js';
import type { HolidayTable } from '../../workflows/rules/calendar.js';
import { type Asker, type Task, tasksOf } from './tasks.js';

/** What waits for whom, or for the asker, as the records have it now. */
export async function readTasks(records: Records, plan: Plan, asker: Asker | null): Promise<Task[]> {
  const waiting = {
    plan,
    now: await businessNow(records),
    holidays: holidaysOf(plan),
    campaigns: await statusRows(records, { plan: plan.plan }),
    dossiers: await waitingDossiers(records, plan.plan),
    launchPlans: await launchPlanUnits(records, plan.plan),
    returns: await listReturns(records, plan.plan),
  };
  return tasksOf(waiting, asker);
}

function holidaysOf(plan: Plan): HolidayTable | null {
  try {
    return loadHolidays(plan.plan);
  } catch (error) {
    if (error instanceof ReferenceFault) return null;
    throw error;
  }
}
