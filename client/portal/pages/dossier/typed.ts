import { nothingTyped, type Typed } from '../offices/typed.js';

/** A form of the dossier's page that was not taken, with what was typed; `of`: which. */
export interface TypedForm extends Typed {
  of: string;
}

/** What was typed into one of the page's forms. */
export const typedIn = (typed: TypedForm | undefined, of: string): Typed =>
  typed?.of === of ? typed : nothingTyped;
