export { createManualClock, createRunningClock, type ManualClock } from './manual-clock.ts';
export * from './person.ts';
export { everyComponent } from './person-forms.ts';
export { type Ask, asking, askingAsBot, type Got, UNHURRIED } from './requests.ts';
export { type Scene, type Someone, startScene } from './scene.ts';
export { writtenIn } from './written.ts';
