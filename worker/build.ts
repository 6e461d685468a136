import { chmod, cp, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** The last step of the build: the workflow bundle, the reference tables beside the code, the command made runnable. */
const root = new URL('../../', import.meta.url);
const built = new URL('../', import.meta.url);
const path = (base: URL, name: string): string => fileURLToPath(new URL(name, base));

const { code } = await bundleWorkflowCode({
  workflowsPath: path(built, 'workflows/index.js'),
  payloadConverterPath: path(built, 'workflows/engine/payload-converter.js'),
  logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error },
});
await writeFile(path(built, 'workflow-bundle.js'), code);

const tables = 'activities/reference/';
await cp(path(root, tables), path(built, tables), {
  recursive: true,
  filter: (source) => !source.endsWith('.ts'),
});
await chmod(path(built, 'client/cli/main.js'), 0o755);

function quiet(): void {
  // A build that goes well says nothing.
}
