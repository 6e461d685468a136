import { randomUUID } from 'node:crypto';
import { noteRefusedAct } from '../../activities/records/sign-in/refused-acts.js';
import type { Route, Visit } from './visit.js';

/** A page or an act that isn't open to whoever asks: a line of the log; an act tried by somebody known, in the audit too. */
export async function noteRefusal(
  { portal, visitor, session, url, client }: Visit,
  { method }: Route,
): Promise<void> {
  const actor = visitor.kind === 'guest' ? null : visitor.actor;
  const who = actor === null ? '' : ` ${[actor.office, actor.unit, actor.person].filter(Boolean).join(':')}`;
  console.error(`403 ${method} ${url.pathname} ${client}${who}`);
  if (method === 'GET' || session === undefined || actor === null) return;
  const { person, method: how, at } = session;
  await noteRefusedAct(portal.records, portal.plan, {
    key: `portal/${randomUUID()}`,
    office: actor.office,
    unit: actor.unit ?? null,
    address: url.pathname,
    signedIn: { person, method: how, at },
  });
}
