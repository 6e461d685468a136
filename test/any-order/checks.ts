import { answered } from './checks/answered.js';
import { audit } from './checks/audit.js';
import type { Check } from './checks/evidence.js';
import { lastFilingInTimeCounts } from './checks/last-filing-in-time-counts.js';
import { ledgerIsTheForwardedList } from './checks/ledger-is-the-forwarded-list.js';
import { lettersOnce } from './checks/letters-once.js';
import { nobodyOnHimself } from './checks/nobody-on-himself.js';
import { quota } from './checks/quota.js';

/** What holds after every act, whatever the order. */
export const checks: readonly Check[] = [
  answered,
  ledgerIsTheForwardedList,
  lastFilingInTimeCounts,
  nobodyOnHimself,
  quota,
  lettersOnce,
  audit,
];
