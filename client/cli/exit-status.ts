/** How commands exit: the input is at fault; the rules refuse; a part is out of reach. Done is 0, our own error 1. */
export const atFault = 2;
export const refusedByRules = 3;
export const outOfReach = 4;
