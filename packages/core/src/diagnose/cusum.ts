/** A score goes no higher, so that it can be lost again. */
const MOST_SCORE = 26;
/** What the failures of one burst add at most, however many: two failures' worth, so it takes another burst to make a trouble. */
const BURST_SCORE = 9;

/** A cumulative sum test (Page, 1954): log-likelihood ratio of "too many failures" over "as ever", never below 0. */
export class Cusum {
  /** 0 when nothing speaks for a trouble. */
  score = 0;
  #burst: number = Number.NaN;
  /** Score at the start of the burst. */
  #base = 0;

  /** Takes a failure of a burst; returns whether it counts. Failures of one moment have one cause, and so count as few. */
  rise(step: number, burst: number): boolean {
    if (burst !== this.#burst) {
      this.#burst = burst;
      this.#base = this.score;
    }
    const most = Math.min(MOST_SCORE, this.#base + BURST_SCORE);
    if (this.score >= most) return false;
    this.score = Math.min(most, this.score + step);
    return true;
  }

  /** Takes a success; its step is negative. */
  fall(step: number): void {
    this.score = Math.max(0, this.score + step);
  }
}
