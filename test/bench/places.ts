import { z } from 'zod';

/** Where a worker's process finds its servers, and how many workflows it remembers. */
export const WorkerPlace = z.object({
  address: z.string(),
  namespace: z.string(),
  databaseUrl: z.string(),
  smtpUrl: z.string(),
  mailFolder: z.string().optional(),
  cachedWorkflows: z.number(),
});
export type WorkerPlace = z.infer<typeof WorkerPlace>;
