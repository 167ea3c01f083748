import type { FaultServer } from '@faultline/test/kit';
import type { RegisterOptions } from 'faultline';
import type { RepeatedCall } from './service-settings.ts';

/** Who is paged with what: alert names by receiver. */
export type Told = Readonly<Record<string, readonly string[]>>;

/** An incident that a real service lives through under real monitoring. */
export interface LiveStory {
  /** Name of the service. */
  readonly job: string;
  /** As a sentence of behaviour. */
  readonly name: string;
  /** What the service calls all the time. @param origin gives the origin of a virtual provider */
  calls(origin: (provider: string) => string): readonly RepeatedCall[];
  readonly options?: RegisterOptions;
  /** What goes wrong, once the service has been healthy for a while. */
  incident(server: FaultServer, deploy: (calls: readonly RepeatedCall[]) => Promise<void>): Promise<void>;
  /** Exactly who is paged with what. */
  readonly pages: Told;
  /** Who must have been told without a page, among others. */
  readonly tickets?: Told;
}
