import { addresses } from '../addresses.js';

/** A clause, with the way to its text. */
export const Clause = ({ of }: { of: string }) => <a href={addresses.clause(of)}>mục {of}</a>;

const clause = /(?<=mục )([IVX]+(?:\.\d+)?(?:\.[a-zđ](?![\p{L}]))?)/u;

/** A text whose clauses (`mục III.3.a`) lead to the plan's own words. */
export const Cited = ({ text }: { text: string }) => (
  <>
    {text
      .split(clause)
      .map((part, index) => (index % 2 === 0 ? part : <a href={addresses.clause(part)}>{part}</a>))}
  </>
);
