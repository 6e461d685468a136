#!/usr/bin/env node
// STUB by the lead: the rules engineer writes main.ts (commander).
const { runStart } = await import('./start.js');
const args = process.argv.slice(2);
process.exitCode = await runStart({
  fresh: args.includes('--fresh'),
  ...(args.includes('--until') && { until: args[args.indexOf('--until') + 1] ?? '' }),
});
