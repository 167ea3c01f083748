import { type Faultline, register } from 'faultline';

// The one line that a service adds. It stands in a module of its own so that it runs before everything else is loaded.
export const faultline: Faultline = register({ serviceName: 'checkout' });
