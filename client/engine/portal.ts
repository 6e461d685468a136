import type { Records } from '../../activities/records/database/open.js';
import { registerKey, signingKeys } from '../../activities/records/registry/keys.js';
import type { Configuration } from '../../worker/configuration.js';
import type { Progress } from '../../worker/embedded/progress.js';
import { openPortalKey } from '../officials/portal-key.js';
import { say } from '../language/language.js';
import type { Engine } from './engine.js';
import { ProcessEnded } from './processes.js';

/**
 * Starts the officials' pages beside the service, their key registered with the records that they serve. What keeps them
 * shut is said, and holds nothing else up. @returns their address; null where there are none
 */
export async function openPages(
  engine: Engine,
  records: Records,
  configuration: Configuration,
  tell: Progress,
): Promise<string | null> {
  if (configuration.portal.listen === null) return null;
  const key = await openPortalKey(configuration);
  if ('problem' in key) {
    tell(key.problem);
    return null;
  }
  const { portal, publicKey } = key;
  // One that was revoked stays so: only an operator makes another.
  const isKnown = (await signingKeys(records)).some(({ id }) => id === key.key);
  if (!isKnown) await registerKey(records, { portal, publicKey });
  return startPages(engine, tell);
}

/** The same of a rehearsal, where the pages have no key: nobody signs there. */
export const openRehearsalPages = (
  engine: Engine,
  { portal: { listen } }: Pick<Configuration, 'portal'>,
  tell: Progress,
): Promise<string | null> => (listen === null ? Promise.resolve(null) : startPages(engine, tell));

async function startPages(engine: Engine, tell: Progress): Promise<string | null> {
  try {
    return await engine.startPortal();
  } catch (error) {
    if (!(error instanceof ProcessEnded)) throw error;
    tell(
      say(
        'Cổng thông tin không mở được (xem dòng trên); mọi việc khác vẫn chạy.',
        'The portal could not be opened (see the line above); everything else runs.',
      ),
    );
    return null;
  }
}
