import { digestOf } from '../../../workflows/rules/digest.js';
import type { LedgerRow } from './ledger.js';

/** Digits and letters that aren't taken for another when read aloud or copied by hand (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;
const isCode = new RegExp(`^[${alphabet}]{${String(length)}}$`);
const bitsAsHex = (length * 5) / 4;

type Given = Pick<LedgerRow, 'plan' | 'campaign' | 'bloc' | 'kind' | 'seat' | 'nominee' | 'decision'>;

/**
 * The code that stands on a certificate: the first 60 bits of the SHA-256 over what makes it this one. It holds no secret:
 * whoever enters it reads what the ledger has, revoked or not.
 * @param instance of the records that hold it
 */
export function certificateCode(instance: string, given: Given): string {
  const { plan, campaign, bloc, kind, seat, nominee, decision } = given;
  const digest = digestOf({ instance, plan, campaign, bloc, kind, seat, nominee, decision });
  const bits = BigInt(`0x${digest.slice(0, bitsAsHex)}`);
  const letters = Array.from({ length }, (_, index) =>
    alphabet.charAt(Number((bits >> BigInt(5 * (length - 1 - index))) & 31n)),
  );
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** A code as somebody typed it, as it is written; null where it can be none. */
export function readCertificateCode(text: string): string | null {
  const letters = text
    .toUpperCase()
    .replace(/[\s\-–.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return isCode.test(letters) ? letters.replace(/(.{4})(?=.)/g, '$1-') : null;
}
