/** Version of the `faultline` package. A drift test keeps it equal to package.json. */
export const VERSION = '0.0.0';
