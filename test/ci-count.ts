import { readFileSync } from 'node:fs'

/** What is read of vitest's JSON report. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
}

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('which report?')
const report: Report = JSON.parse(readFileSync(file, 'utf8'))
const skipped = report.numPendingTests + report.numTodoTests
console.log(`tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped`)
if (report.numFailedTests > 0 || skipped > 0 || report.numPassedTests === 0) process.exitCode = 1
