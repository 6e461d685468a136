import type { Child } from 'hono/jsx';

/** A table that may be wider than a phone: it scrolls by itself, by keyboard too. */
export const Wide = ({ label, children }: { label: string; children: Child }) => (
  <div class="wide" role="region" aria-label={label} tabindex={0}>
    {children}
  </div>
);
