import { chmod, cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** The last step of the build: the workflow bundle, what is no TypeScript beside the code, the command made runnable. */
const root = new URL('../../', import.meta.url);
const built = new URL('../', import.meta.url);
const path = (base: URL, name: string): string => fileURLToPath(new URL(name, base));

const { code } = await bundleWorkflowCode({
  workflowsPath: path(built, 'workflows/index.js'),
  payloadConverterPath: path(built, 'workflows/engine/payload-converter.js'),
  preloadModules: [path(built, 'workflows/preloaded.js')],
  logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error },
});
await writeFile(path(built, 'workflow-bundle.js'), code);

const tables = 'activities/reference/';
await cp(path(root, tables), path(built, tables), {
  recursive: true,
  filter: (source) => !source.endsWith('.ts'),
});
const script = 'client/evidence/export/verify.py';
await cp(path(root, script), path(built, script));
await chmod(path(built, 'client/cli/main.js'), 0o755);
await linkCommand();

function quiet(): void {
  // A build that goes well says nothing.
}

/** `npx thidua` is this build. A `bin` in package.json would not do: npx then makes itself a copy in its cache. */
async function linkCommand(): Promise<void> {
  const bin = path(root, 'node_modules/.bin/');
  await mkdir(bin, { recursive: true });
  // Renamed into place, so that two builds at once do not meet a missing command.
  const fresh = `${bin}thidua.${process.pid}`;
  await rm(fresh, { force: true });
  await symlink('../../.build/client/cli/main.js', fresh);
  await rename(fresh, `${bin}thidua`);
}
