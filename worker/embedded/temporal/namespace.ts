import type { Connection } from '@temporalio/client';
import { searchAttributes } from '../../../workflows/api/search-attributes.js';
import { msToTs } from '@temporalio/common/lib/time.js';

export const searchAttributeNames = Object.values(searchAttributes).map((key) => key.name);

/** `INDEXED_VALUE_TYPE_KEYWORD` of Temporal's API. */
const keyword = 2;

/** Registers the search attributes that the namespace lacks; harmless to repeat. */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = searchAttributeNames.filter((name) => !(name in customAttributes));
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
  });
}

const daySeconds = 86_400;

/** Keeps closed workflows for `days`; the development server's own default is one day. */
export async function setRetention(connection: Connection, namespace: string, days: number): Promise<void> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  if (Number(config?.workflowExecutionRetentionTtl?.seconds) >= days * daySeconds) return;
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: msToTs(days * daySeconds * 1_000) },
  });
}
