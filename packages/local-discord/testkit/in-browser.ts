export { seriousFaults } from './accessibility.ts';
export { type Browser, noBrowser, openBrowser } from './browser.ts';
export { type Way, walkTour } from './walk-tour.ts';
