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

/** Where the portal's process finds its servers, and where it and the framework's empty page listen. */
export const PortalPlace = z.object({
  address: z.string(),
  databaseUrl: z.string(),
  /** The plan's code. */
  plan: z.string(),
  port: z.number(),
  barePort: z.number(),
});
export type PortalPlace = z.infer<typeof PortalPlace>;
