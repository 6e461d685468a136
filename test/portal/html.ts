import type { Page } from '../../client/portal/visit.js';

/** A page's body as it goes to the browser. */
export const htmlOf = async ({ body }: Page): Promise<string> => String(await body);
