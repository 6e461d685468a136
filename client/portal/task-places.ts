import type { Task } from '../officials/tasks.js';
import { addresses } from './addresses.js';

/** The page where a task is done. */
export function placeOfTask({
  campaign,
  what,
  which,
  unit,
}: Pick<Task, 'campaign' | 'what' | 'which' | 'unit'>): string {
  const [first = ''] = which;
  if (what === 'dossiers' && which.length === 1) return addresses.dossier(campaign, first);
  if (what === 'launch-plans' && unit !== null) return `${addresses.dossier(campaign, unit)}#ke-hoach`;
  return addresses.campaign(campaign);
}
