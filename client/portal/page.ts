import type { HtmlEscapedString } from 'hono/utils/html';

/** Markup whose texts are escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
