import type { Task } from '../officials/tasks.js';
import { addresses } from './addresses.js';

/** The page where a task is done. */
export function placeOfTask({ campaign, what, which }: Pick<Task, 'campaign' | 'what' | 'which'>): string {
  const [first = ''] = which;
  if (what === 'dossiers' && which.length === 1) return addresses.dossier(campaign, first);
  return addresses.campaign(campaign);
}
