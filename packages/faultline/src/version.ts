/** Version of the `faultline` package. Generated from its package.json by `npm run generate`. */
export const VERSION = '0.0.0';
