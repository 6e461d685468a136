import { EmbeddedError } from '../problems.js';
import type { Progress } from '../progress.js';
import { isAlive, stopProcess, type ProcessIdentity } from '../processes/identity.js';
import type { ServersFile } from './servers-file.js';

/** Stops the servers that outlived a killed run, each as it wishes to be stopped. */
export async function endOrphans(
  folder: string,
  servers: ServersFile | undefined,
  progress: Progress = () => undefined,
): Promise<void> {
  const end = async (server: string, identity: ProcessIdentity | undefined, signal: NodeJS.Signals) => {
    if (identity === undefined || !isAlive(identity)) return;
    progress(`Đang dừng ${server} còn lại từ lần chạy trước (tiến trình ${identity.pid}).`, 'step');
    if (!(await stopProcess(identity, signal)))
      throw new EmbeddedError({ code: 'data.orphan', folder, server, pid: identity.pid });
  };
  await end('Temporal', servers?.processes.temporal, 'SIGTERM');
  await end('PostgreSQL', servers?.processes.postgres, 'SIGINT');
}
