import { readFileSync } from 'node:fs';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { describe, expect, test } from 'vitest';
import { built } from '../environment/world.js';
import { keptHistories } from './keep.js';

const kept = keptHistories();
const options = {
  workflowBundle: { codePath: built('workflow-bundle.js') },
  dataConverter: { payloadConverterPath: built('workflows/engine/payload-converter.js') },
};
const types = kept.map(
  ({ history }) => history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name,
);

/** Histories of real servers, kept for every later release; made anew with UPDATE_HISTORIES=1. */
describe('replay', () => {
  test('there are histories of every workflow type, in service and in rehearsal', () => {
    expect(new Set(types)).toStrictEqual(new Set(['movement', 'annualCampaign', 'periodSummary', 'dossier']));
    const names = kept.map((it) => it.name);
    for (const mode of ['service', 'rehearsal']) {
      for (const type of ['movement', 'campaign', 'dossier']) {
        expect(names.filter((name) => name.startsWith(`${type}-${mode}`))).not.toStrictEqual([]);
      }
    }
  });

  test.each(kept)('$name', async ({ name, history }) => {
    await Worker.runReplayHistory(options, history, name);
  });
});

describe('that replay can fail', () => {
  const dossier = kept.find((it) => it.name.startsWith('dossier-service'))?.history ?? {};

  test('the history of another workflow type', async () => {
    // Begun with the other type's own input: it must be missed by what it does, not by what it was given.
    const begun = kept.find((it) => it.name === 'movement-service')?.history.events?.[0] ?? {};
    const other = { events: [begun, ...(dossier.events ?? []).slice(1)] };
    await expect(Worker.runReplayHistory(options, other, 'other')).rejects.toThrow(DeterminismViolationError);
  });

  test.each([
    {
      name: 'an act less',
      from: "await dossier.context.recordAct('reviewDossier',",
      to: "await (() => Promise.resolve())('reviewDossier',",
    },
    { name: 'an activity renamed', from: 'await record(full)', to: 'await this.records.recorded(full)' },
  ])('changed code: $name', async ({ from, to }) => {
    const code = readFileSync(built('workflow-bundle.js'), 'utf8');
    expect(code).toContain(from);
    const workflowBundle = { code: code.replaceAll(from, to) };
    const replay = Worker.runReplayHistory({ ...options, workflowBundle }, dossier, 'changed');
    // A local activity less: the next one is given its result, and what the workflow makes of that fails its task.
    await expect(replay).rejects.toThrow(/Nondeterminism|workflow task failure/);
  });
});
