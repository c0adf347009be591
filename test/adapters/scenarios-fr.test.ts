import { afterAll } from 'vitest'
import { holdScenarios, left } from '../contracts/play.ts'
import { consoleStage } from './console/player.ts'
import { discordStage } from './discord/player.ts'
import { slackStage } from './slack/player.ts'

holdScenarios('fr', [consoleStage, slackStage, discordStage])
afterAll(left)
