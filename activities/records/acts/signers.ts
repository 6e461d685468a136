import { messages } from '../../../workflows/api/messages.js';
import type { ActProof } from '../../../workflows/api/proof.js';

/** Whose key it is: a person's, or a portal's, that signs for whom it has signed in. */
export interface KeyOwner {
  person: string | null;
  portal: string | null;
}

/** Nobody stays signed in for longer, whatever a portal says. */
const longestSession = 12 * 3_600_000;
/** The Chairman signs at most so long after he has signed in. */
export const freshFor = 10 * 60_000;
/** Between opening the page and sending it. */
const onTheWay = 60_000;

export type SignerFault = 'other-person' | 'no-sign-in' | 'no-portal' | 'old-sign-in';

/**
 * Whether a key may have signed a proof for a person. A portal's says whom it has signed in, and since when: that person,
 * not long before; a person's key says nothing of the kind.
 */
export function signerFault(owner: KeyOwner, proof: ActProof, person: string | null): SignerFault | null {
  const { signedIn, at, message } = proof;
  if (owner.portal === null) {
    if (signedIn !== undefined) return 'no-portal';
    return owner.person === person ? null : 'other-person';
  }
  if (signedIn === undefined) return 'no-sign-in';
  if (signedIn.person !== person) return 'other-person';
  const age = Date.parse(at) - Date.parse(signedIn.at);
  const most = message === messages.signOff.name ? freshFor + onTheWay : longestSession;
  return age < -onTheWay || age > most ? 'old-sign-in' : null;
}
