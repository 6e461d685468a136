import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { CourseState } from '../../workflows/api/campaign-state.js';
import { campaignId } from '../../workflows/api/identity.js';
import { queries } from '../../workflows/api/messages.js';
import type { CampaignKey } from '../../workflows/plan/schema.js';
import type { Services } from './send.js';

const Awaiting = z.array(
  z.object({ from: z.string(), what: z.string(), which: z.array(z.string()), count: z.number() }),
);
const Course = z.object({
  stage: z.string(),
  awaiting: Awaiting,
  isSelecting: z.boolean().default(false),
  state: CourseState,
});

/** Where a campaign or the summary stands, as its workflow has it. */
export type Course = z.infer<typeof Course>;

/** Where a campaign stands now, and what is awaited from whom. */
export async function courseOf(services: Services, campaign: CampaignKey): Promise<Course> {
  const handle = services.client.workflow.getHandle(campaignId(services.plan, campaign));
  return Course.parse(await handle.query(queries.state));
}

const mostLooks = 40;
const betweenLooks = 250;

/** The same once what was done has had its effect: where who wins is to be computed anew, that is waited for, ten seconds at most. */
export async function settledCourse(services: Services, campaign: CampaignKey): Promise<Course> {
  for (let looks = 1; ; looks += 1) {
    const course = await courseOf(services, campaign);
    const isDue = ['rank', 'select'].includes(course.stage) && course.state.isSelectionDue;
    if ((!isDue && !course.isSelecting) || looks === mostLooks) return course;
    await pause(betweenLooks);
  }
}
