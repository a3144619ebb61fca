export { reportPage } from './report/page.js';
export { historyCurves, historyFigures, readHistory, settingRows } from './report/history-parts.js';
export { heatMapSection, plainSection, tokensSection } from './report/sections.js';
export type { HeatMap } from './report/sections.js';
export type { Curve, CurveLine, ReportData, ReportSection } from './report/report-data.js';
