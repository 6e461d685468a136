import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { auditRows } from '../../activities/records/acts/audit.js';
import { mailRows } from '../../activities/records/reads/mails.js';
import { lettersAwaited } from '../../activities/records/reads/letters.js';
import { dossierId, postId } from '../../workflows/api/identity.js';
import { messages } from '../../workflows/api/messages.js';
import { lettersDelivered } from '../environment/post.js';
import { openWorld, startDevelopmentServer, type World } from '../environment/world.js';
import { at, DossierHands, endCampaign, startDossier } from '../workflows/dossiers.js';
import { homeAffairs, unitOfficial } from '../workflows/people.js';

const campaign = '2023';
const unit = 'so-y-te';
const cutoff = at('2024-02-10T00:00:00');
const reason = 'Máy chủ thư đang bảo trì.';
const Metadata = z.object({ currentDetails: z.string() });

describe('letters wait in the records, and hold nothing else', () => {
  let world: World;
  let hands: DossierHands;
  const post = () => world.client.workflow.getHandle(postId('263'));
  const details = async (): Promise<string> =>
    Metadata.parse(await post().query('__temporal_workflow_metadata')).currentDetails;
  const codes = async (): Promise<string[]> =>
    (await mailRows(world.records)).filter((it) => it.unit === unit).map((it) => `${it.code} ${it.state}`);

  beforeAll(async () => {
    world = await openWorld(await startDevelopmentServer(inject('temporalCli')));
    hands = new DossierHands(world, campaign, unit);
  });
  afterAll(() => world.stop());

  test('a paused post delivers nothing; who paused it, and why, is on record and shown', async () => {
    await post().executeUpdate(messages.pausePost.name, { args: [{ actor: homeAffairs, reason }] });
    expect(await details()).toContain(`**Tạm dừng gửi thư**`);
    expect(await details()).toContain(reason);
    expect(await auditRows(world.records, { act: 'pausePost' })).toMatchObject([
      { workflow: postId('263'), person: homeAffairs.person, reason },
    ]);
    const byUnit = { actor: unitOfficial(unit), reason };
    await expect(post().executeUpdate(messages.pausePost.name, { args: [byUnit] })).rejects.toThrow();
  });

  test('a dossier is filed, accepted and ends at once, its letters undelivered', async () => {
    const workflowId = await startDossier(world, {
      campaign,
      unit,
      cutoff,
      now: at('2024-01-15T09:00:00'),
    });
    expect(await hands.file()).toMatchObject({ done: true });
    expect(await hands.review('accept')).toMatchObject({ done: true });
    await endCampaign(world, hands);
    expect(await world.client.workflow.getHandle(workflowId).result()).toStrictEqual({ status: 'accepted' });
    expect(await codes()).toStrictEqual([]);
    // Nor does a rehearsal's time wait for a post that is paused.
    expect(await lettersAwaited(world.records)).toBe(0);
  });

  test('resumed it delivers them, each once, at their acts’ own instants', async () => {
    await post().executeUpdate(messages.resumePost.name, { args: [{ actor: homeAffairs, reason }] });
    await lettersDelivered(world.records);
    expect((await codes()).sort()).toStrictEqual(['dossier-accepted sent', 'dossier-received sent']);
    const rows = (await mailRows(world.records)).filter((it) => it.unit === unit);
    expect(new Set(rows.map((it) => it.at))).toStrictEqual(new Set([at('2024-01-15T09:00:00')]));
    expect(await details()).toContain('**Đang gửi thư**');
  });

  test('every act reads in the Temporal UI: what, in whose name; and its entry is one event', async () => {
    const { events } = await world.client.workflow.getHandle(dossierId('263', campaign, unit)).fetchHistory();
    const summaries = (events ?? [])
      .filter((event) => event.markerRecordedEventAttributes != null)
      .map((event) => Buffer.from(event.userMetadata?.summary?.data ?? []).toString());
    expect(summaries.filter((it) => it !== '')).toStrictEqual([
      `"nộp hồ sơ: unit/${unit}"`,
      '"xét hồ sơ: home-affairs – Xét hồ sơ."',
    ]);
    expect(
      events?.some((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'record'),
    ).toBe(false);
  });
});
