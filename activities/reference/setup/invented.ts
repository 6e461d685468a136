/** Whether an address is of a domain that reaches nobody, for ever (RFC 2606): samples have such. */
export const isReachingNobody = (address: string): boolean =>
  /[@.](example|invalid|test|localhost)$/i.test(address) || /@example\.(com|net|org)$/i.test(address);
