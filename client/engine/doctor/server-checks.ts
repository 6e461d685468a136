import type { Client } from '@temporalio/client';
import { searchAttributeNames } from '../../../worker/embedded/temporal/namespace.js';
import { say } from '../../language/language.js';
import { fault, type Finding, ok, warning } from './finding.js';

const day = 86_400;
const leastRetention = 3 * day;

export async function checkNamespace({ connection, options: { namespace } }: Client): Promise<Finding> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
  const days = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(seconds / day);
  const text = say(
    `${namespace}, giữ luồng việc đã kết thúc ${days} ngày`,
    `${namespace}, keeps ended workflows for ${days} days`,
  );
  if (seconds >= leastRetention) return ok('namespace', text);
  return warning(
    'namespace',
    text,
    say(
      `Nên giữ lâu hơn, phòng khi worker dừng nhiều ngày: temporal operator namespace update --namespace ${namespace} --retention 30d`,
      `Better keep them longer, in case the worker stops for days: temporal operator namespace update --namespace ${namespace} --retention 30d`,
    ),
  );
}

export async function checkSearchAttributes({
  connection,
  options: { namespace },
}: Client): Promise<Finding> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = searchAttributeNames.filter((name) => !(name in customAttributes));
  if (missing.length === 0) return ok('search-attributes', say('đủ', 'complete'));
  return fault(
    'search-attributes',
    say(`thiếu ${missing.join(', ')}`, `missing: ${missing.join(', ')}`),
    `temporal operator search-attribute create --namespace ${namespace} ${missing.map((name) => `--name ${name}`).join(' ')} --type Keyword`,
  );
}
