/**
 * What of a table is sealed, as the triggers of the migrations have it. `act`: its rows change by acts alone, each change
 * bound by an audit row; `once`: its rows are written once; `now`: they change by themselves, and the seal follows.
 */
export interface Sealed {
  name: string;
  table: string;
  kind: 'act' | 'once' | 'now';
  /** The columns by which a row is named. */
  keys: readonly string[];
  /** Columns that are left out. */
  without?: readonly string[];
  /** The only columns that are sealed; a row that has none of them needs no seal. */
  only?: readonly string[];
}

const byUnit = ['plan', 'campaign', 'unit'];
const wayOfMail = ['address', 'message_id', 'state'];

export const sealed: readonly Sealed[] = [
  { name: 'dossier', table: 'dossier', kind: 'act', keys: byUnit },
  { name: 'campaign', table: 'campaign', kind: 'act', keys: ['plan', 'campaign'] },
  { name: 'ranking', table: 'ranking', kind: 'act', keys: ['id'] },
  { name: 'launch_plan', table: 'launch_plan', kind: 'act', keys: byUnit },
  { name: 'ledger', table: 'ledger', kind: 'act', keys: ['plan', 'campaign', 'bloc', 'kind', 'seat'] },
  { name: 'commendation', table: 'commendation', kind: 'act', keys: byUnit },
  { name: 'difficulty', table: 'difficulty', kind: 'act', keys: ['key'] },
  { name: 'signing_key', table: 'signing_key', kind: 'act', keys: ['id'] },
  {
    name: 'letter',
    table: 'letter',
    kind: 'act',
    keys: ['key'],
    without: ['tries', 'deferrals', 'next_try', 'settled_at'],
  },
  { name: 'filing.refused', table: 'filing', kind: 'act', keys: ['receipt'], only: ['refused'] },
  { name: 'filing', table: 'filing', kind: 'once', keys: ['receipt'], without: ['refused'] },
  { name: 'nominee_id', table: 'nominee_id', kind: 'once', keys: ['plan', 'campaign', 'nominee'] },
  { name: 'selection', table: 'selection', kind: 'once', keys: ['input_digest'], without: ['computed_at'] },
  {
    name: 'selection.computed_at',
    table: 'selection',
    kind: 'now',
    keys: ['input_digest'],
    only: ['computed_at'],
  },
  { name: 'plan', table: 'plan', kind: 'once', keys: ['code'] },
  { name: 'plan_amendment', table: 'plan_amendment', kind: 'act', keys: ['plan', 'number'] },
  { name: 'file', table: 'file', kind: 'once', keys: ['digest'] },
  { name: 'document', table: 'document', kind: 'once', keys: ['key'] },
  { name: 'used_proof', table: 'used_proof', kind: 'once', keys: ['key', 'id'] },
  { name: 'mail', table: 'mail', kind: 'once', keys: ['key'], without: wayOfMail },
  { name: 'mail.way', table: 'mail', kind: 'now', keys: ['key'], only: wayOfMail },
  { name: 'mail_attempt', table: 'mail_attempt', kind: 'now', keys: ['id'] },
  { name: 'instance', table: 'instance', kind: 'now', keys: ['one'] },
  { name: 'clock', table: 'clock', kind: 'now', keys: ['id'] },
  { name: 'unit', table: 'unit', kind: 'now', keys: ['code'] },
  { name: 'office_holder', table: 'office_holder', kind: 'now', keys: ['office', 'person', 'valid_from'] },
  { name: 'unit_official', table: 'unit_official', kind: 'now', keys: ['unit', 'person', 'valid_from'] },
  { name: 'contact', table: 'contact', kind: 'now', keys: ['recipient'] },
];
