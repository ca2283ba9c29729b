/**
 * A phone shows a picture about 360 points wide, whatever it was: of one that is 1,000 wide, type of 40 is read there as
 * type of 14.
 */
export const PHONE_WIDTH = 1000;
export const SMALLEST_TYPE = 40;
