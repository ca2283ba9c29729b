/**
 * A phone shows any picture about 360 points wide: in one that is 1,000 wide, type of size 40 appears there as size 14.
 */
export const PHONE_WIDTH = 1000;
export const SMALLEST_TYPE = 40;
