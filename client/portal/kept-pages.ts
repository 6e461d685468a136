/** Milliseconds: a page that is kept is no older. */
const longest = 1_000;
/** Of others than these none is kept meanwhile: addresses can be made up without end. */
const mostKept = 200;

/** Pages that are the same for everybody who isn't known, made once a second however many ask for them. */
export class KeptPages {
  private readonly pages = new Map<string, { until: number; page: Promise<string | null> }>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * The page of an address, as it is kept or made anew; one that could not be made is asked for again by the next.
   * @param make null: what it answers is no page to keep
   */
  async get(address: string, make: () => Promise<string | null>): Promise<string | null> {
    const now = this.now();
    const kept = this.pages.get(address);
    if (kept !== undefined && now < kept.until) return kept.page;
    for (const [it, { until }] of this.pages) if (until <= now) this.pages.delete(it);
    if (this.pages.size >= mostKept) return make();
    const page = make();
    this.pages.set(address, { until: now + longest, page });
    try {
      return await page;
    } catch (error) {
      this.pages.delete(address);
      throw error;
    }
  }
}
